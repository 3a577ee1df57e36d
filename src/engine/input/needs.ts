/** What a command needs in addition to its own arguments: region, instance, secret. */
import type { Settings } from '../../config/settings.ts';
import type { Values } from '../../core/operation.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import { secretOf } from './fields.ts';

/** The problems of a region or an instance that the command needs and no setting gives. */
export function settingProblems(bound: BoundCommand, input: Values, settings: Settings): Detail[] {
  const problems: Detail[] = [];
  if (settings.region === undefined)
    problems.push(
      problem('--region', '{name} is required: use {name}, set ALIKAFKA_REGION, or run "{command}"', {
        command: alikafka`config set region <id>`,
      }),
    );
  if (needsInstance(bound, input) && settings.instance === undefined) {
    problems.push(
      problem('--instance', '{name} is required: use -i, set ALIKAFKA_INSTANCE, or run "{command}"', {
        command: alikafka`config set instance <id>`,
      }),
    );
  }
  return problems;
}

/** Whether the command with this input needs an instance. */
export function needsInstance(bound: BoundCommand, input: Values): boolean {
  const fromSettings = Object.entries({ ...bound.operation.params, ...bound.command.inputs }).some(
    ([key, param]) => param.from === 'instance' && param.required && input[key] === undefined,
  );
  return fromSettings || bound.command.needsInstance?.(input) === true;
}

/** Whether the command with this input needs a secret. */
export function wantsSecret(bound: BoundCommand, input: Values): boolean {
  const { command } = bound;
  return secretOf(bound) !== undefined && (command.kind === 'read' || (command.needsSecret?.(input) ?? true));
}
