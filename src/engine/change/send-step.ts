/** Sends the request of one step; a dry run does it too, with a client that only records. */
import type { Step } from '../../core/plan.ts';
import type { AttemptCount } from '../../transport/attempts.ts';
import type { Ok } from '../../transport/call.ts';
import type { ChangeContext } from '../command-context.ts';

/** Sends the request of a step of a change once. Throws Failure. */
export function sendStep(run: ChangeContext, step: Step, used?: AttemptCount): Promise<Ok> {
  hideSecrets(run, step);
  return run.client.call(run.bound.operation, step.input, used === undefined ? {} : { used });
}

/** Masks the secrets of a plan in all output, since an answer may repeat them. */
function hideSecrets({ bound, log }: ChangeContext, { input }: Step): void {
  for (const [name, { secret }] of Object.entries(bound.operation.params))
    if (secret === true && typeof input[name] === 'string') log.hide(input[name]);
}
