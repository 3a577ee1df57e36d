/** Reads the arguments and options of `wait`. */
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import { readOption, type Typed } from '../../engine/input/read-input.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import { type State, STATES } from '../../operations/shared/states.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { WAIT_OPTIONS } from './options.ts';

/** A noun that `wait` accepts. */
export type Noun = keyof typeof STATES;

/** The arguments and options of `wait`. */
export interface WaitArguments {
  readonly noun: Noun;
  /** Undefined for the instance of the settings, and for that of an order. */
  readonly name: string | undefined;
  readonly orderId: string | undefined;
  /** The name of the state: `running`, `deleted`. */
  readonly word: string;
  readonly state: State;
  /** Milliseconds. */
  readonly timeout: number;
  /** Messages that may remain; only for `drained`. */
  readonly maxLag: number | undefined;
}

/** Reads the command line of `wait`. Undefined if it has a problem, which is added to `problems`. */
export function readWait({ operands, options }: ParsedToolCommand, problems: Detail[]): WaitArguments | undefined {
  const noun = readNoun(operands[0], problems);
  if (noun === undefined) return undefined;
  const orderId = readOption(WAIT_OPTIONS.orderId, options['orderId'], problems);
  const [name, typed] = nameAndState(noun, operands.slice(1), orderId, problems);
  const word = readState(noun, typed, problems);
  if (noun !== 'instance' && orderId !== undefined)
    problems.push(problem('--order-id', '{name} requires the noun instance, not {noun}', { noun }));
  const timeout = readOption(WAIT_OPTIONS.waitTimeout, options['waitTimeout'], problems);
  const maxLag = readLag(options['maxLag'], word, problems);
  const state = word === undefined ? undefined : STATES[noun][word];
  if (word === undefined || state === undefined) return undefined;
  return { noun, name, orderId, word, state, timeout: timeout ?? state.timeout, maxLag };
}

function readNoun(typed: string | undefined, problems: Detail[]): Noun | undefined {
  const nouns = Object.keys(STATES) as Noun[];
  const found = nouns.find((noun) => noun === typed);
  if (found === undefined) problems.push(wordProblem('<noun>', nouns, typed));
  return found;
}

/** The name and state. An instance may have no name: it is then that of the settings or of an order. */
function nameAndState(
  noun: Noun,
  words: readonly string[],
  orderId: string | undefined,
  problems: Detail[],
): [name: string | undefined, state: string | undefined] {
  const [first, second, ...more] = words;
  problems.push(
    ...more.map((operand) => ({ name: `"${operand}"`, message: t('unexpected argument "{operand}"', { operand }) })),
  );
  if (second !== undefined) {
    if (noun === 'instance' && orderId !== undefined)
      problems.push(problem('--order-id', '{name} cannot be combined with <name>'));
    return [first, second];
  }
  if (noun === 'instance') return [undefined, first];
  if (first !== undefined && !Object.hasOwn(STATES[noun], first)) return [first, undefined];
  problems.push(
    problem(
      '<name>',
      noun === 'topic' ? '{name} is required: the name of the topic' : '{name} is required: the name of the group',
    ),
  );
  return [undefined, first];
}

function readState(noun: Noun, typed: string | undefined, problems: Detail[]): string | undefined {
  const states = Object.keys(STATES[noun]);
  const found = states.find((state) => state === typed?.toLowerCase());
  if (found === undefined) problems.push(wordProblem('<state>', states, typed));
  return found;
}

/** The problem of a word that is missing or not one of `words`. */
function wordProblem(name: string, known: readonly string[], typed: string | undefined): Detail {
  const words = known.join(', ');
  if (typed === undefined) return problem(name, '{name} is required: one of {words}', { words });
  const near = suggest(typed, known);
  return near === undefined
    ? problem(name, '{name} must be one of {words}, not "{typed}"', { words, typed })
    : problem(name, '{name} must be one of {words}, not "{typed}"; did you mean {near}?', { words, typed, near });
}

function readLag(typed: Typed[string], word: string | undefined, problems: Detail[]): number | undefined {
  const lag = readOption(WAIT_OPTIONS.maxLag, typed, problems);
  if (typed !== undefined && word !== undefined && word !== 'drained')
    problems.push(problem('--max-lag', '{name} requires the state drained, not {word}', { word }));
  return lag;
}
