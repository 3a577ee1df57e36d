import type { Step } from '../../core/plan.ts';
import type { WireParams } from '../../core/signature.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { Ok } from '../../transport/call.ts';
import type { ChangeContext } from '../../engine/command-context.ts';
import { listedText } from '../../engine/change/results.ts';
import { inspectCommand, underWay } from '../../engine/change/apply-step.ts';
import { acknowledged } from '../../client/client.ts';
import { sendReconciled } from '../../engine/change/reconcile.ts';
import { type CalledOperation, isKnown } from './operation.ts';

/** A call as the engine takes a command: bound, with its input and the one request that it sends. */
export interface CallContext
  extends Pick<ChangeContext, 'input' | 'options' | 'settings' | 'client' | 'context' | 'log' | 'unprinted'> {
  readonly bound: ChangeContext['bound'] & { readonly operation: CalledOperation };
  readonly step: Step;
  /** What is sent: the parameters as they were typed. */
  readonly params: WireParams;
  readonly format: 'JSON' | 'XML';
}

/**
 * Sends a call. A change without a clear answer is settled as the operation's own command settles it. Undefined where a
 * look, and no answer, shows that it was done. Throws Failure, with the command that finds out where there is one.
 */
export async function sendCall(run: CallContext): Promise<Ok | undefined> {
  const { client, params, format, step, log } = run;
  const { operation } = run.bound;
  if (operation.effect === 'read') return client.callWire(operation, params, { format });
  const next = inspectCommand(run, step);
  try {
    const sent = await underWay(run, operation.action, next, () =>
      sendReconciled(run, step, async (used) => {
        const ok = await client.callWire(operation, params, { format, used });
        return isKnown(operation) ? acknowledged(operation, ok) : ok;
      }),
    );
    if (sent.kind === 'ok') return sent;
    const name = sent.listedAs === undefined ? '' : `; the service ${listedText(sent.listedAs)}`;
    await log.info(`${sent.why}; a look shows that it was done${name}`);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode !== EXIT.unknown) throw error;
    throw new Failure({ ...error, message: error.message, next });
  }
}
