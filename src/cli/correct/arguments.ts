/** Corrects arguments that are the values of options: `topic list orders`, `tag add topic/orders team=web`. Pure. */
import type { Param } from '../../core/params.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { parseDuration, parseMoment } from '../../core/text/time.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import { isNeeded } from '../../engine/input/complete.ts';
import type { Field } from '../../engine/input/fields.ts';
import { readMany, readOne } from '../../engine/input/read-input.ts';
import { namesObjects } from '../../operations/name-lists.ts';
import { surplusArgument } from '../program/surplus.ts';
import type { KnownCommand } from './known-command.ts';
import { beginsWith, isWordOf } from './meaning.ts';
import { operandsIn, readWords, type Word } from './words.ts';

type Operand = Word & { readonly kind: 'operand' };

/** An option with the value that was typed as an argument: `['--tag', 'team=web']`. */
type Given = readonly string[];

/** The result: the words to parse again. */
export interface CorrectedArguments {
  readonly line: readonly string[];
  readonly problems: readonly Detail[];
  /** Every mistake is corrected in the line. */
  readonly whole: boolean;
}

/** Corrects the arguments that are too many, where one option may be meant. */
export function correctSurplus(argv: readonly string[], command: KnownCommand): CorrectedArguments {
  const words = readWords(argv, command);
  const all = operandsIn(words);
  const surplus = command.operands.some(({ many }) => many) ? [] : all.slice(command.operands.length);
  return corrected(
    argv,
    words,
    surplus,
    command,
    (word) => afterDryRun(word, words, command) ?? meantBy(word, all, words, command),
  );
}

/** Corrects the arguments that their own rules refuse, where one option may be meant that is not given. */
export function correctRefused(argv: readonly string[], command: KnownCommand): CorrectedArguments {
  const words = readWords(argv, command);
  const all = operandsIn(words);
  const isRefused = (word: Operand, i: number): boolean => {
    const field = command.operands[Math.min(i, command.operands.length - 1)];
    return field !== undefined && !isValid(field, word.text);
  };
  const refused = all.filter((word, i) => isRefused(word, i));
  if (refused.length === 0 || refused.length === all.length) return { line: argv, problems: [], whole: true };
  const found = corrected(
    argv,
    words,
    refused,
    command,
    (word) => byForm(word, words, command) ?? byNeed(word, words, command),
  );
  return found.whole ? found : { line: argv, problems: [], whole: true };
}

/**
 * Joins the word for a kind of object to the names after it, where an argument takes both as one: `topic orders` is
 * `topic/orders`. Words of pairs are no names; without a pair only the first word is one.
 */
export function correctJoined(argv: readonly string[], command: KnownCommand): CorrectedArguments {
  const all = operandsIn(readWords(argv, command));
  const at = all.findIndex((word, i) => isKindOf(word, i, command));
  const [kind, ...after] = all.slice(at);
  const plain = after.filter(({ text }) => !/[=/]/.test(text));
  const names = after.some(({ text }) => text.includes('=')) ? plain : plain.slice(0, 1);
  if (at < 0 || kind === undefined || names.length === 0) return { line: argv, problems: [], whole: true };
  const pieces = argv.map((word) => [word]);
  pieces[kind.at] = [];
  for (const { at: i, text } of names) pieces[i] = [`${kind.text}/${text}`];
  const detail = problem(
    `"${[kind, ...names].map(({ text }) => text).join(' ')}"`,
    'unexpected argument {name}; did you mean {option}?',
    { option: names.flatMap(({ at: i }) => pieces[i]?.map(shellWord) ?? []).join(' ') },
  );
  return { line: pieces.flat(), problems: [detail], whole: true };
}

/** Whether a word is refused as an argument and begins its values: `topic`. */
function isKindOf({ text }: Operand, i: number, { operands }: KnownCommand): boolean {
  const field = operands[Math.min(i, operands.length - 1)];
  return field !== undefined && beginsWith(field.param, `${text}/`) && !isValid(field, text);
}

/** What replaces an argument, and the words before it that go too. */
interface Replacement {
  readonly given: Given;
  /** Another option that may be meant: neither is the next command. */
  readonly or?: Given;
  /** How many of the words before it are replaced with it. */
  readonly before?: number;
}

function corrected(
  argv: readonly string[],
  words: readonly Word[],
  wrong: readonly Operand[],
  { bound }: KnownCommand,
  replace: (word: Operand) => Replacement | undefined,
): CorrectedArguments {
  const pieces = argv.map((word) => [word]);
  const problems: Detail[] = [];
  let whole = true;
  for (const word of wrong) {
    const found = replace(word);
    problems.push(found === undefined ? surplusArgument(word.text, bound) : problemOf(word, found));
    whole &&= found !== undefined && found.or === undefined;
    pieces.fill([], word.at - (found?.before ?? 0), word.at + 1);
    pieces[word.at] = [...(found?.given ?? [])];
  }
  return { line: words.length === 0 ? argv : pieces.flat(), problems, whole };
}

function problemOf({ text }: Operand, found: Replacement): Detail {
  const [name, typed] = [`"${text}"`, (given: Given): string => given.map(shellWord).join(' ')];
  const option = typed(found.given);
  return found.or === undefined
    ? problem(name, 'unexpected argument {name}; did you mean {option}?', { option })
    : problem(name, 'unexpected argument {name}; did you mean {option} or {other}?', {
        option,
        other: typed(found.or),
      });
}

