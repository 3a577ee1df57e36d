/**
 * Writes what an operation consists of, from its facts: the record, its line in the registry, the emulator's handler,
 * the sample, the changelog's line. Parts that facts do not determine are marked with MARK. Existing files are never
 * overwritten; lines are added to the registry and the like.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Effect } from '../../src/core/operation.ts';
import { suggest } from '../../src/core/text/suggest.ts';
import { NOUNS, SUB_NOUNS } from '../../src/operations/nouns.ts';
import { type BoundCommand, COMMANDS, operationOf } from '../../src/operations/registry.ts';
import { inChangelog, inHandlers, inNouns, inRegistry, withoutDraft } from './edits.ts';
import { type Facts, readFacts } from './facts.ts';
import { type NewOperation, recordText } from './record.ts';
import { sampleText } from './sample.ts';
import { kebab, MARK } from './source.ts';
import { type CommandPath, commandPath } from './subject.ts';

/** The options in addition to the action. */
export interface Options {
  /** Noun and verb, in place of the facts': `instance release`. */
  readonly command?: string | undefined;
  /** In place of the facts'. */
  readonly effect?: string | undefined;
}

/** Why nothing was written: a sentence for the user. */
export class Refused extends Error {}

/** A file that was written or got lines, below the project's folder. */
export interface Written {
  readonly path: string;
  readonly how: 'new' | 'changed';
}

/** A place that is to be filled in. */
export interface Todo {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

/** Writes the operation's files below `root`, the project's folder. Throws Refused, with nothing written. */
export function newOperation(root: string, action: string, options: Options): readonly Written[] {
  const operation = checked(root, action, options);
  const files = new Map<string, string>();
  const edit = (path: string, change: (text: string) => string): void => {
    files.set(path, change(readFileSync(join(root, path), 'utf8')));
  };
  const { command, facts } = operation;
  const record = recordFile(root, operation);
  const handlers = handlersFile(root, command);
  files.set(`src/operations/${record}`, recordText(operation));
  edit('src/operations/registry.ts', (text) => inRegistry(text, operation, record));
  if (command.subNoun !== undefined && !Object.hasOwn(SUB_NOUNS, command.subNoun))
    edit('src/operations/nouns.ts', (text) =>
      text.includes(`'${command.subNoun ?? ''}'`) ? text : inNouns(text, command.subNoun ?? ''),
    );
  edit(handlers, (text) => inHandlers(text, operation, `../../operations/${record}`));
  files.set(`test/samples/${action}.ts`, sampleText(operation));
  if (facts.draft !== undefined) edit(`facts/${action}.json`, withoutDraft);
  edit('CHANGELOG.md', (text) => inChangelog(text, operation));
  return write(root, files, new Set([`src/operations/${record}`, `test/samples/${action}.ts`]));
}

function write(root: string, files: ReadonlyMap<string, string>, fresh: ReadonlySet<string>): Written[] {
  const taken = [...fresh].find((path) => existsSync(join(root, path)));
  if (taken !== undefined) throw new Refused(`${taken} exists already; nothing was written`);
  return [...files].map(([path, text]) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return { path, how: fresh.has(path) ? 'new' : 'changed' };
  });
}

const EFFECTS: readonly Effect[] = ['read', 'write', 'destroy', 'order'];

/** What facts cannot do without. */
const NEEDED: readonly (keyof Facts)[] = ['product', 'version', 'effect', 'methods', 'params', 'answer'];

/** What is to be written, where that can be done. */
function checked(root: string, action: string, options: Options): NewOperation {
  const all = readFacts(root);
  const known = Object.hasOwn(all, action) ? all[action] : undefined;
  if (known === undefined) throw new Refused(unknown(action, Object.keys(all)));
  if (operationOf(action) !== undefined) throw new Refused(`${action} has a record already`);
  const lacking = NEEDED.filter((field) => !Object.hasOwn(known, field));
  if (lacking.length > 0) throw new Refused(`facts/${action}.json lacks: ${lacking.join(', ')}`);
  const effect = options.effect ?? known.effect;
  if (!isEffect(effect)) throw new Refused(`"${effect}" is no effect: expected ${EFFECTS.join(', ')}`);
  const path = options.command ?? known.draft?.command;
  if (path === undefined)
    throw new Refused(`--command is required: noun and verb, such as --command "instance release"`);
  return { action, facts: { ...known, effect } satisfies Facts, command: checkedPath(path) };
}

const isEffect = (effect: string): effect is Effect => (EFFECTS as readonly string[]).includes(effect);

function unknown(action: string, known: readonly string[]): string {
  const near = suggest(action, known);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return `facts/${action}.json does not exist.${meant} The facts of an operation are written first: see CONTRIBUTING.md.`;
}

function checkedPath(path: string): CommandPath {
  const command = commandPath(path);
  if (!/^[a-z][a-z-]*( [a-z][a-z-]*)+$/.test(command.path))
    throw new Refused(`"${path}" is no command: expected noun and verb in lower case`);
  if (!Object.hasOwn(NOUNS, command.noun))
    throw new Refused(`"${command.noun}" is no noun: expected ${Object.keys(NOUNS).join(', ')}`);
  const bound = boundTo(command.path);
  if (bound !== undefined)
    throw new Refused(
      `"${command.path}" calls ${bound.operation.action} already: name another command with --command, or call both from one plan by hand`,
    );
  if (Object.hasOwn(SUB_NOUNS, command.path)) throw new Refused(`"${command.path}" is a noun: a verb has to follow it`);
  if (command.subNoun !== undefined && boundTo(command.subNoun) !== undefined)
    throw new Refused(`"${command.subNoun}" is a command: no verb can follow it`);
  return command;
}

/** The command that a path calls, by its name or by its alias. */
const boundTo = (path: string): BoundCommand | undefined =>
  [...COMMANDS.values()].find(
    ({ command }) => path === command.path || path === command.path.replace(/\S+$/, command.alias ?? '$&'),
  );

/** A new file, named after the verb, or after the action where that is taken. */
function recordFile(root: string, { action, command }: NewOperation): string {
  const byVerb = `${command.folder}/${command.verb}.ts`;
  return existsSync(join(root, 'src/operations', byVerb)) ? `${command.folder}/${kebab(action)}.ts` : byVerb;
}

/** The handlers of the noun below, or of the noun. */
function handlersFile(root: string, { folder, noun }: CommandPath): string {
  const own = `src/emulator/handlers/${folder}.ts`;
  return existsSync(join(root, own)) ? own : `src/emulator/handlers/${noun}.ts`;
}

/** What is to be filled in by hand in some files below `root`, in the order of their lines. */
export function todosIn(root: string, paths: readonly string[]): Todo[] {
  return paths.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((text, i) => {
        const at = text.indexOf(`${MARK}:`);
        return at < 0 ? [] : [{ path, line: i + 1, says: sayOf(text.slice(at + MARK.length)) }];
      }),
  );
}

/** The same of one operation: what others left in the files that they share is not its own. */
export const todosOf = (root: string, action: string, written: readonly Written[]): Todo[] =>
  written.flatMap(({ path, how }) =>
    todosIn(root, [path]).filter(({ says }) => how === 'new' || path.endsWith('nouns.ts') || says.includes(action)),
  );

/** The words behind the mark, without the rest of the source's line. */
const sayOf = (text: string): string => (/^[: ]+([^*']*)/.exec(text)?.[1] ?? '').trim();
