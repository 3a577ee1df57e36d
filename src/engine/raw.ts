import { dataOf } from '../core/answer.ts';
import type { Plan, Step } from '../core/plan.ts';
import type { Values } from '../core/operation.ts';
import type { Json, Row } from '../core/shape.ts';
import { type Detail, EXIT, type ExitCode, usage } from '../errors/failure.ts';
import type { BoundCommand } from '../operations/registry.ts';
import type { Ok } from '../transport/call.ts';
import { type CommandContext, isChange } from './command-context.ts';
import { confirmChange } from './confirm/confirm.ts';
import { answersSecrets } from './input/fields.ts';
import type { Globals } from '../cli/input/globals.ts';
import { refuseRawSecrets } from '../output/without-secrets.ts';
import { stepsOf } from './read.ts';
import { doneResults } from './apply-step.ts';
import { nextPage } from '../client/pagination/next-page.ts';

/** What stands against --raw, seen before anything is sent. */
export function rawProblems(bound: BoundCommand, input: Values, globals: Globals): Detail[] {
  if (globals.flags.raw !== true) return [];
  const problems: Detail[] = [];
  const refuse = (message: string): void => void problems.push({ flag: '--raw', message });
  if (globals.flags.output !== undefined && !['json', 'xml'].includes(globals.format))
    refuse(`goes with json and xml alone, not with ${globals.format}`);
  if (globals.flags.query !== undefined) refuse('cannot be combined with --query: the bytes are unchanged');
  if (globals.columns !== undefined) refuse('cannot be combined with --columns: the bytes are unchanged');
  if (answersSecrets(bound) && input['showSecrets'] !== true)
    refuse('needs --show-secrets here: the answer carries passwords');
  if (bound.command.kind === 'read' && bound.command.fetch?.several === true)
    refuse(`is for one request, and "${bound.command.path}" sends several`);
  if (needsPage(bound, input)) refuse('needs --page here: it prints one request');
  return problems;
}

/** A list with numbered pages that a person can ask for. */
function needsPage({ operation, command }: BoundCommand, input: Values): boolean {
  const { paging } = operation;
  if (paging?.style !== 'page' || command.kind !== 'read' || command.fetch !== undefined) return false;
  return operation.params[paging.page]?.flag !== undefined && input[paging.page] === undefined;
}

/** Prints the service's own bytes of one request; `-o xml` asks the service for XML. */
export async function runRaw(run: CommandContext, plan: Plan): Promise<ExitCode> {
  const only = onlyStep(plan);
  if (isChange(run)) await confirmChange(run, plan);
  const { raw, body, requestId } = await callRaw(run, plan);
  if (isChange(run)) run.unprinted.add(doneResults(run, only, { body, requestId }));
  refuseRawSecrets(raw, run.log.mask);
  await run.context.stdout.write(raw);
  run.unprinted.clear();
  if (hasMore(run, body)) await run.log.info('there is more: --raw prints the first answer alone');
  return EXIT.done;
}

/** Sends the one request of a plan. Throws Failure: exit 2 where it is not one. */
export function callRaw({ bound, client, globals }: CommandContext, plan: Plan): Promise<Ok> {
  const format = globals.format === 'xml' ? 'XML' : 'JSON';
  return client.call(bound.operation, onlyStep(plan).input, { format });
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
