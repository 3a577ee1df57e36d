import type { Operation, Values } from '../../core/operation.ts';
import { fromWire } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { AttemptCount } from '../../transport/attempts.ts';
import type { CallableOperation, Ok } from '../../transport/call.ts';
import type { ChangeContext } from '../../engine/command-context.ts';
import { withTarget } from '../../engine/next-command.ts';
import { listedText } from '../../engine/results.ts';
import { underWay } from '../../engine/apply-step.ts';
import { acknowledged } from '../../client/client.ts';
import { sendReconciled } from '../../engine/reconcile.ts';

type Calling = Pick<ChangeContext, 'bound' | 'options' | 'client' | 'context' | 'log'>;

/**
 * Sends a call. A known change is settled as its own command settles it; one that is not known is sent once. Undefined
 * where a look, and no answer, shows that it was done. Throws Failure, with the command that finds out where there is one.
 */
export async function sendCall(
  run: Calling,
  callable: CallableOperation,
  known: Operation | undefined,
  params: WireParams,
  format: 'JSON' | 'XML',
): Promise<Ok | undefined> {
  const send = async (used?: AttemptCount): Promise<Ok> =>
    run.client.callWire(callable, params, { format, ...(used === undefined ? {} : { used }) });
  if (callable.effect === 'read') return send();
  return underWay(run, callable.action, known === undefined ? undefined : inspectCommand(run, known, params), () =>
    known === undefined ? send() : settled(run, known, params, send),
  );
}

async function settled(
  run: Calling,
  known: Operation,
  params: WireParams,
  send: (used: AttemptCount) => Promise<Ok>,
): Promise<Ok | undefined> {
  const { input } = fromWire(known, params);
  try {
    const sent = await sendReconciled(run, { input }, async (used) => acknowledged(known, await send(used)));
    if (sent.kind === 'ok') return sent;
    const name = sent.listedAs === undefined ? '' : `; the service ${listedText(sent.listedAs)}`;
    await run.log.info(`${sent.why}; a look shows that it was done${name}`);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode !== EXIT.unknown) throw error;
    throw new Failure({ ...error, message: error.message, next: inspectCommand(run, known, params) });
  }
}

/** The command of the operation's own that finds out what became of a call. */
function inspectCommand(run: Calling, known: Operation, params: WireParams): string | undefined {
  const input: Values = fromWire(known, params).input;
  const command = run.bound.command.inspectCommand(input);
  return command === undefined ? undefined : withTarget(command, run.options.targets);
}
