import type { Param } from '../../core/params.ts';
import type { Detail } from '../../errors/failure.ts';
import { SUB_NOUNS } from '../../operations/nouns.ts';
import { type BoundCommand, COMMANDS } from '../../operations/registry.ts';
import { globalsOf, type LazyCommand, unknownFlags } from './lazy-command.ts';
import type { ParsedServiceCommand } from '../parsed-command.ts';
import { type Field, fieldsOf, isMany, labelOf } from '../../engine/input/fields.ts';
import { argumentsText, optionText } from '../../engine/input/option-text.ts';
import { describeCommand, examplesOf } from './help.ts';
import { optionOf, typedFor } from './option.ts';
import type { Typed } from '../../engine/input/read-input.ts';
import type { ParsedCommand } from '../parsed-command.ts';

/** Adds the verbs of one noun, made from the records. */
export function addVerbs(noun: LazyCommand, asked: (what: ParsedCommand) => void): void {
  for (const bound of COMMANDS.values()) {
    const [first, ...rest] = bound.command.path.split(' ');
    if (first === noun.name()) addVerb(noun, rest, bound, asked);
  }
}

function addVerb(
  parent: LazyCommand,
  path: readonly string[],
  bound: BoundCommand,
  asked: (what: ParsedCommand) => void,
): void {
  const [name = '', ...rest] = path;
  if (rest.length > 0) return void addVerb(groupOf(parent, name), rest, bound, asked);
  const verb = parent.late(name, bound.command.summary ?? bound.operation.summary, (command) =>
    fillVerb(command, bound, asked),
  );
  if (bound.command.alias !== undefined) verb.alias(bound.command.alias);
}

/** `instance allowed-ip`: verbs of their own below a word. */
function groupOf(parent: LazyCommand, name: string): LazyCommand {
  const known = parent.commands.find((command) => command.name() === name);
  return known === undefined
    ? parent.late(name, SUB_NOUNS[`${parent.name()} ${name}`] ?? '', () => undefined)
    : (known as LazyCommand);
}

function fillVerb(verb: LazyCommand, bound: BoundCommand, asked: (what: ParsedCommand) => void): void {
  const fields = fieldsOf(bound);
  verb.allowUnknownOption().allowExcessArguments();
  describeCommand(verb, bound);
  verb.usage(argumentsText(fields, bound.command));
  for (const field of fields) {
    const { key, param } = field;
    const help = optionText(field, bound.command);
    // whether an argument is required is judged with all else that was typed, not by commander
    if (param.flag === undefined) verb.argument(`[${param.argument ?? key}${isMany(param) ? '...' : ''}]`, help);
    else verb.addOption(optionOf({ ...param, help }, param.kind !== 'boolean'));
  }
  verb.addHelpText('after', examplesOf(bound));
  verb.action(() => asked({ kind: 'remote', parsed: invocationOf(verb, bound, fields) }));
}

function invocationOf(verb: LazyCommand, bound: BoundCommand, fields: readonly Field[]): ParsedServiceCommand {
  return { bound, flags: globalsOf(verb), ...typedOf(verb, fields) };
}

/** What was typed, by field; too much of it is a problem, unless an unknown flag may have swallowed a word. */
function typedOf(verb: LazyCommand, fields: readonly Field[]): { typed: Typed; problems: Detail[] } {
  const typed: Record<string, Typed[string]> = {};
  const operands = verb.known();
  const problems = unknownFlags(verb);
  for (const { key, param } of fields) {
    if (param.flag === undefined) typed[key] = isMany(param) ? operands.splice(0) : operands.shift();
    else typed[key] = flagOf(verb, param, problems);
  }
  if (problems.length === 0)
    problems.push(...operands.map((word) => ({ name: `"${word}"`, message: 'is one argument too many' })));
  return { typed, problems };
}

function flagOf(verb: LazyCommand, param: Param, problems: Detail[]): Typed[string] {
  const value = typedFor(verb, param);
  return Array.isArray(value) && !isMany(param) ? onlyOf(value as string[], param, problems) : value;
}

/** Of two values of an option that takes one, neither is dropped: it may name what is changed, or what is ordered. */
function onlyOf(values: readonly string[], param: Param, problems: Detail[]): string | undefined {
  const all = [...new Set(values)];
  if (all.length > 1)
    problems.push({ flag: labelOf(param), message: `takes one value, and is given ${all.join(' and ')}` });
  return all.at(-1);
}
