import type { Settings } from '../../config/settings.ts';
import type { Values } from '../../core/operation.ts';
import type { Detail } from '../../errors/failure.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import { secretOf } from './fields.ts';

/** Region and instance, where the command needs them. */
export function settingProblems(bound: BoundCommand, input: Values, settings: Settings): Detail[] {
  const problems: Detail[] = [];
  if (settings.region === undefined)
    problems.push({
      flag: '--region',
      message: 'is required: give it, set ALIKAFKA_REGION, or "alikafka config set region <id>"',
    });
  if (needsInstance(bound, input) && settings.instance === undefined) {
    problems.push({
      flag: '--instance',
      message: 'is required: give -i, set ALIKAFKA_INSTANCE, or "alikafka config set instance <id>"',
    });
  }
  return problems;
}

/** Whether the command cannot do without an instance. */
export function needsInstance(bound: BoundCommand, input: Values): boolean {
  const fromSettings = Object.entries({ ...bound.operation.params, ...bound.command.inputs }).some(
    ([key, param]) => param.from === 'instance' && param.required && input[key] === undefined,
  );
  return fromSettings || bound.command.needsInstance?.(input) === true;
}

/** Whether this input takes a secret. */
export function wantsSecret(bound: BoundCommand, input: Values): boolean {
  const { command } = bound;
  return secretOf(bound) !== undefined && (command.kind === 'read' || (command.needsSecret?.(input) ?? true));
}
