import type { CallOptions } from '../client/call-options.ts';
import type { SettingFlags } from '../config/choices.ts';
import { type Env, filled } from '../core/env.ts';
import type { Context } from '../context.ts';
import { duration, flag, integer, type Params, someTime, text, texts } from '../core/params.ts';
import type { Detail } from '../errors/failure.ts';
import { FORMATS, type Format } from '../output/document.ts';
import { parseRates, type Rates } from '../client/rate-limit/rates.ts';
import type { ExecutionOptions } from '../engine/execution-options.ts';
import { readOption } from '../engine/input/read-input.ts';
import { isSecretName } from '../core/secret-name.ts';
import type { PrintOptions } from '../output/print-options.ts';
import { sortOf } from '../output/sort.ts';
import { profileIn } from '../config/check-settings.ts';

/** What both limits of time take. */
const LIMIT = { rules: [someTime], must: 'be a duration such as 500ms, 30s or 2m' };

const namesIn = (columns: string): readonly string[] => columns.split(',').map((name) => name.trim());

/**
 * The global options, in the order of help: every command takes them, before the noun and after the verb
 * alike. What is a setting too (profile, region, instance, output, endpoint, network, CA) is judged in config/, where its
 * other sources are.
 */
export const GLOBAL_OPTIONS = {
  profile: text({
    short: 'p',
    flag: 'profile',
    placeholder: 'name',
    env: 'ALIKAFKA_PROFILE',
    help: 'saved profile; "local" is the embedded emulator',
  }),
  region: text({ short: 'r', flag: 'region', placeholder: 'id', env: 'ALIKAFKA_REGION', help: 'region' }),
  instance: text({
    short: 'i',
    flag: 'instance',
    placeholder: 'id|name',
    env: 'ALIKAFKA_INSTANCE',
    help: 'instance to work in, by id or exact name',
  }),
  output: text({
    short: 'o',
    flag: 'output',
    placeholder: 'format',
    env: 'ALIKAFKA_OUTPUT',
    help: `${FORMATS.join(', ')} (default table)`,
  }),
  query: text({
    flag: 'query',
    placeholder: 'jmespath',
    help: 'JMESPath expression, applied to the JSON form before printing',
  }),
  columns: text({
    flag: 'columns',
    placeholder: 'a,b,…',
    mayBeEmpty: true,
    rules: [(typed) => (namesIn(typed).includes('') ? 'must be field names with commas between them' : undefined)],
    help: 'fields of table, csv and tsv, in this order',
  }),
  sort: text({
    flag: 'sort',
    placeholder: 'field[:desc]',
    help: 'sort rows by a field; every format but ndjson',
  }),
  wide: flag({ flag: 'wide', help: 'every field, nothing shortened, in tables' }),
  noHeaders: flag({ flag: 'no-headers', help: 'no header row in table, csv and tsv' }),
  raw: flag({ flag: 'raw', help: "the service's own bytes of one request" }),
  endpoint: text({
    flag: 'endpoint',
    placeholder: 'url',
    env: 'ALIKAFKA_ENDPOINT',
    help: 'other host; http:// only when spelled explicitly',
  }),
  network: text({
    flag: 'network',
    placeholder: 'public|vpc',
    help: "the region's public hosts or those inside a VPC (default public)",
  }),
  caFile: text({
    flag: 'ca-file',
    placeholder: 'file',
    help: "PEM file of a CA that is trusted in addition to the system's",
  }),
  timeout: duration({ ...LIMIT, flag: 'timeout', help: 'limit of one attempt (default 30s)' }),
  deadline: duration({ ...LIMIT, flag: 'deadline', help: 'limit of the whole command, waits included' }),
  maxAttempts: integer({
    flag: 'max-attempts',
    min: 1,
    digits: /^\d+$/,
    must: 'be a whole number from 1',
    help: 'attempts of a request that may be repeated (default 4)',
  }),
  rate: texts({
    flag: 'rate',
    placeholder: 'n|Action=n',
    env: 'ALIKAFKA_RATE',
    help: 'changes per second per operation; 0 is not paced (default: as published, CreateTopic 20)',
  }),
  param: texts({
    flag: 'param',
    placeholder: 'Key=Value',
    help: 'wire parameter that this tool does not know (repeatable)',
  }),
  noValidate: flag({ flag: 'no-validate', help: 'let the service judge values' }),
  dryRun: flag({ short: 'n', flag: 'dry-run', help: 'print what would be sent and change nothing' }),
  debug: flag({ flag: 'debug', env: 'ALIKAFKA_DEBUG', help: 'trace every attempt on stderr, secrets masked' }),
  yes: flag({ short: 'y', flag: 'yes', help: 'answer yes to confirmations' }),
  noInput: flag({ flag: 'no-input', help: 'never ask: what would be asked is an error' }),
  quiet: flag({ short: 'q', flag: 'quiet', help: 'nothing but errors on stderr' }),
  color: flag({ flag: 'color', help: 'colours even where stdout is no terminal' }),
  noColor: flag({ flag: 'no-color', env: 'NO_COLOR', help: 'no colours' }),
  version: flag({ short: 'V', flag: 'version', help: 'print the version' }),
} as const satisfies Params;

