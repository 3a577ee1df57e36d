/** Corrects values that another option of the command takes: `--start 6h` is `--since 6h`. Pure. */
import { type Detail, problem } from '../../errors/failure.ts';
import { type Field, labelOf } from '../../engine/input/fields.ts';
import { readOne } from '../../engine/input/read-input.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import type { KnownCommand } from './known-command.ts';
import { readWords, type Word } from './words.ts';

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
