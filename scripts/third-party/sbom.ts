/** The software bill of materials, in CycloneDX 1.6 (cyclonedx.org/docs/1.6/json). */
import { type Bundled, type BundledPackage, idOf } from './packages.ts';

/** The fields of package.json that describe the program. */
export interface Program {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly homepage: string;
}

/**
 * The text of sbom.cdx.json. The same packages give the same bytes: it has no time and no random serial number, which
 * are optional in the format.
 */
export function sbom({ packages, direct }: Bundled, program: Program): string {
  const own = `pkg:npm/${program.name}@${program.version}`;
  const refs = new Map(packages.map((one) => [idOf(one), purlOf(one)]));
  const refsOf = (ids: readonly string[]): string[] => ids.flatMap((id) => refs.get(id) ?? []);
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': own,
        name: program.name,
        version: program.version,
        licenses: declared(program.license),
        purl: own,
        externalReferences: [{ type: 'website', url: program.homepage }],
      },
    },
    components: packages.map(component),
    dependencies: [
      { ref: own, dependsOn: refsOf(direct) },
      ...packages.map((one) => ({ ref: purlOf(one), dependsOn: refsOf(one.requires) })),
    ],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/** A package URL; if the version is not known, that of the repository. */
function purlOf({ name, version, repository }: BundledPackage): string {
  if (version === undefined) return repository.replace(/^https:\/\/github\.com\//, 'pkg:github/');
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

const declared = (id: string) => [{ license: { id, acknowledgement: 'declared' } }];

const component = (one: BundledPackage) => ({
  type: 'library',
  'bom-ref': purlOf(one),
  name: one.name,
  ...(one.version === undefined ? {} : { version: one.version }),
  ...(one.sha512 === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: one.sha512 }] }),
  licenses: declared(one.licence),
  purl: purlOf(one),
  externalReferences: [{ type: 'vcs', url: one.repository }],
  properties: one.parts.map((part) => ({ name: 'alikafka:file', value: `dist/${part}` })),
});
