import { requireCredentials, type Settings } from '../../config/settings.ts';
import { ALIKAFKA, CMS, type Effect, type Operation, type Product, type Values } from '../../core/operation.ts';
import type { WireParams } from '../../core/signature.ts';
import { suggest } from '../../core/suggest.ts';
import { type Detail, EXIT, type ExitCode, usage } from '../../errors/failure.ts';
import { OPERATIONS, operationOf } from '../../operations/all.ts';
import type { Callable, Ok } from '../../wire/call.ts';
import type { Run } from '../command-run.ts';
import { printDry, recorded } from '../dry-run.ts';
import { loadSettings, saySettings } from '../load-settings.ts';
import { answersSecrets } from '../fields.ts';
import { type Globals, readGlobals } from '../globals.ts';
import { refuseReadOnly } from '../guards.ts';
import { resolveInstance } from '../instance-name.ts';
import type { Io } from '../io.ts';
import { compileQueryFlag, type Query } from '../print.ts';
import type { Result } from '../results.ts';
import { openSession } from '../session.ts';
import { checkKnown, maskRow, readPairs, takesInstance, withSecrets, withSettings } from './api-params.ts';
import { commandOf, confirmCall } from './api-confirm.ts';
import { sendCall } from './api-send.ts';
import { printAnswer } from './api-print.ts';
import type { LocalInvocation } from './local-command.ts';

const PRODUCTS: Readonly<Record<string, Product>> = { alikafka: ALIKAFKA, cms: CMS };

/**
 * `api <Action> [Key=Value...]`: one request of any operation. A known one keeps its record's checks, confirmation and
 * masks; an unknown one that is not named like a read asks like a deletion and is sent at most once.
 */
export async function api(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const settings = await loadSettings(typed.flags, io.context);
  const asked = await checkCall(typed, settings, io);
  refuseReadOnly(settings, asked.callable.effect, asked.globals, `api ${asked.callable.action}`);
  await saySettings(settings, io.talk);
  const session = openSession(io.context, settings, asked.globals, io.talk);
  try {
    if (!asked.globals.dryRun) await session.signIn();
    if (takesInstance(asked.known, asked.given)) session.instance = await resolveInstance(session);
    const own = withSettings(asked.known, asked.given, session, asked.globals);
    const params = await withSecrets(own, io, asked.globals);
    checkKnown(asked.known, params, asked.globals);
    return await send(asked, params, { settings, session, ...io }, typed);
  } finally {
    await session.close();
  }
}

/** A call of `api` in which nothing is wrong that can be seen beforehand. */
interface Call {
  readonly callable: Callable;
  readonly known: Operation | undefined;
  readonly given: WireParams;
  readonly globals: Globals;
  readonly query: Query;
}

async function checkCall(typed: LocalInvocation, settings: Settings, io: Io): Promise<Call> {
  const problems: Detail[] = [...typed.problems];
  const globals = readGlobals(typed.flags, io.context.env, settings.output, problems);
  io.format = globals.format;
  const [action, ...pairs] = typed.operands;
  const known = action === undefined ? undefined : operationOf(action);
  const callable = callableOf(action, known, typed, problems);
  const given = readPairs(pairs, known?.params, problems);
  const twice = Object.keys(globals.params).filter((name) => Object.hasOwn(given, name));
  problems.push(...twice.map((name) => ({ flag: '--param', message: `sets ${name}, which is given as an argument` })));
  const query = await compileQueryFlag(typed.flags.query, problems);
  if (globals.flags.raw === true && known !== undefined && answersSecrets({ operation: known })) {
    problems.push({ flag: '--raw', message: 'is refused here: the answer carries passwords' });
  }
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  if (settings.region === undefined) problems.push({ flag: '--region', message: 'is required' });
  if (problems.length > 0) throw usage(problems, hintFor(action, known));
  return { callable, known, given, globals, query };
}

async function send(
  asked: Call,
  params: WireParams,
  on: Pick<Run, 'settings' | 'session'> & Io,
  typed: LocalInvocation,
): Promise<ExitCode> {
  const { callable, known, globals, query } = asked;
  const bound = { operation: known ?? unknownOperation(callable), command: commandOf(callable, known) };
  const run = { ...on, bound, globals, query, input: askedInput(typed, params) };
  const format = globals.flags.raw === true && globals.format === 'xml' ? 'XML' : 'JSON';
  const call = (): Promise<Ok | undefined> => sendCall(run, callable, known, params, format);
  if (globals.dryRun) {
    await printDry((await recorded(run.session, [call])).map(maskRow), run);
    return EXIT.done;
  }
  await confirmCall(callable, known, params, run);
  const ok = await call();
  if (ok === undefined) return EXIT.done;
  if (callable.effect !== 'read') on.unprinted.add([doneCall(callable, ok)]);
  if (globals.flags.raw === true) await printRaw(ok.raw, known, on);
  else await printAnswer(callable, known, ok.body, globals, query, on);
  on.unprinted.clear();
  return EXIT.done;
}

/** A change that was carried out, as a result. */
function doneCall({ action }: Callable, { body, requestId }: Ok): Result {
  const { OrderId } = body;
  const order = typeof OrderId === 'object' ? undefined : OrderId;
  return {
    names: { Action: action },
    word: 'changed',
    requestId,
    ...(order === undefined ? {} : { more: { OrderId: String(order) } }),
  };
}

/** What a question looks at: --confirm, and the instance that is named. */
function askedInput({ options }: LocalInvocation, { InstanceId }: WireParams): Values {
  const { confirm } = options;
  return {
    ...(confirm === undefined ? {} : { confirm: [String(confirm)] }),
    ...(InstanceId === undefined ? {} : { InstanceId }),
  };
}

/** The bytes of an answer; of an operation without a record only where they hold no password. */
async function printRaw(raw: Uint8Array, known: Operation | undefined, io: Io): Promise<void> {
  if (known === undefined && /Password/i.test(new TextDecoder().decode(raw))) {
    throw usage([{ flag: '--raw', message: 'is refused here: the answer carries passwords' }]);
  }
  await io.context.stdout.write(raw);
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
  typed: LocalInvocation,
  problems: Detail[],
): Callable {
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
    rate: known?.rate ?? 3,
    ...(known?.repeats === undefined ? {} : { repeats: known.repeats }),
    once: known === undefined && effect !== 'read',
    product: version === undefined ? chosen : { ...chosen, version: String(version) },
  };
}

/** A record for an operation that has none: only what confirmations and targets look at. */
function unknownOperation(callable: Callable): Operation {
  return {
    ...callable,
    outcome: 'changed',
    methods: ['POST'],
    summary: '',
    params: {},
    between: () => [],
    answer: { code: null, success: null, fields: {}, data: [] },
    repeatable: true,
    commands: [],
  };
}
