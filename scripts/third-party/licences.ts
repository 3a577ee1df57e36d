/** Writes THIRD-PARTY-LICENSES.txt, with the licenses of all bundled packages. */
import { type BundledPackage, idOf } from './packages.ts';
import { licenceOf } from './spdx.ts';

const HEAD = `The files of this folder contain code of the packages below. Each is under its own licence, which follows.
sbom.cdx.json lists the same packages for programs.`;

/** The text of THIRD-PARTY-LICENSES.txt. Throws Error for a license that must not be bundled. */
export const licencesText = (packages: readonly BundledPackage[]): string =>
  `${[HEAD, ...packages.map(entry)].join(`\n\n${'='.repeat(80)}\n\n`)}\n`;

function entry(one: BundledPackage): string {
  const { needsSource } = licenceOf(one.licence);
  const id = idOf(one);
  return [
    id,
    `License: ${one.licence}`,
    `Repository: ${one.repository}`,
    `In: ${one.parts.join(', ')}`,
    ...(needsSource === true
      ? [
          `Source code: version ${one.version ?? ''} at ${one.repository}, under the terms of the ${one.licence}.`,
          'Its files are bundled as they were published; bundling shortens them.',
        ]
      : []),
    ...(one.licenceFile === undefined
      ? ['No licence file came with it: this is the standard text of the licence it declares.']
      : []),
    '-'.repeat(80),
    one.text,
  ].join('\n');
}
