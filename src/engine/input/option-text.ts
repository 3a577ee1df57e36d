/**
 * The texts of help and the reference about an option or argument: its summary, whether it is required, its limits,
 * default and choices, all from its parameter. Its syntax is in usage-text.ts.
 */
import type { Command } from '../../core/command.ts';
import { type Param, violations } from '../../core/params.ts';
import { clauses, noted, plural, t } from '../../core/text/texts.ts';
import { isNeeded } from './complete.ts';
import type { Field } from './fields.ts';

/** `Disk size (required; in GB, at least 1; default: 500)`. Options of this tool itself have no command. */
export function optionText(field: Field, command?: Command): string {
  const { param } = field;
  const text = t<string>(param.help);
  const notes = [repeatableText(field), requiredText(field, command), limitsText(param), wordsText(param)]
    .concat(fieldsText(field, command))
    .concat(param.defaultText === undefined ? [] : t('default: {value}', { value: t<string>(param.defaultText) }))
    .concat(param.env === undefined ? [] : t('environment: {variable}', { variable: param.env }))
    .filter((note) => note !== undefined);
  return notes.length === 0 ? text : noted(text, clauses(notes));
}

/** Whether it can be repeated; arguments show that by their dots. */
function repeatableText({ param, many }: Field): string | undefined {
  if (param.flag === undefined || !many) return undefined;
  return param.maxItems === undefined
    ? t('repeatable')
    : plural(param.maxItems, 'repeatable, at most {count} time', 'repeatable, at most {count} times');
}

function requiredText({ key, param }: Field, command: Command | undefined): string | undefined {
  if (param.requiredText !== undefined) return t<string>(param.requiredText);
  if (!isNeeded(param)) return undefined;
  return isInFile(key, command) ? t('required unless --from-file is given') : t('required');
}

/** The fields of the records in a file, which are the columns of a table. */
function fieldsText({ key }: Field, command: Command | undefined): string | undefined {
  const file = key === 'fromFile' && command?.kind === 'change' ? command.file : undefined;
  return file === undefined
    ? undefined
    : t('columns or fields: {names}', { names: Object.keys(file.fields).join(', ') });
}

/** Whether a record or a line of --from-file can give an input. */
export function isInFile(key: string, command: Command | undefined): boolean {
  const file = command?.kind === 'change' ? command.file : undefined;
  const filled = file === undefined ? [] : [file.line, ...Object.values(file.fields)];
  return filled.some((input) => input?.split('.')[0] === key);
}

function limitsText(param: Param): string | undefined {
  if (param.format !== undefined) return t<string>(param.format);
  return param.kind === 'integer' ? rangeText(param) : lengthText(param);
}

function rangeText({ min, max, usualMax }: Param): string | undefined {
  if (min !== undefined && max !== undefined && usualMax !== undefined)
    return t('{min} to {usual}, up to {max} with a warning', { min, usual: usualMax, max });
  if (min !== undefined && max !== undefined) return t('{min} to {max}', { min, max });
  return min === undefined ? undefined : t('at least {min}', { min });
}

/** The limits of a text; a minimum of one character is not mentioned. */
function lengthText({ min = 0, max }: Param): string | undefined {
  if (max !== undefined && min > 1) return t('{min} to {max} characters', { min, max });
  if (max !== undefined) return t('at most {max} characters', { max });
  return min > 1 ? t('at least {min} characters', { min }) : undefined;
}

/** The choices of an option as typed, if its placeholder does not show them; open choices only as examples. */
function wordsText(param: Param): string | undefined {
  const { choices = [], aliases = {}, placeholder = '' } = param;
  const hints = distinctWords(param.hints ?? []);
  const shown = placeholder.split('|');
  const words = [...choices, ...Object.keys(aliases)].map((word) => word.toLowerCase());
  const unshown = spelledOut(words).filter((word) => !shown.includes(word));
  if (isClosed(param)) return unshown.length === 0 ? undefined : t('one of {words}', { words: unshown.join(', ') });
  if (choices.length > 0 && unshown.length === 0 && hints.length > 0)
    return t('other values, such as {words}, are sent with a warning', { words: hints.join(', ') });
  const examples = [...unshown, ...hints].join(', ');
  if (examples !== '') return t('for example {words}', { words: examples });
  return choices.length === 0 ? undefined : t('other values are sent with a warning');
}

/** Words that differ in more than spelling: `IdempotentWrite` and `IDEMPOTENT_WRITE` are the same. */
function distinctWords(words: readonly string[]): readonly string[] {
  const plain = (word: string): string => word.toLowerCase().replaceAll('_', '');
  return words.filter((word, i) => words.findIndex((other) => plain(other) === plain(word)) === i);
}

/** Words without the numbers that have aliases. */
function spelledOut(words: readonly string[]): readonly string[] {
  const letters = words.filter((word) => /[a-z]/.test(word));
  return letters.length === 0 ? words : letters;
}

/** Whether only the listed words are accepted. */
const isClosed = (param: Param): boolean =>
  param.choices !== undefined && param.open !== true && violations(param, '').length > 0;
