/** The request for a call by name: its parameters, defaults from the settings, and checks. */
import type { Settings } from '../../config/settings.ts';
import { type Param, text } from '../../core/params.ts';
import type { OperationRecord } from '../../core/record.ts';
import { complete, fromWire, toWire } from '../../core/request.ts';
import { isSecretName } from '../../core/secret-name.ts';
import type { WireParams } from '../../core/signature.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import type { CommandOptions } from '../../engine/command-context.ts';
import { inPages } from '../../engine/answer/pages.ts';
import type { CommandRequest } from '../../engine/run-command.ts';
import { type Detail, problem, usage } from '../../errors/failure.ts';
import { MASK } from '../../errors/redact.ts';
import { checkOf, commandOf, type ToRecordInput } from './command.ts';
import { isKnown } from './operation.ts';

/** The value of a wire parameter; for a secret, a function that throws Failure (exit 2) if it cannot be read. */
export type Given = string | (() => Promise<string>);

/** One call of an operation by its name. */
export interface Call {
  readonly operation: OperationRecord;
  /** By wire name, sent unchanged. */
  readonly params: Readonly<Record<string, Given>>;
  /** Read every page of a list. */
  readonly allPages?: boolean;
  /** The value of --confirm. */
  readonly confirm?: string | undefined;
}

/** Whether a parameter is a secret, by the operation's record or by its name. */
export const isSecret = ({ params }: OperationRecord, name: string): boolean =>
  params[name]?.secret === true || isSecretName(name);

/**
 * A call as a command whose parameters are all texts. Parameters that are not given come from the settings, or from
 * those defaults that depend on no other parameter.
 */
export function callRequest(call: Call, settings: Settings, options: CommandOptions): CommandRequest {
  const { operation: known, allPages = false, confirm } = call;
  const given: Call['params'] = { ...call.params, ...options.params };
  const secrets = Object.entries(given).filter(
    (one): one is [string, () => Promise<string>] => typeof one[1] !== 'string',
  );
  const input = plainOf(given, options);
  const place = { region: settings.region?.value ?? '', instance: settings.instance?.value };
  const called = withTextParams(known, given, toWire(known.params, complete(known, {}, place)));
  const { operation, item } = allPages ? pagedBy(called, input) : { operation: called, item: input };
  const toInput: ToRecordInput = (wire) => fromWire(known, toWire(called.params, complete(called, wire, place))).input;
  const { verify } = known;
  return {
    bound: {
      operation: verify === undefined ? operation : { ...operation, verify: checkOf(verify, toInput) },
      command: commandOf(operation, input, toInput),
    },
    input: { ...instanceIn(called, input), ...(confirm === undefined ? {} : { confirm: [confirm] }) },
    items: [item],
    options: { ...options, params: {} },
    answer: allPages ? 'all' : 'one',
    secret: secrets.length === 0 || options.dryRun ? undefined : { asked: false, read: () => readAll(secrets) },
    checkTarget: async (target, held) => {
      if (isKnown(known) && options.validate)
        checkRules(known, toWire(called.params, complete(called, { ...input, ...held }, target)));
    },
  };
}

/**
 * The parameters that are not secret; in a dry run also the secrets, which are not read and have a mask as their value.
 */
const plainOf = (given: Call['params'], { dryRun }: Pick<CommandOptions, 'dryRun'>): WireParams =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : dryRun ? [[name, MASK]] : [],
    ),
  );

async function readAll(secrets: readonly [string, () => Promise<string>][]): Promise<WireParams> {
  const read: Record<string, string> = {};
  for (const [name, secret] of secrets) read[name] = await secret();
  return read;
}

/** The operation with a text parameter for each given one, and a constant for each other one of `filled`. */
function withTextParams(known: OperationRecord, given: Call['params'], filled: WireParams): OperationRecord {
  const paramOf = (name: string): Param => {
    const own = known.params[name];
    if (!Object.hasOwn(given, name)) return own?.from === undefined ? constant(filled[name]) : own;
    const of: Pick<Param, 'instance' | 'secret'> = {
      ...(own?.instance === undefined ? {} : { instance: 'id' }),
      ...(isSecret(known, name) ? { secret: true } : {}),
    };
    return text({ help: '', ...of });
  };
  const names = Object.keys({ ...filled, ...given });
  return { ...known, params: Object.fromEntries(names.map((name) => [name, paramOf(name)])) };
}

const constant = (value: string | undefined): Param => text({ help: '', default: () => value });

/** An operation that reads all pages. A given page size is used for every page; as an input it would choose one page. */
function pagedBy(called: OperationRecord, input: WireParams): { operation: OperationRecord; item: WireParams } {
  const { paging } = called;
  if (paging === undefined) return { operation: called, item: input };
  if (paging.style !== 'page' || input[paging.size] === undefined)
    return { operation: inPages(called, paging), item: input };
  const { [paging.size]: size, ...item } = input;
  const params = { ...called.params, [paging.size]: constant(size) };
  const ask = wholeNumber(size, { min: 1 }) ?? paging.ask;
  return { operation: inPages({ ...called, params }, { ...paging, ask }), item };
}

/** The instance that a call names. */
const instanceIn = ({ params }: OperationRecord, input: WireParams): WireParams =>
  Object.fromEntries(Object.entries(input).filter(([name]) => params[name]?.instance !== undefined));

/** Checks the rules of a known operation, by wire names. Throws Failure (exit 2). */
function checkRules(known: OperationRecord, wire: WireParams): void {
  const { input, missing, invalid } = fromWire(known, wire);
  const problems: Detail[] = [
    ...missing.map((name) => problem(name, '{name} is required')),
    ...[...invalid, ...known.crossFieldRules(input)].map(({ param, message }) => ({
      name: param,
      message: message(param),
    })),
  ];
  if (problems.length > 0) throw usage(problems);
}
