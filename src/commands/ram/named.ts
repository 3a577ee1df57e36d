import type { Operation } from '../../core/operation.ts';
import { suggest } from '../../core/text/suggest.ts';
import type { Detail } from '../../errors/failure.ts';
import { getConsumerList } from '../../operations/group/list.ts';
import { getConsumerProgress } from '../../operations/group/progress.ts';
import { getInstanceList } from '../../operations/instance/list.ts';
import { describeProjectMeta } from '../../operations/metrics/meta.ts';
import { NOUNS, SUB_NOUNS } from '../../operations/nouns.ts';
import { callsOf } from '../../operations/ram.ts';
import { type BoundCommand, COMMANDS, isRead } from '../../operations/registry.ts';
import { getTopicList } from '../../operations/topic/list.ts';
import { commandOf } from '../api/command.ts';
import { calledOperation } from '../api/operation.ts';

const bounds: readonly BoundCommand[] = [...COMMANDS.values()];
const callsOfAll = (some: readonly BoundCommand[]): readonly Operation[] => some.flatMap(callsOf);

/** What is called when no command is named. */
export const EVERY_READ: readonly Operation[] = callsOfAll(bounds.filter(isRead));

/** This tool's own commands that call the service; what they read is not in a record. */
const TOOL_CALLS: Readonly<Record<string, readonly Operation[]>> = {
  configure: [getInstanceList],
  doctor: [getInstanceList, describeProjectMeta],
  'wait instance': [getInstanceList],
  'wait topic': [getTopicList, getInstanceList],
  'wait group': [getConsumerList, getConsumerProgress, getInstanceList],
};

const underAlias = ({ command: { path, alias } }: BoundCommand): string | undefined =>
  alias === undefined ? undefined : [...path.split(' ').slice(0, -1), alias].join(' ');

/** What each command calls, by its path or alias. */
const BY_COMMAND: ReadonlyMap<string, readonly Operation[]> = new Map([
  ...bounds.map((bound) => [bound.command.path, callsOf(bound)] as const),
  ...bounds.flatMap((bound) => {
    const alias = underAlias(bound);
    return alias === undefined ? [] : [[alias, callsOf(bound)] as const];
  }),
  ...Object.entries(TOOL_CALLS),
]);

/** What all commands below a noun call together. */
const BY_NOUN: ReadonlyMap<string, readonly Operation[]> = new Map([
  ...Object.keys({ ...NOUNS, ...SUB_NOUNS }).map(
    (noun) => [noun, callsOfAll(bounds.filter(({ command }) => command.path.startsWith(`${noun} `)))] as const,
  ),
  ['wait', Object.entries(TOOL_CALLS).flatMap(([path, calls]) => (path.startsWith('wait ') ? calls : []))] as const,
]);

const API = 'api';
const NAMES = [...BY_COMMAND.keys(), ...BY_NOUN.keys()];
const FIRST_WORDS: ReadonlySet<string> = new Set([API, ...NAMES.map((name) => name.split(' ')[0] ?? '')]);
const LONGEST = Math.max(...NAMES.map((name) => name.split(' ').length));

/** The commands that were named, in the words in which they are typed. */
export interface NamedCommands {
  readonly calls: readonly Operation[];
  readonly problems: readonly Detail[];
}

/** Reads commands that follow one another: `topic create topic list`; each may be quoted as well. */
export function readNames(operands: readonly string[]): NamedCommands {
  const calls: Operation[] = [];
  const problems: Detail[] = operands
    .filter((operand) => operand.trim() === '')
    .map(() => ({ name: '[command...]', message: 'is empty; without it the policy allows every read' }));
  const words = operands.flatMap((operand) => operand.split(/\s+/)).filter((word) => word !== '');
  while (words.length > 0) {
    const read = words[0] === API ? apiCall(words) : command(words);
    words.splice(0, read.length);
    if ('problem' in read) problems.push(read.problem);
    else calls.push(...read.calls);
  }
  return { calls, problems };
}

/** How many words one name takes, and what it calls. */
type Read = { readonly length: number } & ({ readonly calls: readonly Operation[] } | { readonly problem: Detail });

/** The longest command that the words begin with, else a noun that no further word follows but those of another command. */
function command(words: readonly string[]): Read {
  const prefix = (of: ReadonlyMap<string, unknown>): number =>
    Array.from({ length: LONGEST }, (_, i) => LONGEST - i).find((n) => of.has(words.slice(0, n).join(' '))) ?? 0;
  const length = prefix(BY_COMMAND);
  if (length > 0) return { length, calls: BY_COMMAND.get(words.slice(0, length).join(' ')) ?? [] };
  const noun = prefix(BY_NOUN);
  const first = Math.max(noun, 1);
  const verb = words[first];
  const end = verb === undefined || FIRST_WORDS.has(verb) ? first : first + 1;
  const name = words.slice(0, end).join(' ');
  const calls = BY_NOUN.get(name);
  return calls === undefined ? { length: end, problem: unknown(name) } : { length: end, calls };
}

function unknown(name: string): Detail {
  const near = suggest(name, NAMES);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  return { name: `"${name}"`, message: `is not a command that calls the service${meant}` };
}

/** `api <Action>`: the operation, and of a change what its commands read. */
function apiCall([, action = '']: readonly string[]): Read {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(action))
    return { length: 1, problem: { name: API, message: 'requires an operation, such as "api GetTopicList"' } };
  const operation = calledOperation(action);
  const own = bounds.filter((bound) => bound.operation.action === action);
  const reads = operation.effect === 'read' ? [] : callsOfAll(own);
  const call = { operation, command: commandOf(operation, {}, (wire) => wire) };
  return { length: 2, calls: [...callsOf(call), ...reads] };
}
