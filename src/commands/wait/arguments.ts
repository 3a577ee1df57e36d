import { suggest } from '../../core/text/suggest.ts';
import { readOption, type Typed } from '../../engine/input/read-input.ts';
import type { Detail } from '../../errors/failure.ts';
import { type State, STATES } from '../../operations/shared/states.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { WAIT_OPTIONS } from './options.ts';

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
  const orderId = readOption(WAIT_OPTIONS.orderId, options['orderId'], problems);
  const [name, typed] = nameAndState(noun, operands.slice(1), orderId, problems);
  const word = readState(noun, typed, problems);
  if (noun !== 'instance' && orderId !== undefined)
    problems.push({ flag: '--order-id', message: `is for instances, not for a ${noun}` });
  const timeout = readOption(WAIT_OPTIONS.waitTimeout, options['waitTimeout'], problems);
  const maxLag = readLag(options['maxLag'], word, problems);
  const state = word === undefined ? undefined : STATES[noun][word];
  if (word === undefined || state === undefined) return undefined;
  return { noun, name, orderId, word, state, timeout: timeout ?? state.timeout, maxLag };
}

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

function readLag(typed: Typed[string], word: string | undefined, problems: Detail[]): number | undefined {
  const lag = readOption(WAIT_OPTIONS.maxLag, typed, problems);
  if (typed !== undefined && word !== undefined && word !== 'drained')
    problems.push({ flag: '--max-lag', message: `goes with "drained", not with "${word}"` });
  return lag;
}
