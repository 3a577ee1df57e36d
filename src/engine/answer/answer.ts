/** Commands whose outcome is the answer to one request, unchanged: --raw, and operations without a record. */
import type { Plan, Step } from '../../core/plan.ts';
import { labelled, t } from '../../core/text/texts.ts';
import { EXIT, Failure, problem, usage } from '../../errors/failure.ts';
import { MASK, type Redact } from '../../errors/redact.ts';
import { refuseRawSecrets, withoutSecrets } from '../../output/without-secrets.ts';
import type { Ok } from '../../transport/call.ts';
import { doneResults, inspectCommand, whileSending } from '../change/apply-step.ts';
import { reconciledText, sendReconciled } from '../change/reconcile.ts';
import { listedText, type Result } from '../change/results.ts';
import { type ChangeContext, type CommandContext, isChange } from '../command-context.ts';
import { confirmChange } from '../confirm/confirm.ts';
import { finished, type Outcome, piece } from '../outcome.ts';
import { stepsOf } from '../plan.ts';
import { answerDocument, pagesDocument } from './document.ts';
import { hasMore, moreNote, pagesFrom } from './pages.ts';

/**
 * Sends the one request of a plan, and prints its answer unchanged: with --raw the service's own bytes (`-o xml`
 * requests XML). For an undocumented answer, also the following pages if all are requested. Throws Failure: exit 2 if
 * the plan does not have exactly one request.
 */
export async function runAnswer(run: CommandContext, plan: Plan): Promise<Outcome> {
  const step = onlyStep(plan);
  if (isChange(run)) await confirmChange(run, plan);
  const ok = isChange(run) && run.answer !== undefined ? await sendChange(run, step) : await send(run, step);
  if (ok === undefined) return finished();
  const pages = run.answer === 'all' ? pagesFrom(run, step, ok.body) : undefined;
  if (pages !== undefined) return finished({ document: await pagesDocument(pages, run.options) });
  if (isChange(run)) run.unprinted.add(doneIn(run, step, ok));
  const printed = run.options.raw
    ? { bytes: piece(checkedRaw(ok.raw, run)) }
    : { document: withoutSecrets(await answerDocument(run, ok.body), run.log) };
  return finished(printed, async () => {
    run.unprinted.clear();
    const note = noteOf(run, step, ok);
    if (note !== undefined) await run.log.info(note);
    return EXIT.done;
  });
}

/** Sends the one request of a plan and nothing else. Throws Failure: exit 2 if the plan has several. */
export const sendOnly = (run: CommandContext, plan: Plan): Promise<Ok> => send(run, onlyStep(plan));

function send({ bound, client, options }: CommandContext, step: Step, how: { used?: { attempts: number } } = {}) {
  const format = options.raw && options.format === 'xml' ? 'XML' : 'JSON';
  const { input, target = {}, operation = bound.operation } = step;
  return client.at(target).call(operation, input, { format, ...how });
}

/**
 * Sends a change, and reconciles an unclear answer. Undefined if reading, not an answer, shows that the change took
 * effect. Throws Failure, with the command that inspects the outcome if it stays unknown.
 */
async function sendChange(run: ChangeContext, step: Step): Promise<Ok | undefined> {
  const next = inspectCommand(run, step);
  const { action } = run.bound.operation;
  try {
    const sent = await whileSending(run, action, next, () =>
      sendReconciled(run, step, (used) => send(run, step, { used })),
    );
    if (sent.kind === 'ok') return sent;
    await run.log.info(labelled(action, reconciledText(run.bound, sent)));
    if (sent.listedAs !== undefined) await run.log.info(listedText(action, sent.listedAs));
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode !== EXIT.unknown) throw error;
    throw new Failure({ ...error, message: error.message, next });
  }
}

/** The results of a change that took effect; one whose answer is printed is named after its operation. */
function doneIn(run: ChangeContext, step: Step, ok: Ok): Result[] {
  const results = doneResults(run, step, ok);
  if (run.answer === undefined) return results;
  return results.map((result) => ({ ...result, names: { Action: run.bound.operation.action }, word: 'changed' }));
}

function noteOf(run: CommandContext, { input }: Step, { body }: Ok): string | undefined {
  const { operation } = run.bound;
  if (run.answer !== undefined) return operation.effect === 'read' ? moreNote(operation, input, body) : undefined;
  return hasMore(operation, run.input, body) ? t('more results exist; --raw prints the first page only') : undefined;
}

/** Masks a text that mentions a password at all. */
const maskNamedPasswords =
  (redact: Redact): Redact =>
  (text) =>
    /password/i.test(text) ? MASK : redact(text);

/** The bytes of an answer. Throws Failure if they have a secret; for an undocumented answer, if they name one. */
function checkedRaw(raw: Uint8Array, { bound, log }: CommandContext): Uint8Array {
  // The record of a documented answer names its secret fields.
  refuseRawSecrets(raw, bound.operation.answer.undocumented === true ? maskNamedPasswords(log.redact) : log.mask);
  return raw;
}

function onlyStep(plan: Plan): Step {
  const steps = stepsOf(plan);
  const [only] = steps;
  if (only === undefined || steps.length > 1) throw tooMany(steps.length);
  return only;
}

function tooMany(requests: number): Error {
  return usage([
    problem('--raw', '{name} prints one response, but this command sends {requests} requests', { requests }),
  ]);
}
