import { type Command, Option } from '../../vendor/commander.ts';
import type { Param } from '../../core/params.ts';
import { isMany, syntaxOf } from '../../engine/input/fields.ts';
import type { Typed } from '../../engine/input/read-input.ts';

/** A parameter as commander's option; `collects` where every value is kept, in the order of the line. */
export function optionOf(param: Param, collects: boolean = isMany(param)): Option {
  const syntax = syntaxOf(param);
  // commander writes an optional value as `--limits [slack]`; help shows how it is typed
  const option = new Option(param.optional === true ? syntax.replace(/\[=<(.+)>\]$/, ' [$1]') : syntax, param.help);
  option.flags = syntax;
  return collects ? option.argParser(collect) : option;
}

/** A repeated flag's values, in order. */
const collect = (one: string, before: string[] | undefined): string[] => [...(before ?? []), one];

/** What was typed for an option of a command; true for a `--no-…` that was typed. */
export function typedFor(command: Command, param: Param): Typed[string] {
  const option = optionOf(param);
  const name = option.attributeName();
  if (command.getOptionValueSource(name) !== 'cli') return undefined;
  return option.negate ? true : (command.getOptionValue(name) as Typed[string]);
}
