import type { ChangeCommand } from '../../core/command.ts';
import { usualConfirmation } from '../../core/record.ts';
import type { OperationRecord } from '../../core/record.ts';
import { fromWire } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';
import type { CallableOperation } from '../../transport/call.ts';
import type { PendingChange, ConfirmationContext } from '../../engine/confirm/questions.ts';
import { asQuestion, confirm, refuseUnanswered } from '../../engine/confirm/confirm.ts';

/** As the operation's own commands ask: by typing the id or the name, by yes, or not at all. Throws Failure as `confirm` does. */
export async function confirmCall(
  callable: CallableOperation,
  known: OperationRecord | undefined,
  params: WireParams,
  run: ConfirmationContext,
): Promise<void> {
  if (callable.effect !== 'read') await confirm(run, aboutToCall(callable, known, params));
}

/** The same before anything is read for it, where nobody can be asked. Throws Failure (exit 2). */
export async function refuseUnansweredCall(
  callable: CallableOperation,
  known: OperationRecord | undefined,
  params: WireParams,
  run: ConfirmationContext,
): Promise<void> {
  if (callable.effect !== 'read') await refuseUnanswered(run, aboutToCall(callable, known, params));
}

/**
 * The command that stands for a call where something is asked: as the operation's own one of that effect does, with what
 * that would look at first. A read asks nothing.
 */
export function commandOf(
  callable: CallableOperation,
  known: OperationRecord | undefined,
  params: WireParams,
): ChangeCommand {
  const does = known?.effectOf?.(fromWire(known, params).input) ?? callable.effect;
  const effect = does === 'read' ? 'write' : does;
  const own = changesOf(known);
  const asked = own.filter((command) => command.effect === effect).map(({ confirm }) => confirm);
  // What is shown of a command's own input, an order say, is not of a call's.
  const {
    question: _question,
    shows: _shows,
    called: _called,
    ...confirm
  } = asked.find((one) => one.kind !== 'none') ?? usualConfirmation(effect);
  return {
    kind: 'change',
    path: `api ${callable.action}`,
    effect,
    changeKind: known?.changeKind ?? 'changed',
    confirm,
    results: { kind: 'single', names: [] },
    inspectCommand: (input) => own[0]?.inspectCommand(input),
    examples: [],
  };
}

const changesOf = (known: OperationRecord | undefined): ChangeCommand[] =>
  known?.commands.filter((command) => command.kind === 'change') ?? [];

function aboutToCall(
  { action }: CallableOperation,
  known: OperationRecord | undefined,
  params: WireParams,
): PendingChange {
  const name = params[namingParam(known)];
  const names = name === undefined || name === '' ? [] : [name];
  return {
    what: `call ${action}`,
    asks: asQuestion(`call ${action}`),
    verb: `call ${action}`,
    shows: [],
    names,
    known: names,
    inputs: known === undefined ? [] : [fromWire(known, params).input],
  };
}

/** The parameter that names what an operation changes, as its own command has it. */
function namingParam(known: OperationRecord | undefined): string {
  const { identity, names = [] } = changesOf(known)[0]?.results ?? {};
  return identity ?? names[0] ?? 'InstanceId';
}
