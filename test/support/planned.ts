/** Commands with a plan from a test. */
import type { ChangeCommand } from '../../src/core/command.ts';
import type { Plan } from '../../src/core/plan.ts';
import { type BoundCommand, COMMANDS } from '../../src/operations/registry.ts';
import { createTopic } from '../../src/operations/topic/topic.ts';

/** Makes changes with a given plan, whose results are named by a field. Their operation creates topics. */
export const planOf =
  (field: string) =>
  (plan: Plan, own: Partial<ChangeCommand> = {}): BoundCommand => {
    const model = COMMANDS.get('topic create')?.command as ChangeCommand;
    const command: ChangeCommand = {
      kind: 'change',
      path: 'plan apply',
      effect: 'write',
      changeKind: 'created',
      takes: [],
      confirm: { kind: 'none' },
      results: { kind: 'array', names: [field] },
      inspectCommand: () => 'alikafka topic list',
      examples: [],
      plan: () => plan,
      ...(model.wait === undefined ? {} : { wait: model.wait }),
      ...own,
    };
    return { operation: createTopic, command };
  };
