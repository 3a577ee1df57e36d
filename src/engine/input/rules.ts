/** Checks the rules between the inputs of a command. */
import type { Values } from '../../core/operation.ts';
import type { Violation } from '../../core/params.ts';
import { sentence } from '../../core/text/texts.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import { type Field, labelOf } from './fields.ts';

/**
 * The violations of rules between inputs: the command's own rules, then the operation's for inputs that are sent
 * unchanged. Without `validate` the operation's rules are left to the service.
 */
export function crossFieldViolations(
  { command, operation }: BoundCommand,
  input: Values,
  validate: boolean,
): Violation[] {
  const own = command.crossFieldRules?.(input) ?? [];
  if (!validate || isPlanned({ command, operation })) return [...own];
  const known = new Set(own.map(({ param }) => param));
  return [...own, ...operation.crossFieldRules(input).filter(({ param }) => !known.has(param))];
}

/** Refuses names next to a pattern, typed or in a file, since a pattern selects all names of a command. */
export function patternViolations({ command }: BoundCommand, fields: readonly Field[], given: Values): Violation[] {
  const { names, pattern } = (command.kind === 'change' ? command.byPattern : undefined) ?? {};
  if (pattern === undefined || given[pattern] === undefined) return [];
  return fields
    .filter(({ key }) => (key === names || key === 'fromFile') && given[key] !== undefined)
    .map(({ param }) => ({
      param: pattern,
      message: sentence('{name} cannot be combined with {other}', { other: labelOf(param) }),
    }));
}

/**
 * A pattern in place of a name, where the command has an option for patterns: no name that can be created has a `*` or a
 * `?`. Its value is the pattern; undefined where there is none.
 */
export function mistypedPattern({ command }: BoundCommand, given: Values): string | undefined {
  const { names, pattern } = (command.kind === 'change' ? command.byPattern : undefined) ?? {};
  if (names === undefined || pattern === undefined || given[pattern] !== undefined) return undefined;
  return [given[names] ?? []]
    .flat()
    .map(String)
    .find((name) => /[*?]/.test(name));
}

/** The violation of it, which names the option. */
export function nameViolations(bound: BoundCommand, fields: readonly Field[], given: Values): Violation[] {
  const value = mistypedPattern(bound, given);
  const { names = '', pattern } = (bound.command.kind === 'change' ? bound.command.byPattern : undefined) ?? {};
  const field = fields.find(({ key }) => key === pattern);
  if (value === undefined || field === undefined) return [];
  const option = labelOf(field.param);
  return [
    {
      param: names,
      message: sentence('{name} must be a name, not "{value}"; use {option} for a pattern', { value, option }),
    },
  ];
}

/** Whether the command makes requests from its own inputs, which the operation's rules do not know. */
const isPlanned = ({ command }: BoundCommand): boolean =>
  command.inputs !== undefined &&
  (command.plan !== undefined || (command.kind === 'change' && command.planEach !== undefined));
