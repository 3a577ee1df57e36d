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

/** Whether the command makes requests from its own inputs, which the operation's rules do not know. */
const isPlanned = ({ command }: BoundCommand): boolean =>
  command.inputs !== undefined &&
  (command.plan !== undefined || (command.kind === 'change' && command.planEach !== undefined));
