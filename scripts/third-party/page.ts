import { table } from '../markdown.ts';
import { type BundledPackage, idOf } from './packages.ts';

const HEAD = `<!-- Made by "npm run generate" from what is bundled. Do not edit. -->

# Third-party packages

alikafka bundles these packages into the files of \`dist/\`, so that installing it installs nothing else. \`npm run build\` writes their licences to \`dist/THIRD-PARTY-LICENSES.txt\` and a software bill of materials (CycloneDX 1.6) to \`dist/sbom.cdx.json\`.`;

const TAIL = `"SPDX" means that there is no licence file: the text is the standard one of the declared licence, with the author's name.`;

/** The text of docs/third-party.md: the bundled packages, for the review of a change. */
export function thirdPartyPage(packages: readonly BundledPackage[]): string {
  const rows = packages.map((one) => [
    `[${idOf(one)}](${one.repository})`,
    one.licence,
    one.licenceFile === undefined ? 'SPDX' : code(one.licenceFile),
    one.parts.map(code).join(', '),
  ]);
  return `${[HEAD, table(['package', 'licence', 'licence text', 'bundled into'], rows), TAIL].join('\n\n')}\n`;
}

const code = (text: string): string => `\`${text}\``;
