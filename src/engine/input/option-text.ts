import type { Command } from '../../core/command.ts';
import { type Param, violations } from '../../core/params.ts';
import { isNeeded } from './complete.ts';
import { type Field, isMany, offered } from './fields.ts';

/** What help and the reference page say of a command's options, made once for both. */

/** The texts of a command's arguments and options, by the keys of its input. */
export const optionTexts = (fields: readonly Field[], command: Command): ReadonlyMap<string, string> =>
  new Map(fields.map((field) => [field.key, optionText(field, command)]));

/** An option's text, with whether it has to be given, its default and its words: `Disk size in GB (required)`. */
export function optionText(field: Field, command: Command): string {
  const { param } = field;
  const notes = [
    requiredText(field, command),
    param.defaultText === undefined ? undefined : `default: ${param.defaultText}`,
    wordsText(param),
  ].filter((note) => note !== undefined);
  if (notes.length === 0) return param.help;
  const [, text = param.help, repeatable = ''] = /^(.*) \((repeatable)\)$/.exec(param.help) ?? [];
  return `${text} (${[repeatable, ...notes].filter((note) => note !== '').join('; ')})`;
}

/** What is typed after the verb: `[name]... [options]`. */
export function argumentsText(fields: readonly Field[], command: Command): string {
  const operands = fields.filter(({ param }) => param.flag === undefined);
  const words = operands.map((field) => `${argumentText(field, command)}${isMany(field.param) ? '...' : ''}`);
  return [...words, '[options]'].join(' ');
}

/** `<name>`, or `[name]` where something else may stand in for it. */
export function argumentText({ key, param }: Field, command: Command): string {
  const name = param.argument ?? key;
  return isNeeded(param) && !isInFile(key, command) ? `<${name}>` : `[${name}]`;
}

function requiredText({ key, param }: Field, command: Command): string | undefined {
  if (param.requiredText !== undefined) return `required ${param.requiredText}`;
  if (!isNeeded(param)) return undefined;
  return isInFile(key, command) ? 'required here or in --from-file' : 'required';
}

/** Whether a record or a line of --from-file can give an input. */
function isInFile(key: string, command: Command): boolean {
  const file = command.kind === 'change' ? command.file : undefined;
  const filled = file === undefined ? [] : [file.line, ...Object.values(file.fields)];
  return filled.some((input) => input?.split('.')[0] === key);
}

/** The words of an option, where its placeholder does not show them: all that there are, or the ones that are known. */
function wordsText(param: Param): string | undefined {
  const shown = param.placeholder?.split('|') ?? [];
  const words = offered(param).filter((word) => !shown.includes(word.toLowerCase()));
  if (words.length === 0) return undefined;
  return `${isClosed(param) ? 'values' : 'known values'}: ${words.join(', ')}`;
}

/** Whether nothing but the words is taken. */
const isClosed = (param: Param): boolean =>
  param.choices !== undefined && param.open !== true && violations(param, '').length > 0;