/** What commander found of them; absent means not given. */
export interface GlobalFlags extends SettingFlags {
  readonly query?: string;
  readonly columns?: string;
  readonly sort?: string;
  readonly wide?: boolean;
  readonly headers?: boolean;
  readonly raw?: boolean;
  readonly timeout?: string;
  readonly deadline?: string;
  readonly maxAttempts?: string;
  readonly rate?: readonly string[];
  readonly param?: readonly string[];
  readonly validate?: boolean;
  readonly dryRun?: boolean;
  readonly debug?: boolean;
  readonly yes?: boolean;
  readonly input?: boolean;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly version?: boolean;
}

/** The global options of one command, read: each part belongs to the room that acts on it. */
export interface GlobalOptions extends CallOptions, ExecutionOptions, PrintOptions {
  readonly flags: GlobalFlags;
}

/** The format that ALIKAFKA_OUTPUT names. */
export const outputVariable = (env: Env): string | undefined => filled(env['ALIKAFKA_OUTPUT']);

/** Whether ALIKAFKA_DEBUG asks for the trace. */
export const wantsDebug = (env: Env): boolean => /^(1|true|yes|on)$/i.test(filled(env['ALIKAFKA_DEBUG']) ?? '');

/** Parameters that belong to the signature; they are this tool's own business. */
const SIGNATURE_PARAMS = new Set([
  'Action',
  'Version',
  'Format',
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'Timestamp',
]);

/**
 * Reads the global flags; every problem is added to `problems`. `output` is the effective format with its source,
 * `actions` the operations that a rate may name (any where left out).
 */
export function readGlobals(
  flags: GlobalFlags,
  context: Pick<Context, 'env' | 'stdin' | 'stderr'>,
  output: { value: string; source: string },
  problems: Detail[],
  actions?: readonly string[],
): GlobalOptions {
  const { env, stderr } = context;
  return {
    flags,
    targets: flags,
    format: format(output, problems),
    ...limits(flags, problems),
    rates: rates(flags.rate ?? [], env['ALIKAFKA_RATE'], problems, actions),
    maxAttempts: readOption(GLOBAL_OPTIONS.maxAttempts, flags.maxAttempts, problems) ?? 4,
    columns: columns(flags.columns, problems),
    sort: flags.sort === undefined ? undefined : sortOf(flags.sort),
    wide: flags.wide === true,
    params: extraParams(flags.param ?? [], problems),
    endpoint: flags.endpoint,
    dryRun: flags.dryRun === true,
    debug: flags.debug === true || wantsDebug(env),
    yes: flags.yes === true,
    noPrompt: whyNoPrompt(flags, context),
    announce: stderr.isTTY,
    quiet: flags.quiet === true,
    raw: flags.raw === true,
    queried: flags.query !== undefined,
    validate: flags.validate !== false,
    headers: flags.headers !== false,
    color: flags.color,
  };
}

/**
 * Why nobody can be asked; undefined where somebody can. A question is shown on stderr and answered on stdin, so both
 * have to be terminals: an answer to a question that nobody saw is no answer.
 */
export function whyNoPrompt(
  flags: Pick<GlobalFlags, 'input'>,
  { stdin, stderr }: Pick<Context, 'stdin' | 'stderr'>,
): string | undefined {
  if (flags.input === false) return '`--no-input` is set';
  if (!stdin.isTTY) return 'stdin is not a terminal';
  return stderr.isTTY ? undefined : 'stderr is not a terminal';
}

function format(output: { value: string; source: string }, problems: Detail[]): Format {
  const found = FORMATS.find((one) => one === output.value.toLowerCase());
  const key = profileIn(output) === undefined ? '' : 'output ';
  if (found === undefined)
    problems.push({
      flag: output.source,
      message: `${key}must be one of ${FORMATS.join(', ')}, not "${output.value}"`,
    });
  return found ?? 'table';
}

/** What a timer can hold; longer ones would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Milliseconds that a timer can hold; undefined where nothing is given, or nothing that can be read. */
function limits(flags: GlobalFlags, problems: Detail[]): Pick<GlobalOptions, 'timeout' | 'deadline'> {
  const timeout = readOption(GLOBAL_OPTIONS.timeout, flags.timeout, problems) ?? 30_000;
  const deadline = readOption(GLOBAL_OPTIONS.deadline, flags.deadline, problems);
  return {
    timeout: Math.min(timeout, LONGEST_TIMER),
    deadline: deadline === undefined ? undefined : Math.min(deadline, LONGEST_TIMER),
  };
}

function rates(
  flags: readonly string[],
  variable: string | undefined,
  problems: Detail[],
  actions: readonly string[] | undefined,
): Rates {
  const read = parseRates(flags, variable, actions);
  problems.push(...read.problems.map((message) => ({ flag: '--rate', message })));
  return read.rates;
}

function columns(typed: string | undefined, problems: Detail[]): readonly string[] | undefined {
  if (typed === undefined) return undefined;
  readOption(GLOBAL_OPTIONS.columns, typed, problems);
  return namesIn(typed);
}

function extraParams(given: readonly string[], problems: Detail[]): Readonly<Record<string, string>> {
  const params = new Map<string, string>();
  const refuse = (message: string): void => void problems.push({ flag: '--param', message });
  for (const one of given) {
    const at = one.indexOf('=');
    const name = one.slice(0, at);
    if (at < 1) refuse(`must be Key=Value, not "${one}"`);
    else if (isSecretName(name))
      refuse(`takes no secrets (${name}): arguments are visible to every user of this machine`);
    else if (SIGNATURE_PARAMS.has(name)) refuse(`cannot set ${name}, which every request carries already`);
    else if (params.has(name)) refuse(`sets ${name} twice`);
    else params.set(name, one.slice(at + 1));
  }
  return Object.fromEntries(params);
}
