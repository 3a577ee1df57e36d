/** Corrects the options of a command line that its command does not have. Pure. */
import { isSecretName } from '../../core/secret-name.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { t } from '../../core/text/texts.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import type { Field } from '../../engine/input/fields.ts';
import { type KnownCommand, takesWord } from './known-command.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { operandsIn, readWords, type Word } from './words.ts';

type Unknown = Word & { readonly kind: 'unknown' };

type Elsewhere = Meaning & { readonly kind: 'elsewhere' } & {
  readonly at: number;
  readonly value: string | undefined;
  readonly width: number;
};

/** The result: the words to parse again, in which unknown options are left that mean nothing here. */
export interface CorrectedOptions {
  readonly line: readonly string[];
  /** Each mistake whose meaning is known. */
  readonly problems: readonly Detail[];
  /** Every mistake whose meaning is known is corrected in the line. */
  readonly whole: boolean;
  readonly hint: string | undefined;
  /** The command that the line is of, where it is not the typed one. */
  readonly elsewhere: string | undefined;
  /** The line of the typed command, without an option of another one. */
  readonly rest: readonly string[];
}

/** The state of a correction: the words of the line, each as the words that replace it, and the values of arguments. */
interface Draft {
  readonly pieces: string[][];
  readonly words: readonly Word[];
  /** Values of arguments that were typed as options, with the index of the option. */
  readonly named: { readonly field: Field; readonly value: string; readonly at: number }[];
  readonly used: Set<string>;
  readonly problems: Detail[];
  whole: boolean;
  hint: string | undefined;
  /** Another command that is meant. */
  other: Elsewhere | undefined;
}

/** Corrects the options that the command does not have, where their meaning is likely. */
export function correctOptions(argv: readonly string[], command: KnownCommand): CorrectedOptions {
  const words = readWords(argv, command);
  const draft: Draft = {
    pieces: argv.map((word) => [word]),
    words,
    named: [],
    used: new Set(words.flatMap((word) => (word.kind === 'option' ? [word.field.key] : []))),
    problems: [],
    whole: true,
    hint: undefined,
    other: undefined,
  };
  const program = ofProgram(argv, command, words);
  if (program !== undefined) return program;
  for (const word of words)
    if (word.kind === 'unknown' && draft.pieces[word.at]?.length !== 0) correctOne(word, command, draft);
  placeArguments(command, draft);
  const { problems, whole, hint, other } = draft;
  const own = draft.pieces.flat();
  if (other === undefined) return { line: own, problems, whole, hint, elsewhere: undefined, rest: own };
  const line = elsewhere(other, command, draft);
  set(draft, other.at, other.width, []);
  return { line, problems, whole, hint, elsewhere: other.path, rest: draft.pieces.flat() };
}

function correctOne(word: Unknown, command: KnownCommand, draft: Draft): void {
  const meaning = meaningOf(word.flag, command);
  if (meaning === undefined) return;
  const value = word.value ?? operandAfter(word.at, draft.words);
  const isNext = value !== undefined || (isSecretName(word.flag) && isShort(word.at + 1, draft));
  const width = word.value === undefined && isNext ? 2 : 1;
  draft.problems.push(problemOf(word, meaning, value));
  // Its value may be a secret, which is never repeated
  if (meaning.kind === 'secret') return void replaced(meaning.fields, draft, word.at, width);
  if (isOfSecret(word, meaning)) return void drop(draft, word.at, width);
  switch (meaning.kind) {
    case 'valueless':
      return void withoutValue(word, meaning.field, draft);
    case 'value':
      return void valued(word, meaning, isSurplus(word, command, draft) ? width : 1, draft);
    case 'needless':
      draft.hint = t(meaning.help);
      return void set(draft, word.at, meaning.hasValue ? width : 1, []);
    case 'elsewhere':
      draft.whole &&= draft.other === undefined;
      if (meaning.help !== undefined) draft.hint = t(meaning.help);
      draft.other = { ...meaning, at: word.at, value, width: meaning.hasValue ? width : 1 };
      return;
    case 'pair':
      return value === undefined
        ? void drop(draft, word.at, 1)
        : void set(draft, word.at, width, [`${word.flag.slice(2)}=${value}`]);
    case 'argument':
    case 'prefix':
      if (value === undefined) return void drop(draft, word.at, 1);
      // As an argument it would be an option: `--topic=-y` is no consent
      if (value.startsWith('-')) return void drop(draft, word.at, width);
      if (isGuess(word, meaning.field, draft)) return void drop(draft, word.at, width);
      draft.named.push({ field: meaning.field, value: prefixed(meaning, value), at: word.at });
      return void set(draft, word.at, width, []);
    case 'option':
      return void renamed(word, meaning.field, value, draft);
  }
}

