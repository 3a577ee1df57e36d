import { dataShape, unwrap } from '../../core/answer.ts';
import { ALIKAFKA, CMS, type Effect, type Operation, type Product, type View } from '../../core/operation.ts';
import type { Params } from '../../core/params.ts';
import { complete, fromWire, toWire, wireNames } from '../../core/request.ts';
import type { Row } from '../../core/shape.ts';
import type { WireParams } from '../../core/signature.ts';
import { requireCredentials } from '../../config/settings.ts';
import { suggest } from '../../core/suggest.ts';
import { type Detail, EXIT, type ExitCode, usage } from '../../errors/failure.ts';
import { MASK } from '../../errors/redact.ts';
import { OPERATIONS, operationOf } from '../../operations/all.ts';
import { listDocument, objectDocument } from '../../output/build.ts';
import { onePage } from '../../output/pages.ts';
import { rowsOf } from '../../wire/pages.ts';
import type { Callable } from '../../wire/call.ts';
import { announce, askYes, confirmTyped } from '../confirm.ts';
import { dryRow, printDry } from '../dry-run.ts';
import { answersSecrets } from '../fields.ts';
import { type Io, loadSettings } from '../execute.ts';
import { type Globals, readGlobals } from '../globals.ts';
import { resolveInstance } from '../instance-name.ts';
import { compileQueryFlag, print, type Query } from '../print.ts';
import { openSession, type Session } from '../session.ts';
import { targetOf } from '../target.ts';
import type { LocalInvocation } from './local-command.ts';

const PRODUCTS: Readonly<Record<string, Product>> = { alikafka: ALIKAFKA, cms: CMS };

/**
 * `api <Action> [Key=Value...]`: one request of any operation. A known one keeps its record's checks, confirmation and
 * masks; an unknown one that is not named like a read asks like a deletion and is sent at most once.
 */
export async function api(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const settings = await loadSettings(typed.flags, io.context);
  const problems: Detail[] = [...typed.problems];
  const globals = readGlobals(typed.flags, io.context.env, settings.output, problems);
  io.format = globals.format;
  const [action, ...pairs] = typed.operands;
  const known = action === undefined ? undefined : operationOf(action);
  const callable = callableOf(action, known, typed, problems);
  const given = readPairs(pairs, known?.params, problems);
  const query = await compileQueryFlag(typed.flags.query, problems);
  if (globals.flags.raw === true && known !== undefined && answersSecrets({ operation: known })) {
    problems.push({ flag: '--raw', message: 'is refused here: the answer carries passwords' });
  }
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  if (settings.region === undefined) problems.push({ flag: '--region', message: 'is required' });
  if (problems.length > 0) throw usage(problems, hintFor(action, known));

  const session = openSession(io.context, settings, globals, io.talk);
  try {
    if (takesInstance(known, given)) session.instance = await resolveInstance(session);
    const params = await withSecrets(withSettings(known, given, session, globals), io, globals);
    checkKnown(known, params, globals);
    const run = {
      bound: {
        operation: known ?? unknownOperation(callable),
        command: { path: `api ${callable.action}`, examples: [] },
      },
      input: typed.options['confirm'] === undefined ? {} : { confirm: [String(typed.options['confirm'])] },
      settings,
      session,
      globals,
      query,
      context: io.context,
      talk: io.talk,
    };
    if (globals.dryRun) {
      await printDry(
        [maskRow(dryRow({ ...callable, ...(known === undefined ? {} : { params: known.params }) }, params, run))],
        run,
      );
      return EXIT.done;
    }
    if (known?.commands.some(({ typedConfirmation }) => typedConfirmation === true) === true)
      await confirmTyped(run, [params['InstanceId'] ?? '']);
    else if (callable.effect !== 'read' && callable.effect !== 'write' && !globals.yes)
      await askYes(run, `About to call ${callable.action} on ${targetOf(run)}.`);
    else if (callable.effect !== 'read') await announce(run);
    const { body, raw } = await session.callWire(
      callable,
      params,
      globals.flags.raw === true && globals.format === 'xml' ? 'XML' : 'JSON',
    );
    if (globals.flags.raw === true) await io.context.stdout.write(raw);
    else await printAnswer(callable, known, body, globals, query, io);
    return EXIT.done;
  } finally {
    await session.close();
  }
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
const READS = /^(Get|Describe|List|Query)/;

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
  const effect: Effect = known?.effect ?? (READS.test(action ?? '') ? 'read' : 'destroy');
  const version = typed.options['apiVersion'];
  const chosen = product ?? ALIKAFKA;
  return {
    action: action ?? '',
    effect,
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
    rate: 3,
    commands: [],
  };
}

const SECRET_NAME = /password|secret|token/i;

/** A secret by its record, or by its name where there is no record. */
function isSecret(name: string, params: Params | undefined): boolean {
  return params?.[name]?.secret === true || (SECRET_NAME.test(name) && name !== 'NextToken');
}

