import { type Command, Option } from '../../vendor/commander.ts';
import type { Param, Params } from '../../core/params.ts';
import { isMany } from '../../engine/input/fields.ts';
import type { Typed } from '../../engine/input/read-input.ts';

/** Options of a command, by the keys of its input. */
export type Options = ReadonlyMap<string, Option>;

/**
 * Parameters as commander's options, in their order. Of those that take several values every value is kept, in the order
 * of the line; with `every` of all that take a value, so that one too many can be refused.
 */
export function optionsOf(params: Params, { every = false } = {}): Options {
  const all = Object.entries(params);
  const many = new Set(Object.values(params).filter(isMany));
  return new Map(all.map(([key, param]) => [key, optionOf(param, every ? param.kind !== 'boolean' : many.has(param))]));
}

function optionOf(param: Param, collects: boolean): Option {
  const help = param.defaultText === undefined ? param.help : `${param.help} (default: ${param.defaultText})`;
  const syntax = syntaxOf(param);
  // commander writes an optional value as `--limits [slack]`; help shows how it is typed
  const option = new Option(param.optional === true ? syntax.replace(/\[=<(.+)>\]$/, ' [$1]') : syntax, help);
  option.flags = syntax;
  return collects ? option.argParser(collect) : option;
}

/** An option as help and the reference show it: `-p, --profile <name>`, `--limits[=<slack>]`. */
export function syntaxOf(param: Param): string {
  const value = `<${param.placeholder ?? 'value'}>`;
  const typed = param.kind === 'boolean' ? '' : param.optional === true ? `[=${value}]` : ` ${value}`;
  return `${param.short === undefined ? '' : `-${param.short}, `}--${param.flag ?? ''}${typed}`;
}

/** A repeated flag's values, in order. */
const collect = (one: string, before: string[] | undefined): string[] => [...(before ?? []), one];

/** What was typed for the options of a command, by their keys; true for a `--no-…` that was typed. */
export function typedFor(command: Command, options: Options): Typed {
  const typed: Record<string, Typed[string]> = {};
  for (const [key, option] of options) {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli') continue;
    typed[key] = option.negate ? true : (command.getOptionValue(name) as Typed[string]);
  }
  return typed;
}
