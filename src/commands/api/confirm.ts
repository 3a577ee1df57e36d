import type { Command, Effect, Operation } from '../../core/operation.ts';
import { fromWire } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';
import type { Callable } from '../../transport/call.ts';
import type { AboutTo, Asking } from '../../engine/confirm/questions.ts';
import { type Asks, asQuestion, confirm, refuseUnanswered } from '../../engine/confirm/confirm.ts';

/** As the operation's own commands ask: by typing the id or the name, by yes, or not at all. Throws Failure as `confirm` does. */
export async function confirmCall(
  callable: Callable,
  known: Operation | undefined,
  params: WireParams,
  run: Asking,
): Promise<void> {
  if (callable.effect !== 'read')
    await confirm(run, aboutToCall(callable, known, params), asksOf(callable, known, params));
}

/** The same before anything is read for it, where nobody can be asked. Throws Failure (exit 2). */
export async function refuseUnansweredCall(
  callable: Callable,
  known: Operation | undefined,
  params: WireParams,
  run: Asking,
): Promise<void> {
  if (callable.effect !== 'read')
    await refuseUnanswered(run, aboutToCall(callable, known, params), asksOf(callable, known, params));
}

/** The command that stands for a call where something is asked: with what the operation's own one would look at first. */
export function commandOf(callable: Callable, known: Operation | undefined): Command {
  const guard = known?.commands.find((command) => command.guard !== undefined)?.guard;
  return { path: `api ${callable.action}`, examples: [], ...(guard === undefined ? {} : { guard }) };
}

function asksOf(callable: Callable, known: Operation | undefined, params: WireParams): Asks {
  if (known?.commands.some(({ typedConfirmation }) => typedConfirmation === true) === true) return 'typed';
  const effect: Effect = known?.effectOf?.(fromWire(known, params).input) ?? callable.effect;
  const asks = known?.commands.some((command) => command.asks === true) === true;
  return asks || effect === 'destroy' || effect === 'order' ? 'asked' : 'free';
}

function aboutToCall({ action }: Callable, known: Operation | undefined, params: WireParams): AboutTo {
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