/** Whether an option is of a secret, by its name, also a misspelled one, or by that of the option that is meant. */
const isOfSecret = ({ flag }: Unknown, meaning: Meaning): boolean =>
  isSecretName(flag) ||
  /pass|pasw|pwd/i.test(flag) ||
  ('field' in meaning && isSecretName(meaning.field.param.flag ?? ''));

/**
 * Takes the value of an option away that has none: with `=no` the option is not meant. Other values mean that it is,
 * except where it answers a question: what was typed may have been a no.
 */
function withoutValue({ at, flag, value = '' }: Unknown, { key }: Field, draft: Draft): void {
  const isNo = /^(false|no|n|off|0)$/i.test(value);
  if (isNo || key !== 'yes' || /^(true|yes|y|on|1)$/i.test(value)) set(draft, at, 1, isNo ? [] : [flag]);
  else drop(draft, at, 1);
}

/** A letter before one of several names says too little: in `topic delete a -t 5m` it is hardly another topic. */
const isGuess = ({ flag, at }: Unknown, field: Field, { words }: Draft): boolean =>
  !flag.startsWith('--') && field.many && words.some((word) => word.kind === 'operand' && word.at !== at + 1);

/** The value of an argument as the argument takes it: `orders` of --topic is `topic/orders`. */
const prefixed = (meaning: Meaning, value: string): string =>
  meaning.kind === 'prefix' && !value.startsWith(meaning.prefix) ? `${meaning.prefix}${value}` : value;

/** Whether a word that looks like an unknown short option is at this place: a secret may begin with a dash. */
const isShort = (at: number, { words }: Draft): boolean =>
  words.some((word) => word.at === at && word.kind === 'unknown' && !word.flag.startsWith('--'));

/** A secret is read from stdin in the line that is checked, and never repeated; the line is not the next command. */
function replaced(fields: readonly Field[], draft: Draft, at: number, width: number): void {
  drop(draft, at, width);
  const source = fields.find(({ param }) => param.kind === 'boolean');
  const isGiven = fields.some(({ key }) => draft.used.has(key));
  if (source !== undefined && !isGiven && isFree(source, draft)) set(draft, at, 1, [flagOf(source)]);
}

/** Whether the word after an option is an unexpected argument, and so the value of the option: `--json name`. */
function isSurplus(word: Unknown, { operands }: KnownCommand, { words }: Draft): boolean {
  const after = operandsIn(words).findIndex(({ at }) => at === word.at + 1);
  return after >= operands.length && !operands.some(({ many }) => many);
}

/** Replaces an option by another one with its value, if that is not given already. */
function valued({ at }: Unknown, { field, value }: Meaning & { kind: 'value' }, width: number, draft: Draft): void {
  return isFree(field, draft) ? void set(draft, at, width, [flagOf(field), value]) : void drop(draft, at, width);
}

/** Replaces the name of an option; its value stays, if it takes one. */
function renamed(word: Unknown, field: Field, value: string | undefined, draft: Draft): void {
  const flag = flagOf(field);
  if (field.param.kind === 'boolean')
    return word.value === undefined
      ? void set(draft, word.at, 1, isFree(field, draft) ? [flag] : [])
      : void withoutValue({ ...word, flag }, field, draft);
  if (!takesWord(field))
    return void set(draft, word.at, 1, [word.value === undefined ? flag : `${flag}=${word.value}`]);
  if (value === undefined) return void drop(draft, word.at, 1);
  const width = word.value === undefined ? 2 : 1;
  return isFree(field, draft) ? void set(draft, word.at, width, [flag, value]) : void drop(draft, word.at, width);
}

/** Whether an option may be given (again). */
function isFree(field: Field, { used }: Draft): boolean {
  const free = field.many || !used.has(field.key);
  used.add(field.key);
  return free;
}

const flagOf = ({ param }: Field): string => `--${param.flag ?? ''}`;

/** The argument that directly follows a word, as its value may. */
function operandAfter(at: number, words: readonly Word[]): string | undefined {
  const next = words.find((word) => word.at === at + 1);
  return next?.kind === 'operand' ? next.text : undefined;
}

