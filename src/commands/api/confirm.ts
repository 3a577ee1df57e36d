import type { Command, Effect, Operation } from '../../core/operation.ts';
import { fromWire } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';
import type { CallableOperation } from '../../transport/call.ts';
import type { PendingChange, ConfirmationContext } from '../../engine/confirm/questions.ts';
import { type ConfirmationKind, asQuestion, confirm, refuseUnanswered } from '../../engine/confirm/confirm.ts';

/** As the operation's own commands ask: by typing the id or the name, by yes, or not at all. Throws Failure as `confirm` does. */
export async function confirmCall(
  callable: CallableOperation,
  known: Operation | undefined,
  params: WireParams,
  run: ConfirmationContext,
): Promise<void> {
  if (callable.effect !== 'read')
    await confirm(run, aboutToCall(callable, known, params), asksOf(callable, known, params));
}

/** The same before anything is read for it, where nobody can be asked. Throws Failure (exit 2). */
export async function refuseUnansweredCall(
  callable: CallableOperation,
  known: Operation | undefined,
  params: WireParams,
  run: ConfirmationContext,
): Promise<void> {
  if (callable.effect !== 'read')
    await refuseUnanswered(run, aboutToCall(callable, known, params), asksOf(callable, known, params));
}

/** The command that stands for a call where something is asked: with what the operation's own one would look at first. */
export function commandOf(callable: CallableOperation, known: Operation | undefined): Command {
  const guard = known?.commands.find((command) => command.impact !== undefined)?.impact;
  return { path: `api ${callable.action}`, examples: [], ...(guard === undefined ? {} : { impact: guard }) };
}

function asksOf(callable: CallableOperation, known: Operation | undefined, params: WireParams): ConfirmationKind {
  if (known?.commands.some(({ confirmByTypingIds }) => confirmByTypingIds === true) === true) return 'typed';
  const effect: Effect = known?.effectOf?.(fromWire(known, params).input) ?? callable.effect;
  const asks = known?.commands.some((command) => command.asks === true) === true;
  return asks || effect === 'destroy' || effect === 'order' ? 'asked' : 'free';
}

function aboutToCall({ action }: CallableOperation, known: Operation | undefined, params: WireParams): PendingChange {
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
function namingParam(known: Operation | undefined): string {
  const [command] = known?.commands ?? [];
  return command?.identity ?? command?.names?.[0] ?? 'InstanceId';
}