/** `-n orders`: -n is --dry-run here, and the name or namespace of other programs; a read has no use for it. */
function afterDryRun(word: Operand, words: readonly Word[], command: KnownCommand): Replacement | undefined {
  const before = words.find(({ at }) => at === word.at - 1);
  if (before?.kind !== 'other' || command.bound?.command.kind !== 'read') return undefined;
  const field = command.own.find(({ param }) => param.placeholder === 'glob');
  return field === undefined || isUsed(field, words) ? undefined : { given: givenFor(field, word.text), before: 1 };
}

/** What an argument means that is too many: the value of an option before it, or of an option of its form. */
function meantBy(
  word: Operand,
  all: readonly Operand[],
  words: readonly Word[],
  command: KnownCommand,
): Replacement | undefined {
  return (
    afterEquals(word, words) ??
    byForm(word, words, command) ??
    (command.operands.length === 0 && all.length === 1 ? byName(word, words, command) : undefined)
  );
}

/** `--watch 5s`: an optional value is given after `=`. */
function afterEquals(word: Operand, words: readonly Word[]): Replacement | undefined {
  const before = words.find(({ at }) => at === word.at - 1);
  if (before?.kind !== 'option' || before.field.param.optional !== true || before.value !== undefined) return undefined;
  return isValid(before.field, word.text)
    ? { given: [`--${before.field.param.flag ?? ''}=${word.text}`], before: 1 }
    : undefined;
}

/** The one option whose values have the form of a word: `12`, `6h`, `team=web`, `PartitionNum=12`, `scram`, `topic/x`. */
function byForm({ text }: Operand, words: readonly Word[], command: KnownCommand): Replacement | undefined {
  const free = command.own.filter((field) => !isUsed(field, words));
  const [, key = '', value = ''] = /^([\w-]+)=(.*)$/.exec(text) ?? [];
  const named = free.find((field) => isNamed(field, key));
  if (key !== '' && named !== undefined && isValid(named, value)) return { given: givenFor(named, value) };
  const found = free.filter((field) => hasForm(field.param, text) && isValid(field, text));
  const [field, other, ...others] = found;
  if (field === undefined || others.length > 0) return undefined;
  const given = givenFor(field, text);
  if (other === undefined) return { given };
  return isEither([field, other], command) ? { given, or: givenFor(other, text) } : undefined;
}

/** Whether the command needs exactly one of some options. */
const isEither = (fields: readonly Field[], { bound }: KnownCommand): boolean =>
  (bound?.command.oneOf ?? []).some((group) => fields.every(({ key }) => group.includes(key)));

const isNamed = ({ key, param }: Field, name: string): boolean =>
  [key, param.flag ?? ''].some((one) => one.toLowerCase() === name.toLowerCase());

/** The sections of options that all commands of a kind have: their values are never typed alone. */
const GENERAL: ReadonlySet<string> = new Set(['Waiting', 'Batches', 'Confirmation', 'Secrets']);

/** Whether a word looks like a value of a parameter. */
function hasForm(param: Param, word: string): boolean {
  if (GENERAL.has(param.section ?? '')) return false;
  const isPair = /^[^=/]+=/.test(word);
  switch (param.kind) {
    case 'tags':
      return isPair;
    case 'texts':
      return (isPair && param.placeholder?.includes('=') === true) || isReference(param, word) || isWordOf(param, word);
    case 'duration':
      return parseDuration(word) !== undefined;
    case 'time':
      return parseMoment(word) !== undefined && !/^\d+$/.test(word);
    case 'integer':
      return /^\d+$/.test(word);
    case 'boolean':
      return false;
    default:
      return isReference(param, word) || isWordOf(param, word);
  }
}

const isReference = ({ lists }: Param, word: string): boolean =>
  typeof lists === 'object' && !Array.isArray(lists) && Object.keys(lists).some((start) => word.startsWith(start));

/** The option of a command without arguments that takes a pattern or a name. */
function byName({ text }: Operand, words: readonly Word[], { own }: KnownCommand): Replacement | undefined {
  const free = own.filter((field) => !isUsed(field, words) && text !== '');
  const field =
    free.find(({ param }) => param.placeholder === 'glob') ?? free.find(({ param }) => namesObjects(param.lists));
  return field === undefined ? undefined : { given: givenFor(field, text) };
}

/** The option that the command lacks, where it accepts the word; a misspelled reference is not meant. */
function byNeed({ text }: Operand, words: readonly Word[], command: KnownCommand): Replacement | undefined {
  if (/^[^=]*\//.test(text)) return undefined;
  const { oneOf = [] } = command.bound?.command ?? {};
  const open = oneOf.filter((group) => !group.flat().some((key) => words.some((word) => isOf(word, key)))).flat(2);
  const field = command.own.find(
    (one) => !isUsed(one, words) && (isNeeded(one.param) || open.includes(one.key)) && isValid(one, text),
  );
  return field === undefined || field.param.kind === 'boolean' ? undefined : { given: givenFor(field, text) };
}

const isOf = (word: Word, key: string): boolean => word.kind === 'option' && word.field.key === key;

/** Whether an option is given and cannot be given again. */
const isUsed = ({ key, many }: Field, words: readonly Word[]): boolean =>
  !many && words.some((word) => isOf(word, key));

const isValid = ({ param, many }: Field, word: string): boolean =>
  (many ? readMany(param, [word]) : readOne(param, word)).violations.length === 0;

const givenFor = ({ param }: Field, value: string): Given => [`--${param.flag ?? ''}`, value];