function set({ pieces }: Draft, at: number, width: number, by: readonly string[]): void {
  pieces[at] = [...by];
  if (width === 2) pieces[at + 1] = [];
}

/** Leaves an option out that cannot be corrected, so that the rest of the line is checked without it. */
function drop(draft: Draft, at: number, width: number): void {
  draft.whole = false;
  set(draft, at, width, []);
}

/** The line of another command: the words that its record gives, or the same words after its name. */
function elsewhere({ path, types, value }: Elsewhere, { globals }: KnownCommand, { pieces, words }: Draft): string[] {
  const paths = words.flatMap((word) => (word.kind === 'path' ? [word.at] : []));
  if (types === undefined)
    return pieces.flatMap((piece, at) => (at === paths[0] ? path.split(' ') : paths.includes(at) ? [] : piece));
  const kept = words.flatMap((word) =>
    word.kind === 'other' || (word.kind === 'option' && globals.includes(word.field)) ? spanOf(word, pieces) : [],
  );
  return [...path.split(' '), ...types.split(' '), ...(value === undefined ? [] : [value]), ...kept];
}

const spanOf = (word: Word, pieces: readonly (readonly string[])[]): readonly string[] =>
  pieces.slice(word.at, word.at + (word.kind === 'option' ? word.span : 1)).flat();

/**
 * The options of a program to run are its own: in `emulator npm test --silent` they need a `--` before them. Undefined
 * for any other mistake.
 */
function ofProgram(
  argv: readonly string[],
  { operands }: KnownCommand,
  words: readonly Word[],
): CorrectedOptions | undefined {
  const first = words.find(({ kind }) => kind === 'operand');
  if (first === undefined || !operands.some(({ param }) => param.lists === 'program')) return undefined;
  const unknown = words.flatMap((word) => (word.kind === 'unknown' ? [word] : []));
  if (unknown.length === 0 || unknown.some(({ at }) => at < first.at)) return undefined;
  const problems = unknown.map(({ flag }) =>
    problem(flag, 'unknown option {name}; options of the command to run come after --'),
  );
  const line = [...argv.slice(0, first.at), '--', ...argv.slice(first.at)];
  return { line, problems, whole: true, hint: undefined, elsewhere: undefined, rest: line };
}

/** Puts the values of arguments that were typed as options in the places of all arguments, in their order. */
function placeArguments({ operands }: KnownCommand, { named, pieces, words }: Draft): void {
  if (named.length === 0) return;
  const typed = words.flatMap((word) => (word.kind === 'operand' && pieces[word.at]?.length === 1 ? [word] : []));
  const places = [...typed.map(({ at }) => at), ...named.map(({ at }) => at)].sort((a, b) => a - b);
  const rest = typed.map(({ text }) => text);
  const ordered = operands.flatMap((field) => {
    const own = named.filter((one) => one.field.key === field.key).map(({ value }) => value);
    if (field.many) return [...own, ...rest.splice(0)];
    return own.length > 0 ? own : rest.splice(0, 1);
  });
  const all = [...ordered, ...rest];
  for (const [i, at] of places.entries()) pieces[at] = all.slice(i, i + 1);
}

function problemOf({ flag }: Unknown, meaning: Meaning, value: string | undefined): Detail {
  switch (meaning.kind) {
    case 'argument':
      return problem(flag, 'unknown option {name}: {argument} is an argument', {
        argument: `<${meaning.field.param.argument ?? ''}>`,
      });
    case 'prefix':
      return problem(flag, 'unknown option {name}; did you mean {near}?', {
        near: value === undefined ? `${meaning.prefix}<name>` : shellWord(prefixed(meaning, value)),
      });
    case 'secret':
      return problem(flag, 'unknown option {name}; the value is read from stdin or a file: {options}', {
        options: meaning.fields.map(flagOf).join(', '),
      });
    case 'pair':
      return problem(flag, 'unknown option {name}; parameters are typed as Key=Value');
    case 'valueless':
      return problem(flag, '{name} takes no value');
    case 'value':
      return problem(flag, 'unknown option {name}; did you mean {near}?', {
        near: `${flagOf(meaning.field)} ${shellWord(meaning.value)}`,
      });
    case 'elsewhere':
      return problem(flag, 'unknown option {name}; it is an option of "{command}"', { command: meaning.path });
    case 'needless':
      return problem(flag, 'unknown option {name}');
    case 'option':
      return problem(flag, 'unknown option {name}; did you mean {near}?', { near: flagOf(meaning.field) });
  }
}
