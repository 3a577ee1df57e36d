import type { Values } from '../../core/operation.ts';
import type { Violation } from '../../core/params.ts';
import type { BoundCommand } from '../../operations/registry.ts';

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

/** Whether the command makes requests from its own inputs, which the operation's rules do not know. */
const isPlanned = ({ command }: BoundCommand): boolean =>
  command.inputs !== undefined &&
  (command.plan !== undefined || (command.kind === 'change' && command.planEach !== undefined));