/** `Key=Value` words to wire parameters; a secret given in the open is refused. */
function readPairs(pairs: readonly string[], params: Params | undefined, problems: Detail[]): WireParams {
  const wire: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (at < 1) problems.push({ name: `"${pair}"`, message: 'must be Key=Value' });
    else if (isSecret(name, params) && !value.startsWith('@'))
      problems.push({
        name,
        message:
          'is a secret: give the name of a file after =@, or =@- for stdin (arguments are visible to every user of this machine)',
      });
    else wire[name] = value;
    if (at >= 1 && params !== undefined) unknownParam(name, params, problems);
  }
  return wire;
}

/** A misspelt parameter of a known operation would be ignored by the service; newer ones pass with --param. */
function unknownParam(name: string, params: Params, problems: Detail[]): void {
  const known = Object.entries(params).flatMap(([key, param]) => wireNames(key, param));
  const pattern = name.replace(/\.\d+(?=\.|$)/g, '.N');
  if (known.includes(pattern)) return;
  const near = suggest(pattern, known);
  problems.push({
    name,
    message: `is not a parameter of this operation${near === undefined ? '' : `; did you mean ${near}?`} (--param sends newer ones)`,
  });
}

const takesInstance = (known: Operation | undefined, given: WireParams): boolean =>
  known?.params['InstanceId']?.from === 'instance' && given['InstanceId'] === undefined;

/** Region and instance from the settings, where the operation has them and they are not given. */
function withSettings(known: Operation | undefined, given: WireParams, session: Session, globals: Globals): WireParams {
  if (known === undefined) return { RegionId: session.region, ...given, ...globals.params };
  const settled = complete(known, {}, session);
  return { ...toWire(known.params, settled), ...given, ...globals.params };
}

async function withSecrets(params: WireParams, io: Io, globals: Globals): Promise<WireParams> {
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (!SECRET_NAME.test(name) || !value.startsWith('@')) read[name] = value;
    else if (globals.dryRun) read[name] = MASK;
    else {
      read[name] = await secretFrom(name, value.slice(1), io);
      io.talk.hide(read[name]);
    }
  }
  return read;
}

async function secretFrom(name: string, path: string, io: Io): Promise<string> {
  const text = path === '-' ? await io.context.stdin.text() : await io.context.files.read(path).catch(() => undefined);
  const secret = text?.replace(/\r?\n$/, '') ?? '';
  if (secret === '')
    throw usage([{ name, message: path === '-' ? 'is empty on stdin' : `cannot be read from ${path}, or is empty` }]);
  return secret;
}

/** A known operation's own rules, in the words of the wire. */
function checkKnown(known: Operation | undefined, params: WireParams, globals: Globals): void {
  if (known === undefined || !globals.validate) return;
  const { input, missing, invalid } = fromWire(known, params);
  const problems: Detail[] = [
    ...missing.map((name) => ({ name, message: 'is required' })),
    ...invalid.map(({ param, message }) => ({ name: param, message })),
    ...known.between(input).map(({ param, message }) => ({ name: param, message })),
  ];
  if (problems.length > 0) throw usage(problems);
}

function maskRow(row: Row): Row {
  const params = Object.entries(row['params'] as Row).map(([name, value]) => [
    name,
    isSecret(name, undefined) ? MASK : value,
  ]);
  return { ...row, params: Object.fromEntries(params) as Row };
}

/** A known operation's list or object, else the answer as it came. */
async function printAnswer(
  callable: Callable,
  known: Operation | undefined,
  body: Row,
  globals: Globals,
  query: Query,
  io: Io,
): Promise<void> {
  const root = `${callable.action}Response`;
  if (known === undefined || known.answer.data.length === 0) {
    const view: View = { kind: 'object', columns: [], name: 'RequestId' };
    return print(
      objectDocument({
        view,
        shape: undefined,
        root,
        path: [],
        chosen: globals.columns,
        data: maskSecrets(unwrap(body)),
      }),
      query,
      globals,
      io.context,
    );
  }
  const view = viewOf(known);
  const rows = rowsOf(known, body).map(maskSecrets);
  const source = { view, shape: dataShape(known.answer), root, path: known.answer.data, chosen: globals.columns };
  const [first = {}] = rows;
  await print(
    view.kind === 'object'
      ? objectDocument({ ...source, data: first })
      : await listDocument({ ...source, pages: onePage(rows) }),
    query,
    globals,
    io.context,
  );
}

/** The view of the operation's first command, without what only that command knows. */
function viewOf(known: Operation): View {
  const shape = dataShape(known.answer);
  const own = known.commands.find(({ view }) => view !== undefined)?.view;
  const isList = typeof shape !== 'string' && shape.kind !== 'object';
  const { toRows: _toRows, select: _select, ...view } = own ?? { columns: [], name: 'RequestId' };
  return { ...view, kind: isList ? 'list' : 'object' };
}

/** Passwords in an answer are never printed by `api`. */
function maskSecrets(row: Row): Row {
  return 'Password' in row && row['Password'] !== null ? { ...row, Password: MASK } : row;
}
