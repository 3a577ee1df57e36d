import type { Values } from '../../core/operation.ts';
import type { Trouble } from '../../core/params.ts';
import type { Bound } from '../../operations/registry.ts';

/**
 * What rules between inputs say of one: the command's own, then the operation's for what is sent as typed. Without
 * `validate` the operation's are left to the service.
 */
export function betweenInputs({ command, operation }: Bound, input: Values, validate: boolean): Trouble[] {
  const own = command.between?.(input) ?? [];
  if (!validate || isPlanned({ command, operation })) return [...own];
  const known = new Set(own.map(({ param }) => param));
  return [...own, ...operation.between(input).filter(({ param }) => !known.has(param))];
}

/** The command turns inputs of its own into requests: the operation's rules speak of others. */
const isPlanned = ({ command: { inputs, plan, planEach } }: Bound): boolean =>
  inputs !== undefined && (plan !== undefined || planEach !== undefined);
