/** Parameters as options of commander, and their typed values. */
import { type Command, Option } from '../../vendor/commander.ts';
import type { Param, Params } from '../../core/params.ts';
import { isMany, syntaxOf } from '../../engine/input/fields.ts';
import type { Typed } from '../../engine/input/read-input.ts';

/** Options of a command, by the keys of its input. */
export type Options = ReadonlyMap<string, Option>;

/**
 * Parameters as commander's options, in their order. All values of repeatable ones are kept, in the order of the line;
 * with `every`, those of all options with a value, so that a second one can be refused.
 */
export function optionsOf(params: Params, { every = false } = {}): Options {
  const all = Object.values(params);
  const [syntaxes, many] = [all.map(syntaxOf), all.map(isMany)];
  const options = Object.entries(params).map(([key, param], i) => {
    const collects = every ? param.kind !== 'boolean' : many[i] === true;
    return [key, optionOf(param, syntaxes[i] as string, collects)] as const;
  });
  return new Map(options);
}

function optionOf(param: Param, syntax: string, collects: boolean): Option {
  // commander writes an optional value as `--limits [slack]`
  const option = new Option(param.optional === true ? syntax.replace(/\[=<(.+)>\]$/, ' [$1]') : syntax);
  return collects ? option.argParser(collect) : option;
}

/** A repeated flag's values, in order. */
const collect = (one: string, before: string[] | undefined): string[] => [...(before ?? []), one];

/** The typed values of a command's options, by their keys; true for a typed `--no-…`. */
export function typedFor(command: Command, options: Options): Typed {
  const typed: Record<string, Typed[string]> = {};
  for (const [key, option] of options) {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli') continue;
    typed[key] = option.negate ? true : (command.getOptionValue(name) as Typed[string]);
  }
  return typed;
}
