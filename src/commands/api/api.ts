import { requireCredentials, type Settings } from '../../config/settings.ts';
import {
  ALIKAFKA,
  CMS,
  type Effect,
  type Operation,
  type Product,
  usualRates,
  type Values,
} from '../../core/operation.ts';
import type { OperationRecord } from '../../core/record.ts';
import { dataOf } from '../../core/answer.ts';
import type { Row } from '../../core/shape.ts';
import type { WireParams } from '../../core/signature.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, EXIT, usage } from '../../errors/failure.ts';
import { MASK, type Redact } from '../../errors/redact.ts';
import { instanceArgument } from '../../operations/shared/common.ts';
import { OPERATIONS, operationOf } from '../../operations/registry.ts';
import type { CallableOperation, Ok } from '../../transport/call.ts';
import type { Fetch } from '../../client/rows.ts';
import type { CommandContext } from '../../engine/command-context.ts';
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
import type { Result } from '../../engine/results.ts';
import { openClient } from '../../client/client.ts';
import { checkKnown, maskRow, readPairs, takesInstance, withSecrets, withSettings } from './params.ts';
import { commandOf, planOfCall } from './command.ts';
import { sendCall } from './send.ts';
import { allPagesProblems, moreNote, pagesOfKnown, pagesOfUnknown } from './pages.ts';
import { answerDocument, pagesDocument } from './print.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

const PRODUCTS: Readonly<Record<string, Product>> = { alikafka: ALIKAFKA, cms: CMS };

/**
 * `api <Action> [Key=Value...]`: one request of any operation, or with --all-pages every page of a list. A known one keeps its record's checks, confirmation and
 * masks; an unknown one that is not named like a read asks like a deletion and is sent at most once.
 */
