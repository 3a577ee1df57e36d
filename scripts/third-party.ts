/** The three texts about the bundled packages: their licenses, the bill of materials, and the page for reviewers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { licencesText } from './third-party/licences.ts';
import { bundledPackages } from './third-party/packages.ts';
import { thirdPartyPage } from './third-party/page.ts';
import { type Program, sbom } from './third-party/sbom.ts';

/** The three files as text, from esbuild's output. Throws Error if the license of a package cannot be reproduced. */
export function thirdParty(metafiles: readonly Metafile[], root: string) {
  const bundled = bundledPackages(metafiles, root);
  const program = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Program;
  return {
    licences: licencesText(bundled.packages),
    sbom: sbom(bundled, program),
    page: thirdPartyPage(bundled.packages),
  };
}
