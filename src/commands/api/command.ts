import type { ChangeCommand } from '../../core/command.ts';
import { usualConfirmation } from '../../core/record.ts';
import type { Step } from '../../core/plan.ts';
import { fromWire } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';
import type { CalledOperation } from './operation.ts';

/**
 * The command that stands for a call where something is asked: as the operation's own one of that effect does, with what
 * that would look at first. A read asks nothing.
 */
export function commandOf(operation: CalledOperation, params: WireParams): ChangeCommand {
  const { action } = operation;
  const does = operation.effectOf?.(fromWire(operation, params).input) ?? operation.effect;
  const effect = does === 'read' ? 'write' : does;
  const own = changesOf(operation);
  const asked = own.filter((command) => command.effect === effect).map(({ confirm }) => confirm);
  // What is shown of a command's own input, an order say, is not of a call's.
  const { shows: _shows, ...confirm } = asked.find((one) => one.kind !== 'none') ?? usualConfirmation(effect);
  return {
    kind: 'change',
    path: 'api call',
    effect,
    changeKind: operation.changeKind,
    confirm: { ...confirm, question: () => `call ${action}`, called: { one: action, many: action } },
    results: { kind: 'single', names: [] },
    inspectCommand: (input) => own[0]?.inspectCommand(input),
    examples: [],
  };
}

const changesOf = ({ commands }: CalledOperation): ChangeCommand[] =>
  commands.filter((command) => command.kind === 'change');

/** The one request of a call, by the name of what it changes. */
export function stepOf(operation: CalledOperation, params: WireParams): Step {
  const field = namingParam(operation);
  const name = params[field];
  return { input: fromWire(operation, params).input, names: [name === undefined ? {} : { [field]: name }] };
}

/** The parameter that names what an operation changes, as its own command has it. */
function namingParam(operation: CalledOperation): string {
  const { identity, names = [] } = changesOf(operation)[0]?.results ?? {};
  return identity ?? names[0] ?? 'InstanceId';
}
