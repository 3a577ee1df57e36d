/** Dry runs: the requests that a command would send, as a document. */
import type { Plan } from '../core/plan.ts';
import type { ListView } from '../core/view.ts';
import { isRow } from '../core/answer.ts';
import type { Json, Row } from '../core/shape.ts';
import { labelled, plural } from '../core/text/texts.ts';
import { MASK } from '../errors/redact.ts';
import { listDocument } from '../output/build.ts';
import type { Document } from '../output/document.ts';
import { onePage } from '../output/pages.ts';
import { type CommandContext, isAnswer, isChange } from './command-context.ts';
import { finished, type Outcome } from './outcome.ts';
import { stepsOf } from './plan.ts';
import { nameOf } from './change/results.ts';
import { sendStep } from './change/send-step.ts';
import { stepContext } from './change/step-context.ts';
import { NotSent, type Client, type RecordedRequest } from '../client/client.ts';

const VIEW: ListView = {
  kind: 'list',
  columns: ['action', 'product', 'version', 'endpoint', 'params'],
  name: 'action',
};

/**
 * The requests that would be sent, secrets masked: the command runs on a client that records its requests. Nothing is
 * sent and no question is asked. A paged read shows its first request.
 */
export async function runDry(run: CommandContext, plan: Plan): Promise<Outcome> {
  for (const step of plan.steps) if (!('input' in step)) await run.log.info(labelled(nameOf(step.names), step.message));
  const rows = await recorded(run.client, await requestsOf(run, plan));
  const next = isChange(run) ? undefined : run.bound.command.fetch?.follows?.(run.input);
  if (next !== undefined) await run.log.info(next);
  if (run.options.announce) await run.log.info(dryText(rows.length));
  return finished({ document: await dryDocument(rows), paged: true });
}

const dryText = (count: number): string =>
  plural(
    count,
    'dry run: {count} request would be sent; nothing was changed',
    'dry run: {count} requests would be sent; nothing was changed',
  );

/** The functions that send the requests of a command. */
async function requestsOf(run: CommandContext, plan: Plan): Promise<readonly (() => Promise<unknown>)[]> {
  if (isAnswer(run)) {
    const { sendOnly } = await import('./answer/answer.ts');
    return [() => sendOnly(run, plan)];
  }
  if (!isChange(run)) return (await import('./read/read.ts')).readings(run, plan);
  return stepsOf(plan).map((step) => () => sendStep(stepContext(run, step), step));
}

/** The recorded requests: each function runs until it needs a response. */
export async function recorded(client: Client, requests: readonly (() => Promise<unknown>)[]): Promise<Row[]> {
  const unsent = client.record();
  for (const request of requests) {
    try {
      await request();
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
    }
  }
  return unsent.map(dryRow);
}

/** One request as it would be sent. */
function dryRow({ operation, params, origin }: RecordedRequest): Row {
  const { action, product, params: known } = operation;
  const masked = Object.entries(params).map(([name, value]) => [name, known[name]?.secret === true ? MASK : value]);
  return {
    action,
    product: product.id,
    version: product.version,
    endpoint: origin,
    params: Object.fromEntries(masked) as Row,
  };
}

/**
 * Requests as rows, in a table as lists of names and values. --columns does not apply, since it names fields of an
 * answer.
 */
export const dryDocument = async (rows: readonly Row[]): Promise<Document> => ({
  ...(await listDocument({ view: VIEW, shape: undefined, root: 'DryRun', path: [], pages: onePage(rows) })),
  pairsOf,
});

/** The fields of a request, then its parameters. */
function pairsOf({ params = {}, ...request }: Row): [string, Json][] {
  return [...Object.entries(request), ...(isRow(params) ? Object.entries(params) : [])];
}
