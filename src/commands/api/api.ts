import { requireCredentials, type Settings } from '../../config/settings.ts';
import type { Values } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import type { WireParams } from '../../core/signature.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, EXIT, usage } from '../../errors/failure.ts';
import { MASK, type Redact } from '../../errors/redact.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import type { Ok } from '../../transport/call.ts';
import type { Fetch } from '../../client/rows.ts';
import { confirmChange, refuseUnasked } from '../../engine/confirm/confirm.ts';
import { dryDocument, recorded } from '../../engine/dry-run.ts';
import { loadSettings, logSettings } from '../../config/load-settings.ts';
import { answersSecrets } from '../../engine/input/fields.ts';
import { type GlobalOptions, readGlobals } from '../global-options.ts';
import { refuseProtected } from '../../engine/protection.ts';
import { resolveInstance } from '../../engine/instance-name.ts';
import { refuseRawSecrets, withoutSecrets } from '../../output/without-secrets.ts';
import type { Io } from '../../engine/io.ts';
import { finished, type Outcome, piece } from '../../engine/outcome.ts';
import { compileQueryFlag } from '../../output/query/query-option.ts';
import type { Result } from '../../engine/change/results.ts';
import { openClient } from '../../client/client.ts';
import { checkKnown, maskRow, readPairs, takesInstance, withSecrets, withSettings } from './params.ts';
import { commandOf, stepOf } from './command.ts';
import { type CalledOperation, calledOperation, isKnown } from './operation.ts';
import { type CallContext, sendCall } from './send.ts';
import { allPagesProblems, moreNote, pagesOfKnown, pagesOfUnknown } from './pages.ts';
import { answerDocument, pagesDocument } from './print.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

/**
 * `api <Action> [Key=Value...]`: one request of any operation, or with --all-pages every page of a list. A known one keeps its record's checks, confirmation and
 * masks; an unknown one that is not named like a read asks like a deletion and is sent at most once.
 */
