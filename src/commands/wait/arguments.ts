import { suggest } from '../../core/text/suggest.ts';
import { parseDuration } from '../../core/text/time.ts';
import type { Detail } from '../../errors/failure.ts';
import { type State, STATES } from '../../operations/shared/states.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

export type Noun = keyof typeof STATES;

/** What is to be waited for, as it was typed. */
export interface WaitArguments {
  readonly noun: Noun;
  /** Undefined where the instance in force is meant, or the one of an order. */
  readonly name: string | undefined;
  readonly orderId: string | undefined;
  /** `running`, `deleted`. */
  readonly word: string;
  readonly state: State;
  /** Milliseconds. */
  readonly timeout: number;
  /** Messages that may be left; drained alone. */
  readonly maxLag: number | undefined;
}

/** Reads the words of `wait`; undefined where something is wrong with them, which is added to `problems`. */
export function readWait({ operands, options }: ParsedToolCommand, problems: Detail[]): WaitArguments | undefined {
  const noun = readNoun(operands[0], problems);
  if (noun === undefined) return undefined;
  const orderId = textOf(options['orderId']);
  const [name, typed] = nameAndState(noun, operands.slice(1), orderId, problems);
  const word = readState(noun, typed, problems);
  if (noun !== 'instance' && orderId !== undefined)
    problems.push({ flag: '--order-id', message: `is for instances, not for a ${noun}` });
  const timeout = readTimeout(textOf(options['waitTimeout']), problems);
  const maxLag = readLag(textOf(options['maxLag']), word, problems);
  const state = word === undefined ? undefined : STATES[noun][word];
  if (word === undefined || state === undefined) return undefined;
  return { noun, name, orderId, word, state, timeout: timeout ?? state.timeout, maxLag };
}

const textOf = (option: unknown): string | undefined => (option === undefined ? undefined : String(option));

function readNoun(typed: string | undefined, problems: Detail[]): Noun | undefined {
  const nouns = Object.keys(STATES) as Noun[];
  const found = nouns.find((noun) => noun === typed);
  if (found === undefined) problems.push({ name: '<noun>', message: oneOf(nouns, typed) });
  return found;
}

/** An instance may go without a name: the one in force is meant, or the one of an order. */
function nameAndState(
  noun: Noun,
  words: readonly string[],
  orderId: string | undefined,
  problems: Detail[],
): [name: string | undefined, state: string | undefined] {
  const [first, second, ...more] = words;
  problems.push(...more.map((word) => ({ name: `"${word}"`, message: 'is one argument too many' })));
  if (second !== undefined) {
    if (noun === 'instance' && orderId !== undefined)
      problems.push({ flag: '--order-id', message: 'stands in place of a name' });
    return [first, second];
  }
  if (noun === 'instance') return [undefined, first];
  if (first !== undefined && !Object.hasOwn(STATES[noun], first)) return [first, undefined];
  problems.push({ name: '<name>', message: `is required: the ${noun} to wait for` });
  return [undefined, first];
}

function readState(noun: Noun, typed: string | undefined, problems: Detail[]): string | undefined {
  const states = Object.keys(STATES[noun]);
  const found = states.find((state) => state === typed?.toLowerCase());
  if (found === undefined) problems.push({ name: '<state>', message: oneOf(states, typed) });
  return found;
}

function oneOf(words: readonly string[], typed: string | undefined): string {
  if (typed === undefined) return `is required: one of ${words.join(', ')}`;
  const near = suggest(typed, words);
  return `must be one of ${words.join(', ')}, not "${typed}"${near === undefined ? '' : `; did you mean ${near}?`}`;
}

function readTimeout(typed: string | undefined, problems: Detail[]): number | undefined {
  const read = typed === undefined ? undefined : parseDuration(typed);
  if (typed !== undefined && (read === undefined || read === 0))
    problems.push({ flag: '--wait-timeout', message: `must be a duration such as 90s, 15m or 2h, not "${typed}"` });
  return read;
}

function readLag(typed: string | undefined, word: string | undefined, problems: Detail[]): number | undefined {
  if (typed === undefined) return undefined;
  if (!/^\d{1,15}$/.test(typed))
    problems.push({ flag: '--max-lag', message: `must be a whole number from 0, not "${typed}"` });
  if (word !== undefined && word !== 'drained')
    problems.push({ flag: '--max-lag', message: `goes with "drained", not with "${word}"` });
  return Number(typed);
}
