/** Corrects values that another option of the command takes: `--start 6h` is `--since 6h`. Pure. */
import { type Detail, problem } from '../../errors/failure.ts';
import { isNeeded } from '../../engine/input/complete.ts';
import { type Field, labelOf } from '../../engine/input/fields.ts';
import { readOne } from '../../engine/input/read-input.ts';
import { parseDuration } from '../../core/text/time.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import type { KnownCommand } from './known-command.ts';
import { operandsIn, readWords, type Word } from './words.ts';

type Option = Word & { readonly kind: 'option' };

/** The result: the words to parse again. */
export interface CorrectedValues {
  readonly line: readonly string[];
  readonly problems: readonly Detail[];
}

/** Corrects the options whose value is refused and that another option accepts, by the record (`otherwise`). */
export function correctValues(argv: readonly string[], command: KnownCommand): CorrectedValues {
  const words = readWords(argv, command);
  const pieces = argv.map((word) => [word]);
  const problems: Detail[] = [];
  for (const word of words) {
    const other = word.kind === 'option' ? otherOf(word, words, command) : undefined;
    if (word.kind !== 'option' || other === undefined) continue;
    const option = [labelOf(other.field.param), other.value];
    pieces.fill([], word.at, word.at + word.span);
    pieces[word.at] = option;
    problems.push(problemOf(word, option));
  }
  return { line: pieces.flat(), problems };
}

/**
 * Corrects a global option that was typed for the argument of the same name, which is missing: `config use --profile
 * prod`.
 */
export function correctGlobals(argv: readonly string[], command: KnownCommand): CorrectedValues {
  const words = readWords(argv, command);
  const missing = command.operands.slice(operandsIn(words).length).find(({ param }) => isNeeded(param));
  const word = words.find((one) => one.kind === 'option' && isNamed(one.field, missing, command));
  if (missing === undefined || word?.kind !== 'option' || word.value === undefined) return { line: argv, problems: [] };
  const pieces = argv.map((one) => [one]);
  pieces.fill([], word.at, word.at + word.span);
  const path = words.filter(({ kind }) => kind === 'path' || kind === 'operand').at(-1)?.at ?? -1;
  const line = [...pieces.slice(0, path + 1), [word.value], ...pieces.slice(path + 1)].flat();
  const detail = problem(labelOf(word.field.param), '{name} is a global option, and {argument} is an argument', {
    argument: labelOf(missing.param),
  });
  return { line, problems: [detail] };
}

/**
 * Corrects global options whose value was refused (`refused` has their names) and that are something else in other
 * programs: `-p 3` is an option of the command that begins with this letter, `-o wide` is an option itself.
 */
export function correctHabits(
  argv: readonly string[],
  command: KnownCommand,
  refused: ReadonlySet<string>,
): CorrectedValues {
  const words = readWords(argv, command);
  const pieces = argv.map((word) => [word]);
  const problems: Detail[] = [];
  for (const word of words) {
    if (word.kind !== 'option' || !command.globals.includes(word.field) || !refused.has(labelOf(word.field.param)))
      continue;
    const found = ownOfLetter(word, argv, words, command) ?? switchOf(word, command);
    if (found === undefined) continue;
    pieces.fill([], word.at, word.at + word.span);
    pieces[word.at] = [...found.option];
    problems.push(found.detail);
  }
  return { line: pieces.flat(), problems };
}

/** What replaces a global option with its value. */
interface Habit {
  readonly option: readonly string[];
  readonly detail: Detail;
}

/** `-p 3`: the one number of the command whose option begins with the letter. */
function ownOfLetter(
  { field, value, at }: Option,
  argv: readonly string[],
  words: readonly Word[],
  { own }: KnownCommand,
): Habit | undefined {
  const { short = '' } = field.param;
  if (short === '' || value === undefined || argv[at]?.startsWith(`-${short}`) !== true) return undefined;
  const isGiven = (one: Field): boolean => words.some((word) => word.kind === 'option' && word.field === one);
  const isNumber = (one: Field): boolean => one.param.kind === 'integer' && isValid(one, value);
  const [meant, ...others] = own.filter((one) => one.param.flag?.startsWith(short) === true && !isGiven(one));
  if (meant === undefined || others.some(isNumber) || !isNumber(meant)) return undefined;
  const option = [labelOf(meant.param), value];
  const detail = problem(`-${short}`, '{name} is {global}; did you mean {option}?', {
    global: labelOf(field.param),
    option: option.map(shellWord).join(' '),
  });
  return { option, detail };
}

/** `-o wide`: the switch of this name. */
function switchOf({ field, value = '' }: Option, { globals }: KnownCommand): Habit | undefined {
  const meant = globals.find(({ param }) => param.kind === 'boolean' && param.flag === value.toLowerCase());
  if (meant === undefined) return undefined;
  const option = labelOf(meant.param);
  const detail = problem(labelOf(field.param), '{name} cannot be "{value}"; did you mean {option}?', { value, option });
  return { option: [option], detail };
}

const isNamed = (field: Field, argument: Field | undefined, { globals }: KnownCommand): boolean =>
  globals.includes(field) && field.param.flag === argument?.param.argument;

/** The option that takes the value, and the value as it takes it: `-2h` is the duration 2h. */
function otherOf(
  { field, value }: Option,
  words: readonly Word[],
  { own }: KnownCommand,
): { readonly field: Field; readonly value: string } | undefined {
  const seconds = secondsIn(field, value);
  if (seconds !== undefined) return { field, value: seconds };
  const other = own.find(({ key }) => key === field.param.otherwise);
  const isGiven = words.some((word) => word.kind === 'option' && word.field === other);
  if (value === undefined || other === undefined || isGiven || isValid(field, value)) return undefined;
  const taken = [value, value.replace(/^-/, '')].find((one) => isValid(other, one));
  return taken === undefined ? undefined : { field: other, value: taken };
}

/** A duration as the number of seconds that an option takes: `5m` is 300. */
function secondsIn(field: Field, value = ''): string | undefined {
  if (field.param.placeholder !== 'seconds' || isValid(field, value)) return undefined;
  const seconds = String((parseDuration(value) ?? Number.NaN) / 1000);
  return isValid(field, seconds) ? seconds : undefined;
}

const isValid = ({ param }: Field, value: string): boolean => readOne(param, value).violations.length === 0;

function problemOf({ field, value = '' }: Option, words: readonly string[]): Detail {
  const [flag, option] = [labelOf(field.param), words.map(shellWord).join(' ')];
  if (field.param.kind === 'integer')
    return problem(flag, '{name} must be a number of seconds, not "{value}"; did you mean {option}?', {
      value,
      option,
    });
  return field.param.kind === 'duration'
    ? problem(flag, '{name} must be a duration, not "{value}"; did you mean {option}?', { value, option })
    : problem(flag, '{name} must be a time, not "{value}"; did you mean {option}?', { value, option });
}
