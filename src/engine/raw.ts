import { dataOf } from '../core/answer.ts';
import type { Plan, Step } from '../core/plan.ts';
import type { Json, Row } from '../core/shape.ts';
import { EXIT, usage } from '../errors/failure.ts';
import type { Ok } from '../transport/call.ts';
import { type CommandContext, isChange } from './command-context.ts';
import { confirmChange } from './confirm/confirm.ts';
import { type Outcome, piece } from './outcome.ts';
import { refuseRawSecrets } from '../output/without-secrets.ts';
import { stepsOf } from './read/read.ts';
import { doneResults } from './change/apply-step.ts';
import { nextPage } from '../client/pagination/next-page.ts';

/** The service's own bytes of one request; `-o xml` asks the service for XML. */
export async function runRaw(run: CommandContext, plan: Plan): Promise<Outcome> {
  const only = onlyStep(plan);
  if (isChange(run)) await confirmChange(run, plan);
  const { raw, body, requestId } = await callRaw(run, plan);
  if (isChange(run)) run.unprinted.add(doneResults(run, only, { body, requestId }));
  refuseRawSecrets(raw, run.log.mask);
  return {
    bytes: piece(raw),
    finish: async () => {
      run.unprinted.clear();
      if (hasMore(run, body)) await run.log.info('there is more: --raw prints the first answer alone');
      return EXIT.done;
    },
  };
}

/** Sends the one request of a plan. Throws Failure: exit 2 where it is not one. */
export function callRaw({ bound, client, options }: CommandContext, plan: Plan): Promise<Ok> {
  const format = options.format === 'xml' ? 'XML' : 'JSON';
  const { input, target = {}, operation = bound.operation } = onlyStep(plan);
  return client.at(target).call(operation, input, { format });
}

function onlyStep(plan: Plan): Step {
  const steps = stepsOf(plan);
  const [only] = steps;
  if (only === undefined || steps.length > 1) throw tooMany(steps.length);
  return only;
}

function tooMany(requests: number): Error {
  return usage([{ flag: '--raw', message: `is for one request, and this would send ${requests}` }]);
}

const countOf = (data: Json): number => (Array.isArray(data) ? data.length : 1);

/** Whether the answer says that there is more than was asked for. */
function hasMore({ bound, input }: CommandContext, body: Row): boolean {
  const { paging } = bound.operation;
  if (paging === undefined || (paging.style === 'page' && input[paging.page] !== undefined)) return false;
  return nextPage(paging, input, body, countOf(dataOf(bound.operation.answer, body))) !== undefined;
}
