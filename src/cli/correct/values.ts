/** Corrects values that another option of the command takes: `--start 6h` is `--since 6h`. Pure. */
import { type Detail, problem } from '../../errors/failure.ts';
import { isNeeded } from '../../engine/input/complete.ts';
import { type Field, labelOf } from '../../engine/input/fields.ts';
import { readOne } from '../../engine/input/read-input.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import type { KnownCommand } from './known-command.ts';
import { operandsIn, readWords, type Word } from './words.ts';

type Option = Word & { readonly kind: 'option' };

/** The result: the words to parse again. */
interface CorrectedValues {
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

const isNamed = (field: Field, argument: Field | undefined, { globals }: KnownCommand): boolean =>
  globals.includes(field) && field.param.flag === argument?.param.argument;

/** The option that takes the value, and the value as it takes it: `-2h` is the duration 2h. */
function otherOf(
  { field, value }: Option,
  words: readonly Word[],
  { own }: KnownCommand,
): { readonly field: Field; readonly value: string } | undefined {
  const other = own.find(({ key }) => key === field.param.otherwise);
  const isGiven = words.some((word) => word.kind === 'option' && word.field === other);
  if (value === undefined || other === undefined || isGiven || isValid(field, value)) return undefined;
  const taken = [value, value.replace(/^-/, '')].find((one) => isValid(other, one));
  return taken === undefined ? undefined : { field: other, value: taken };
}

const isValid = ({ param }: Field, value: string): boolean => readOne(param, value).violations.length === 0;

function problemOf({ field, value = '' }: Option, words: readonly string[]): Detail {
  const [flag, option] = [labelOf(field.param), words.map(shellWord).join(' ')];
  return field.param.kind === 'duration'
    ? problem(flag, '{name} must be a duration, not "{value}"; did you mean {option}?', { value, option })
    : problem(flag, '{name} must be a time, not "{value}"; did you mean {option}?', { value, option });
}
