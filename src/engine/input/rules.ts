import type { Values } from '../../core/operation.ts';
import type { Violation } from '../../core/params.ts';
import type { BoundCommand } from '../../operations/registry.ts';

/**
 * What rules between inputs say of one: the command's own, then the operation's for what is sent as typed. Without
 * `validate` the operation's are left to the service.
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

/** The command turns inputs of its own into requests: the operation's rules speak of others. */
const isPlanned = ({ command }: BoundCommand): boolean =>
  command.inputs !== undefined &&
  (command.plan !== undefined || (command.kind === 'change' && command.planEach !== undefined));
