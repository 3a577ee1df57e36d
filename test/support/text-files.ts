import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['.ci', 'bench', 'bin', 'docs', 'facts', 'scripts', 'src', 'test'];
/** The list of phrases itself, and licences of others. */
const NOT_OURS = ['test/support/phrases.ts', 'docs/third-party.md'];

/** Every file of the project that people read, relative to its root: sources, tests, scripts and pages. */
export function textFiles(root: string): readonly string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  return [...top, ...below].filter((file) => !NOT_OURS.includes(file) && !/\.(?:pem|svg|png)$/.test(file)).sort();
}