export async function api(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const settings = await loadSettings(typed.flags, io.context);
  const asked = await checkCall(typed, settings, io);
  refuseProtected(settings, asked.callable.effect, asked.globals, `api ${asked.callable.action}`);
  await logSettings(settings, io.log);
  const client = openClient(io.context, settings, asked.globals, io.log);
  try {
    await refuseUnconfirmed(asked, typed, { settings, client, ...io });
    // Read before the first request: a secret that cannot be used ends the command with nothing sent.
    const given = await withSecrets(asked.given, asked.known?.params, io, asked.globals);
    if (!asked.globals.dryRun) await client.signIn(asked.callable.product);
    if (takesInstance(asked.known, given)) client.instance = await resolveInstance(client);
    const params = withSettings(asked.known, given, client, asked.globals);
    checkKnown(asked.known, params, asked.globals);
    const outcome = await send(asked, params, { settings, client, ...io }, typed);
    return { ...outcome, close: () => client.close() };
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** A call of `api` in which nothing is wrong that can be seen beforehand. */
interface Call {
  readonly callable: CallableOperation;
  readonly known: OperationRecord | undefined;
  readonly given: WireParams;
  readonly globals: GlobalOptions;
}

async function checkCall(typed: ParsedToolCommand, settings: Settings, io: Io): Promise<Call> {
  const problems: Detail[] = [...typed.problems];
  const globals = readGlobals(typed.flags, io.context, settings.output, problems);
  io.format = globals.format;
  const [action, ...pairs] = typed.operands;
  const known = action === undefined ? undefined : operationOf(action);
  const callable = callableOf(action, known, typed, problems);
  const given = readPairs(pairs, known?.params, problems);
  const twice = Object.keys(globals.params).filter((name) => Object.hasOwn(given, name));
  problems.push(...twice.map((name) => ({ flag: '--param', message: `sets ${name}, which is given as an argument` })));
  io.print = { ...globals, query: await compileQueryFlag(typed.flags.query, problems) };
  if (globals.raw && known !== undefined && answersSecrets({ operation: known })) {
    problems.push({ flag: '--raw', message: 'is refused here: the answer carries passwords' });
  }
  if (typed.options['allPages'] === true)
    problems.push(
      ...allPagesProblems(callable.effect === 'read', globals.raw, Object.keys({ ...given, ...globals.params })),
    );
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  if (settings.region === undefined) problems.push({ flag: '--region', message: 'is required' });
  if (problems.length > 0) throw usage(problems, hintFor(action, known));
  return { callable, known, given, globals };
}

/** A call as the engine takes a command: bound, with its input and the one request that it plans. */
function runOf(
  { callable, known, globals }: Call,
  params: WireParams,
  on: Pick<CommandContext, 'settings' | 'client'> & Io,
  typed: ParsedToolCommand,
) {
  const bound = { operation: known ?? unknownOperation(callable), command: commandOf(callable, known, params) };
  const plan = planOfCall(bound.operation, known, params);
  return { ...on, bound, plan, options: globals, input: askedInput(typed, params) };
}

/** Before anything is read or fetched. Throws Failure (exit 2) where the call would be asked and nobody can be. */
async function refuseUnconfirmed(
  call: Call,
  typed: ParsedToolCommand,
  on: Pick<CommandContext, 'settings' | 'client'> & Io,
): Promise<void> {
  if (call.callable.effect === 'read') return;
  const run = runOf(call, call.given, on, typed);
  await refuseUnasked(run, run.plan);
}

async function send(
  asked: Call,
  params: WireParams,
  on: Pick<CommandContext, 'settings' | 'client'> & Io,
  typed: ParsedToolCommand,
): Promise<Outcome> {
  const { callable, known, globals } = asked;
  const run = runOf(asked, params, on, typed);
  const format = globals.raw && globals.format === 'xml' ? 'XML' : 'JSON';
  const call = (): Promise<Ok | undefined> => sendCall(run, callable, known, params, format);
  const fetch: Fetch = async (values) =>
    ((await sendCall(run, callable, known, { ...params, ...textsOf(values) }, format)) as Ok).body;
  const all =
    typed.options['allPages'] === true && known !== undefined ? pagesOfKnown(known, params, fetch) : undefined;
  if (globals.dryRun) {
    const first = all === undefined ? call : () => all.pages.next();
    return finished({ document: await dryDocument((await recorded(run.client, [first])).map(maskRow)) });
  }
  if (callable.effect !== 'read') await confirmChange(run, run.plan);
  if (all !== undefined) return finished({ document: await pagesDocument(all, known, globals) });
  return sendOnce(asked, run, params, format, typed.options['allPages'] === true ? fetch : undefined);
}

/** One answer; of an operation without a record, with `fetch`, the pages after it too. */
async function sendOnce(
  { callable, known, globals }: Call,
  run: Parameters<typeof sendCall>[0] & Io,
  params: WireParams,
  format: 'JSON' | 'XML',
  fetch: Fetch | undefined,
): Promise<Outcome> {
  const ok = await sendCall(run, callable, known, params, format);
  if (ok === undefined) return finished();
  const all =
    fetch === undefined || known !== undefined ? undefined : pagesOfUnknown(run.bound.operation, ok.body, fetch);
  if (all !== undefined) return finished({ document: await pagesDocument(all, known, globals) });
  if (callable.effect !== 'read') run.unprinted.add([doneCall(callable, ok)]);
  const printed = globals.raw
    ? { bytes: piece(checkedRaw(ok.raw, known, run)) }
    : { document: withoutSecrets(await answerDocument(callable, known, ok.body, globals), run.log) };
  return finished(printed, async () => {
    run.unprinted.clear();
    const note = callable.effect === 'read' ? moreNote(known, params, ok.body, rowCount(known, ok.body)) : undefined;
    if (note !== undefined) await run.log.info(note);
    return EXIT.done;
  });
}

function rowCount(known: Operation | undefined, body: Row): number | undefined {
  const data = known === undefined ? undefined : dataOf(known.answer, body);
  return Array.isArray(data) ? data.length : undefined;
}

const textsOf = (values: Values): WireParams =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

/** A change that was carried out, as a result. */
function doneCall({ action }: CallableOperation, { body, requestId }: Ok): Result {
  const { OrderId } = body;
  const order = typeof OrderId === 'object' ? undefined : OrderId;
  return {
    names: { Action: action },
    word: 'changed',
    requestId,
    ...(order === undefined ? {} : { order: { field: 'OrderId', id: String(order) } }),
  };
}

/** What a question looks at: --confirm, and the instance that is named. */
function askedInput({ options }: ParsedToolCommand, { InstanceId }: WireParams): Values {
  const { confirm } = options;
  return {
    ...(confirm === undefined ? {} : { confirm: [String(confirm)] }),
    ...(InstanceId === undefined ? {} : { InstanceId }),
  };
}

/** A password shows by its name too, wherever that stands. */
const nameless =
  (redact: Redact): Redact =>
  (text) =>
    /Password/i.test(text) ? MASK : redact(text);

/** The bytes of an answer; of an operation without a record only where they hold no password. */
function checkedRaw(raw: Uint8Array, known: Operation | undefined, io: Io): Uint8Array {
  // Of a known operation the record says that the answer has no field for one.
  refuseRawSecrets(raw, known === undefined ? nameless(io.log.redact) : io.log.mask);
  return raw;
}

function hintFor(action: string | undefined, known: Operation | undefined): { hint?: string } {
  if (action === undefined || known !== undefined) return {};
  const near = suggest(
    action,
    OPERATIONS.map((operation) => operation.action),
  );
  return near === undefined ? {} : { hint: `Did you mean ${near}?` };
}

/** Names that only read, by the vendor's own habit. */
const READS = /^(Get|Describe|List|Query)(?![a-z])/;

function callableOf(
  action: string | undefined,
  known: Operation | undefined,
  typed: ParsedToolCommand,
  problems: Detail[],
): CallableOperation {
  if (action === undefined)
    problems.push({ name: '<action>', message: 'is required: the name of an operation, such as GetTopicList' });
  else if (!/^[A-Za-z][A-Za-z0-9]*$/.test(action))
    problems.push({ name: '<action>', message: `must be the name of an operation, not "${action}"` });
  const wanted = typed.options['product'];
  const product = known?.product ?? PRODUCTS[String(wanted ?? 'alikafka')];
  if (product === undefined)
    problems.push({ flag: '--product', message: `must be alikafka or cms, not "${String(wanted)}"` });
  // What is not known to be harmless is sent at most once, as an order is.
  const effect: Effect = known?.effect ?? (READS.test(action ?? '') ? 'read' : 'order');
  const version = typed.options['apiVersion'];
  const chosen = product ?? ALIKAFKA;
  return {
    action: action ?? '',
    effect,
    ...ratesOf(known, effect),
    ...(known?.repeats === undefined ? {} : { repeats: known.repeats }),
    once: known === undefined && effect !== 'read',
    product: version === undefined ? chosen : { ...chosen, version: String(version) },
  };
}

function ratesOf(known: Operation | undefined, effect: Effect): Pick<Operation, 'rate' | 'olderRate'> {
  const { rate, olderRate } = known ?? usualRates(effect);
  return { rate, olderRate };
}

/** A record for an operation that has none: only what confirmations and targets look at. */
function unknownOperation(callable: CallableOperation): Operation {
  return {
    ...callable,
    olderRate: callable.olderRate ?? callable.rate,
    changeKind: 'changed',
    methods: ['POST'],
    summary: '',
    params: { InstanceId: instanceArgument },
    crossFieldRules: () => [],
    answer: { code: null, success: null, fields: {}, data: [] },
    repeatable: true,
  };
}
