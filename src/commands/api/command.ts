import { type ChangeCommand, usualConfirmation } from '../../core/command.ts';
import type { Operation } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import type { OperationRecord } from '../../core/record.ts';
import { fromWire } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';
import type { CallableOperation } from '../../transport/call.ts';

/**
 * The command that stands for a call where something is asked: as the operation's own one of that effect does, with what
 * that would look at first. A read asks nothing.
 */
export function commandOf(
  { action, effect: usual }: CallableOperation,
  known: OperationRecord | undefined,
  params: WireParams,
): ChangeCommand {
  const does = known?.effectOf?.(fromWire(known, params).input) ?? usual;
  const effect = does === 'read' ? 'write' : does;
  const own = changesOf(known);
  const asked = own.filter((command) => command.effect === effect).map(({ confirm }) => confirm);
  // What is shown of a command's own input, an order say, is not of a call's.
  const { shows: _shows, ...confirm } = asked.find((one) => one.kind !== 'none') ?? usualConfirmation(effect);
  return {
    kind: 'change',
    path: 'api call',
    effect,
    changeKind: known?.changeKind ?? 'changed',
    confirm: { ...confirm, question: () => `call ${action}`, called: { one: action, many: action } },
    results: { kind: 'single', names: [] },
    inspectCommand: (input) => own[0]?.inspectCommand(input),
    examples: [],
  };
}

const changesOf = (known: OperationRecord | undefined): ChangeCommand[] =>
  known?.commands.filter((command) => command.kind === 'change') ?? [];

/** The one request of a call, by the name of what it changes. */
export function planOfCall(operation: Operation, known: OperationRecord | undefined, params: WireParams): Plan {
  const field = namingParam(known);
  const name = params[field];
  return {
    steps: [{ input: fromWire(operation, params).input, names: [name === undefined ? {} : { [field]: name }] }],
  };
}

/** The parameter that names what an operation changes, as its own command has it. */
function namingParam(known: OperationRecord | undefined): string {
  const { identity, names = [] } = changesOf(known)[0]?.results ?? {};
  return identity ?? names[0] ?? 'InstanceId';
}
