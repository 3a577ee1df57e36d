/** Lines that a new operation needs in existing files: each edit gets a file's text and returns the new one. */
import { isDeepStrictEqual } from 'node:util';
import { handlerText } from './handler.ts';
import type { NewOperation } from './record.ts';
import { camel, keyOf, MARK, quoted } from './source.ts';

/** The record's import and its place in the list, after the last one of its folder. `file` is below src/operations. */
export function inRegistry(text: string, { action }: NewOperation, file: string): string {
  const folder = file.slice(0, file.indexOf('/'));
  const imports = [...text.matchAll(/^import \{([^}]*)\} from '\.\/([^']+)';\n/gm)];
  const own = imports.filter(([, , from = '']) => from.startsWith(`${folder}/`));
  const last = own.at(-1) ?? imports.at(-1);
  if (last === undefined) throw new Error('src/operations/registry.ts imports no record');
  const at = last.index + last[0].length;
  const imported = `${text.slice(0, at)}import { ${camel(action)} } from './${file}';\n${text.slice(at)}`;
  const names = (own.length > 0 ? own : imports).flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  return withEntry(imported, names, camel(action));
}

/** The list with one more entry, after the last of `names`. */
function withEntry(text: string, names: readonly string[], entry: string): string {
  const start = text.indexOf('OPERATIONS: readonly OperationRecord[] = [');
  const places = names.map((name) => ({ name, at: text.indexOf(`\n  ${name},\n`, start) })).filter(({ at }) => at >= 0);
  const last = places.sort((a, b) => a.at - b.at).at(-1);
  if (start < 0 || last === undefined) throw new Error('src/operations/registry.ts has no list of operations');
  const at = last.at + `\n  ${last.name},\n`.length;
  return `${text.slice(0, at)}  ${entry},\n${text.slice(at)}`;
}

/** The handler before the table at the end of a file of handlers, and its line in that table. */
export function inHandlers(text: string, operation: NewOperation, record: string): string {
  const { text: handler, imports } = handlerText(operation, record);
  const table = /\n\/\*\* The handlers by action\. \*\/\nexport const [A-Z_]+_HANDLERS: Handlers = \{[^}]*(?=\};)/.exec(
    text,
  );
  if (table === null) throw new Error('the file of handlers has no table of them');
  const { action } = operation;
  const end = table.index + table[0].length;
  const entry = `  ${action}: ${camel(action)},\n`;
  return imports.addedTo(text.slice(0, table.index) + handler + text.slice(table.index, end) + entry + text.slice(end));
}

const OPERATIONS_HEAD = 'New operations:';

/** A line below "New operations:" of the newest version, which gets that heading when it has none. */
export function inChangelog(text: string, { action, command, facts }: NewOperation): string {
  const summary = facts.draft?.summary ?? MARK;
  const line = `- \`${command.path}\` (${action}): ${summary.charAt(0).toLowerCase()}${summary.slice(1)}\n`;
  const version = /^## .*\n\n/m.exec(text);
  if (version === null) throw new Error('CHANGELOG.md has no version');
  const start = version.index + version[0].length;
  const next = text.slice(start).search(/^## /m);
  const newest = text.slice(start, next < 0 ? undefined : start + next);
  const head = newest.indexOf(`${OPERATIONS_HEAD}\n\n`);
  if (head < 0) return `${text.slice(0, start)}${OPERATIONS_HEAD}\n\n${line}\n${text.slice(start)}`;
  const at = start + head + `${OPERATIONS_HEAD}\n\n`.length;
  return text.slice(0, at) + line + text.slice(at);
}

/** The facts without the words that are the record's from now on. */
export function withoutDraft(text: string): string {
  const { draft: _draft, ...facts } = JSON.parse(text) as Record<string, unknown>;
  // Cut off as text, so that the rest of the file stays in its form; written again where it is not at the end.
  const cut = text.replace(/,\n {2}"draft": \{\n[\s\S]*\n {2}\}\n\}\n$/, '\n}\n');
  return isDeepStrictEqual(JSON.parse(cut), facts) ? cut : `${JSON.stringify(facts, null, 2)}\n`;
}

/** A noun below a noun, with its words for help. */
export function inNouns(text: string, subNoun: string): string {
  const start = text.indexOf('SUB_NOUNS');
  const at = start < 0 ? -1 : text.indexOf('};', start);
  if (at < 0) throw new Error('src/operations/nouns.ts has no nouns below nouns');
  return `${text.slice(0, at)}  ${keyOf(subNoun)}: ${quoted(`${MARK}: what help says of it`)},\n${text.slice(at)}`;
}
