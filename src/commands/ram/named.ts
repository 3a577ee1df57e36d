/** The input of `ram policy`: the named commands, and the operations that each of them calls. */
import type { Operation } from '../../core/operation.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import { NOUNS, SUB_NOUNS } from '../../operations/nouns.ts';
import { callsOf } from '../../operations/ram.ts';
import { type BoundCommand, COMMANDS, isRead } from '../../operations/registry.ts';
import { otherPaths } from '../verb-aliases.ts';
import { commandOf } from '../api/command.ts';
import { calledOperation, isKnown, nearestAction } from '../api/operation.ts';
import { callsOfTool, TOOL_CALLS } from '../tool-calls.ts';

const bounds: readonly BoundCommand[] = [...COMMANDS.values()];
const callsOfAll = (some: readonly BoundCommand[]): readonly Operation[] => some.flatMap(callsOf);

/** The operations of the policy if no command is named. */
export const EVERY_READ: readonly Operation[] = callsOfAll(bounds.filter(isRead));

/** The operations of each command, by its path or another name. */
const BY_COMMAND: ReadonlyMap<string, readonly Operation[]> = new Map([
  ...bounds.map((bound) => [bound.command.path, callsOf(bound)] as const),
  ...bounds.flatMap((bound) => otherPaths(bound.command).map((path) => [path, callsOf(bound)] as const)),
  ...Object.entries(TOOL_CALLS),
]);

/** The operations of all commands of a noun. */
const BY_NOUN: ReadonlyMap<string, readonly Operation[]> = new Map([
  ...Object.keys({ ...NOUNS, ...SUB_NOUNS }).map(
    (noun) => [noun, callsOfAll(bounds.filter(({ command }) => command.path.startsWith(`${noun} `)))] as const,
  ),
  ['wait', callsOfTool('wait') ?? []] as const,
]);

/** The names that are accepted, without aliases: commands, and nouns for all of their commands. */
export const nameable = (): readonly string[] => [...COMMANDS.keys(), ...Object.keys(TOOL_CALLS), ...BY_NOUN.keys()];

const API = 'api';
const NAMES = [...BY_COMMAND.keys(), ...BY_NOUN.keys()];
const FIRST_WORDS: ReadonlySet<string> = new Set([API, ...NAMES.map((name) => name.split(' ')[0] ?? '')]);
const LONGEST = Math.max(...NAMES.map((name) => name.split(' ').length));

/** The operations of the named commands, and the invalid names. */
export interface NamedCommands {
  readonly calls: readonly Operation[];
  readonly problems: readonly Detail[];
}

/** Reads a list of commands, such as `topic create topic list`; each may also be one quoted argument. */
export function readNames(operands: readonly string[]): NamedCommands {
  const calls: Operation[] = [];
  const problems: Detail[] = operands
    .filter((operand) => operand.trim() === '')
    .map(() => problem('[command...]', '{name} must not be empty; omit it to allow every read'));
  const words = operands.flatMap((operand) => operand.split(/\s+/)).filter((word) => word !== '');
  while (words.length > 0) {
    const read = words[0] === API ? apiCall(words) : command(words);
    words.splice(0, read.length);
    if ('problem' in read) problems.push(read.problem);
    else calls.push(...read.calls);
  }
  return { calls, problems };
}

/** The number of words of one command, and its operations or its problem. */
type Read = { readonly length: number } & ({ readonly calls: readonly Operation[] } | { readonly problem: Detail });

/** The longest command at the beginning of the words, else a noun that the words of another command follow, or none. */
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

function unknown(typed: string): Detail {
  const near = suggest(typed, NAMES);
  const name = `"${typed}"`;
  return near === undefined
    ? problem(name, '{name} is not a command that calls the service')
    : problem(name, '{name} is not a command that calls the service; did you mean {near}?', { near });
}

/** `api <Action>`: the operation, and for a change what its commands read. */
function apiCall([, action = '']: readonly string[]): Read {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(action))
    return { length: 1, problem: problem(API, '{name} requires an operation, such as "api GetTopicList"') };
  const operation = calledOperation(action);
  if (!isKnown(operation)) return { length: 2, problem: unknownOperation(action) };
  const own = bounds.filter((bound) => bound.operation.action === action);
  const reads = operation.effect === 'read' ? [] : callsOfAll(own);
  const call = { operation, command: commandOf(operation, {}, (wire) => wire) };
  return { length: 2, calls: [...callsOf(call), ...reads] };
}

function unknownOperation(action: string): Detail {
  const near = nearestAction(action);
  const name = `"${API} ${action}"`;
  return near === undefined
    ? problem(name, '{name}: unknown RAM action; if the service refuses the call, its error names the missing action')
    : problem(name, '{name}: unknown operation; did you mean {near}?', { near });
}
