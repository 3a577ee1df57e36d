/**
 * Applies the diffs of a page to a copy of the project, like `patch`: added lines go next to context lines that still
 * exist, so that other operations in the same file do not matter.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Imports } from '../../scripts/new-operation/source.ts';

export interface FileDiff {
  readonly path: string;
  readonly isNew: boolean;
  /** Lines with their marks: space, `-`, `+`. */
  readonly hunks: readonly (readonly string[])[];
}

/** The files of a diff. A hunk starts with `@@`. */
export function filesOf(diff: string): FileDiff[] {
  return [...diff.matchAll(/^--- (\S+)\n\+\+\+ b\/(\S+)\n((?:(?!--- ).*\n)*)/gm)].map(
    ([, from, path = '', body = '']) => ({
      path,
      isNew: from === '/dev/null',
      hunks: body
        .split(/^@@.*\n/m)
        .slice(1)
        .map((hunk) => hunk.split('\n').slice(0, -1)),
    }),
  );
}

/** Applies the diff of one file to a copy. Returns messages for the hunks that do not apply; the others are applied. */
export function apply(root: string, { path, isNew, hunks }: FileDiff): string[] {
  const file = join(root, path);
  if (isNew === existsSync(file)) return [`${path} ${isNew ? 'is there already' : 'is not there'}`];
  let text = isNew ? '' : readFileSync(file, 'utf8');
  const failed: string[] = [];
  for (const hunk of hunks) {
    const next = isNew ? linesOf(hunk, '+') : changed(text, hunk);
    if (next === undefined) failed.push(`${path} has no place for this:\n${hunk.join('\n')}`);
    text = next ?? text;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return failed;
}

/** A text with a hunk applied; undefined if no context line exists, or if a removed line does not. */
export function changed(text: string, hunk: readonly string[]): string | undefined {
  const imported = withImports(text, hunk);
  if (imported === undefined) return undefined;
  const rest = linesOf(hunk, ' -+', true).replaceAll(IMPORT, '').split('\n').slice(0, -1);
  const lines = rest.filter((line) => !isNamed(text, line));
  const first = lines.findIndex(isChange);
  if (first < 0) return imported;
  const end = lines.findLastIndex(isChange) + 1;
  const places = Array.from({ length: first + 1 }, (_, start) =>
    Array.from({ length: lines.length - end + 1 }, (_, less) => lines.slice(start, lines.length - less)),
  );
  const byContext = places.flat().filter(isAnchored);
  byContext.sort((a, b) => b.length - a.length);
  const count = (part: readonly string[]): number => `\n${imported}`.split(`\n${linesOf(part, ' -')}`).length - 1;
  // If a line appears several times, the last one is used: tables and lists are at the end of a file.
  const place = byContext.find((part) => count(part) === 1) ?? byContext.find((part) => count(part) > 1);
  if (place === undefined) return undefined;
  const [before, after] = [linesOf(place, ' -'), linesOf(place, ' +')];
  const at = `\n${imported}`.lastIndexOf(`\n${before}`);
  return imported.slice(0, at) + after + imported.slice(at + before.length);
}

const isChange = (line: string): boolean => /^[-+]/.test(line);

/** Whether a context line identifies a place: it exists and is not blank. */
const isAnchored = (lines: readonly string[]): boolean => lines.some((line) => /^[ -]\s*\S/.test(line));

/** A noun below a noun that already has a text keeps it. */
const isNamed = (text: string, line: string): boolean => {
  const key = /^\+( {2}'[^']+': )/.exec(line)?.[1];
  return key !== undefined && text.includes(`\n${key}`);
};

/** The lines with one of the marks; the marks are removed unless they are kept. */
const linesOf = (lines: readonly string[], marks: string, keep = false): string =>
  lines
    .filter((line) => marks.includes(line.charAt(0)))
    .map((line) => `${line.slice(keep ? 0 : 1)}\n`)
    .join('');

/** An added or removed import, which can have several lines. */
const IMPORT = /^([-+])import (type )?\{([^}]*)\} from '([^']+)';\n/gm;

/** A text with the imports of a hunk merged into its own; undefined if the hunk removes a name. */
function withImports(text: string, hunk: readonly string[]): string | undefined {
  const imports = new Imports();
  const [gone, come] = (['-', '+'] as const).map((mark) =>
    [...linesOf(hunk, mark, true).matchAll(IMPORT)].flatMap(([, , type = '', list = '', module = '']) =>
      list
        .split(',')
        .map((name) => name.replace(/^[\s+-]+/, '').trim())
        .filter((name) => name !== '')
        .map((name) => ({ module, name: `${type}${name}` })),
    ),
  );
  if (gone?.some(({ module, name }) => come?.some((one) => one.module === module && one.name === name) !== true))
    return undefined;
  for (const { module, name } of come ?? []) imports.use(module, name);
  return imports.addedTo(text);
}
