/** The usage lines of a command: its arguments and options after its words. */
import type { Command } from '../../core/command.ts';
import { isNeeded } from './complete.ts';
import { type Field, syntaxOf } from './fields.ts';

/**
 * The usages of a command: what it requires, then `[options]`. A pattern and a file can each replace the names, so each
 * is another usage.
 */
export function usagesOf(fields: readonly Field[], command: Command): string[] {
  const file = fields.find(({ key }) => key === 'fromFile');
  const pattern = command.kind === 'change' ? command.byPattern?.pattern : undefined;
  const byPattern = fields.find(({ key }) => key === pattern);
  return [
    `${neededText(fields, command)}[options]`,
    ...(byPattern === undefined ? [] : [`${syntaxOf(byPattern.param)} [options]`]),
    ...(file === undefined ? [] : [`-${file.param.short ?? ''} <${file.param.placeholder ?? ''}> [options]`]),
  ];
}

function neededText(fields: readonly Field[], command: Command): string {
  const { oneOf = [] } = command;
  const inOne = new Set(oneOf.flat(2));
  const own = fields.filter(({ key }) => !inOne.has(key));
  const operands = own.filter(({ param }) => param.flag === undefined);
  const options = own.filter(({ param }) => param.flag !== undefined && isNeeded(param));
  const choices = oneOf.map((alternatives) => oneOfText(alternatives, fields));
  return [...operands.map(argumentText), ...options.map(termOf), ...choices].map((word) => `${word} `).join('');
}

/** `(--add <n> | --to <total>)`. */
function oneOfText(alternatives: NonNullable<Command['oneOf']>[number], fields: readonly Field[]): string {
  const words = alternatives.map((keys) =>
    fields
      .filter(({ key }) => keys.includes(key))
      .map(termOf)
      .join(' '),
  );
  return `(${words.join(' | ')})`;
}

/** An option with its value (`--disk-size <GB>`), or a required argument (`<name>...`). */
const termOf = ({ key, param, many }: Field): string =>
  param.flag === undefined ? withDots(`<${param.argument ?? key}>`, many) : syntaxOf(param);

/** `<name>...`, or `[name]` if it is not required. */
export function argumentText({ key, param, many }: Field): string {
  const name = param.argument ?? key;
  return isNeeded(param) ? withDots(`<${name}>`, many) : `[${withDots(name, many)}]`;
}

const withDots = (word: string, many: boolean): string => (many ? `${word}...` : word);