export async function api(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const settings = await loadSettings(typed.flags, io.context);
  const call = await checkCall(typed, settings, io);
  const { operation, globals } = call;
  refuseProtected(settings, operation.effect, globals, `api ${operation.action}`);
  await logSettings(settings, io.log);
  const client = openClient(io.context, settings, globals, io.log);
  const runWith = (params: WireParams): CallContext => contextOf(call, params, typed, { settings, client, ...io });
  try {
    if (operation.effect !== 'read') {
      const run = runWith(call.given);
      await refuseUnasked(run, planOf(run));
    }
    // Read before the first request: a secret that cannot be used ends the command with nothing sent.
    const given = await withSecrets(call.given, operation.params, io, globals);
    if (!globals.dryRun) await client.signIn(operation.product);
    if (takesInstance(operation, given)) client.instance = await resolveInstance(client);
    const params = withSettings(operation, given, client, globals);
    checkKnown(operation, params, globals);
    const outcome = await carryOut(runWith(params), globals, typed.options['allPages'] === true);
    return { ...outcome, close: () => client.close() };
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** A call of `api` in which nothing is wrong that can be seen beforehand. */
interface Call {
  readonly operation: CalledOperation;
  readonly given: WireParams;
  readonly globals: GlobalOptions;
}

async function checkCall(typed: ParsedToolCommand, settings: Settings, io: Io): Promise<Call> {
  const problems: Detail[] = [...typed.problems];
  const globals = readGlobals(typed.flags, io.context, settings.output, problems);
  io.presentation.follow(globals.format);
  const [action, ...pairs] = typed.operands;
  const operation = calledOperation(action, typed, problems);
  const given = readPairs(pairs, operation, problems);
  const twice = Object.keys(globals.params).filter((name) => Object.hasOwn(given, name));
  problems.push(...twice.map((name) => ({ flag: '--param', message: `sets ${name}, which is given as an argument` })));
  io.presentation.use({ ...globals, query: await compileQueryFlag(typed.flags.query, problems) });
  if (globals.raw && answersSecrets({ operation })) {
    problems.push({ flag: '--raw', message: 'is refused here: the answer carries passwords' });
  }
  if (typed.options['allPages'] === true)
    problems.push(
      ...allPagesProblems(operation.effect === 'read', globals.raw, Object.keys({ ...given, ...globals.params })),
    );
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  if (settings.region === undefined) problems.push({ flag: '--region', message: 'is required' });
  if (problems.length > 0) throw usage(problems, hintFor(operation));
  return { operation, given, globals };
}

function contextOf(
  { operation, globals }: Call,
  params: WireParams,
  { options: { confirm } }: ParsedToolCommand,
  on: Pick<CallContext, 'settings' | 'client'> & Io,
): CallContext {
  const { InstanceId } = params;
  return {
    ...on,
    bound: { operation, command: commandOf(operation, params) },
    input: {
      ...(confirm === undefined ? {} : { confirm: [String(confirm)] }),
      ...(InstanceId === undefined ? {} : { InstanceId }),
    },
    options: globals,
    step: stepOf(operation, params),
    params,
    format: globals.raw && globals.format === 'xml' ? 'XML' : 'JSON',
  };
}

const planOf = ({ step }: CallContext): Plan => ({ steps: [step] });

async function carryOut(run: CallContext, globals: GlobalOptions, allPages: boolean): Promise<Outcome> {
  const { params, client } = run;
  const { operation } = run.bound;
  const fetch: Fetch = async (values) =>
    ((await sendCall({ ...run, params: { ...params, ...textsOf(values) } })) as Ok).body;
  const all = allPages && isKnown(operation) ? pagesOfKnown(operation, params, fetch) : undefined;
  if (globals.dryRun) {
    const first = all === undefined ? () => sendCall(run) : () => all.pages.next();
    return finished({ document: await dryDocument((await recorded(client, [first])).map(maskRow)) });
  }
  if (operation.effect !== 'read') await confirmChange(run, planOf(run));
  if (all !== undefined) return finished({ document: await pagesDocument(all, globals) });
  return sendOnce(run, globals, allPages && !isKnown(operation) ? fetch : undefined);
}

/** One answer; of an operation without a record, with `fetch`, the pages after it too. */
async function sendOnce(run: CallContext, globals: GlobalOptions, fetch: Fetch | undefined): Promise<Outcome> {
  const { operation } = run.bound;
  const ok = await sendCall(run);
  if (ok === undefined) return finished();
  const all = fetch === undefined ? undefined : pagesOfUnknown(operation, ok.body, fetch);
  if (all !== undefined) return finished({ document: await pagesDocument(all, globals) });
  if (operation.effect !== 'read') run.unprinted.add([doneCall(operation, ok)]);
  const printed = globals.raw
    ? { bytes: piece(checkedRaw(ok.raw, run)) }
    : { document: withoutSecrets(await answerDocument(operation, ok.body, globals), run.log) };
  return finished(printed, async () => {
    run.unprinted.clear();
    const note = operation.effect === 'read' ? moreNote(operation, run.params, ok.body) : undefined;
    if (note !== undefined) await run.log.info(note);
    return EXIT.done;
  });
}

const textsOf = (values: Values): WireParams =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

/** A change that was carried out, as a result. */
function doneCall({ action }: CalledOperation, { body, requestId }: Ok): Result {
  const { OrderId } = body;
  const order = typeof OrderId === 'object' ? undefined : OrderId;
  return {
    names: { Action: action },
    word: 'changed',
    requestId,
    ...(order === undefined ? {} : { order: { field: 'OrderId', id: String(order) } }),
  };
}

/** A password shows by its name too, wherever that stands. */
const nameless =
  (redact: Redact): Redact =>
  (text) =>
    /Password/i.test(text) ? MASK : redact(text);

/** The bytes of an answer; of an operation without a record only where they hold no password. */
function checkedRaw(raw: Uint8Array, { bound, log }: CallContext): Uint8Array {
  // Of a known operation the record says that the answer has no field for one.
  refuseRawSecrets(raw, isKnown(bound.operation) ? log.mask : nameless(log.redact));
  return raw;
}

function hintFor(operation: CalledOperation): { hint?: string } {
  if (isKnown(operation) || operation.action === '') return {};
  const near = suggest(
    operation.action,
    OPERATIONS.map(({ action }) => action),
  );
  return near === undefined ? {} : { hint: `Did you mean ${near}?` };
}
