/** The global options of all commands, and how their values are read. Settings among them are resolved in config/. */
import type { CallOptions } from '../client/call-options.ts';
import type { SettingFlags } from '../config/choices.ts';
import { type Env, filled } from '../core/env.ts';
import type { Context } from '../context.ts';
import { NETWORKS } from '../core/endpoint.ts';
import { duration, flag, integer, type Params, someTime, text, texts } from '../core/params.ts';
import { t } from '../core/text/texts.ts';
import { type Detail, problem } from '../errors/failure.ts';
import { FORMATS, type Format } from '../output/document.ts';
import { parseRates, type Rates } from '../client/rate-limit/rates.ts';
import type { ExecutionOptions } from '../engine/execution-options.ts';
import { readOption } from '../engine/input/read-input.ts';
import { isSecretName } from '../core/secret-name.ts';
import { sentence } from '../core/text/texts.ts';
import type { PrintOptions } from '../output/print-options.ts';
import { type Setting, subjectOf } from '../config/setting.ts';
import { sortOf } from '../output/sort-option.ts';

/** The common rules of --timeout and --deadline. */
const LIMIT = { rules: [someTime], must: 'a duration such as 500ms, 30s or 2m' };

const namesIn = (columns: string): readonly string[] => columns.split(',').map((name) => name.trim());

/**
 * The global options, in the order of help. Every command accepts them, before the noun and after the verb. Those that
 * are settings too (profile, region, instance, output, endpoint, network, CA) are checked in config/, together with their
 * other sources.
 */
export const GLOBAL_OPTIONS = {
  profile: text({
    section: 'Target',
    brief: 'Profile; "local" is the local emulator',
    short: 'p',
    flag: 'profile',
    placeholder: 'name',
    env: 'ALIKAFKA_PROFILE',
    mistakenFor: ['context'],
    lists: 'profile',
    help: 'Profile to use; "local" is the local emulator',
    defaultText: 'the profile set with "config use"',
  }),
  region: text({
    section: 'Target',
    brief: 'Region, such as cn-hangzhou',
    short: 'r',
    flag: 'region',
    placeholder: 'id',
    env: 'ALIKAFKA_REGION',
    lists: 'region',
    help: 'Region, such as cn-hangzhou',
    defaultText: 'that of the profile',
  }),
  instance: text({
    section: 'Target',
    brief: 'Instance, by id or exact name',
    short: 'i',
    flag: 'instance',
    placeholder: 'id|name',
    env: 'ALIKAFKA_INSTANCE',
    mistakenFor: ['cluster', 'cluster-id'],
    lists: 'instance',
    instance: 'id-or-name',
    help: 'Instance to use, by id or exact name',
    defaultText: 'that of the profile',
  }),
  output: text({
    section: 'Output',
    brief: 'Output format, such as table, json, csv or name',
    short: 'o',
    flag: 'output',
    placeholder: 'format',
    env: 'ALIKAFKA_OUTPUT',
    mistakenFor: ['format'],
    lists: 'format',
    help: 'Output format: table, json, xml, yaml, csv, tsv, ndjson or name',
    defaultText: 'table',
  }),
  query: text({
    section: 'Output',
    brief: 'JMESPath expression for the output',
    flag: 'query',
    placeholder: 'jmespath',
    mistakenFor: ['jq', 'cli-query'],
    help: 'JMESPath expression that is applied to the JSON output',
  }),
  columns: text({
    section: 'Output',
    flag: 'columns',
    placeholder: 'a,b,…',
    lists: 'column',
    mayBeEmpty: true,
    rules: [
      (typed) =>
        namesIn(typed).includes('')
          ? sentence('{name} must be field names separated by commas, in quotes where there are spaces')
          : undefined,
    ],
    help: 'Columns of table, csv and tsv output, in this order',
  }),
  sort: text({
    section: 'Output',
    flag: 'sort',
    placeholder: 'field[:desc]',
    lists: 'sort',
    help: 'Sort rows by a field, with :desc in descending order; in every format except ndjson',
  }),
  wide: flag({
    section: 'Output',
    flag: 'wide',
    help: 'Show all columns of tables, without cutting or rounding values',
  }),
  noHeaders: flag({ section: 'Output', flag: 'no-headers', help: 'Omit the header row of table, csv and tsv output' }),
  noPager: flag({
    section: 'Output',
    flag: 'no-pager',
    help: 'Do not use a pager for tables that are longer than the screen',
  }),
  raw: flag({
    section: 'Output',
    flag: 'raw',
    excludes: ['query', 'columns'],
    help: 'Print the response body of the service unchanged; for commands that send one request',
  }),
  endpoint: text({
    section: 'Target',
    flag: 'endpoint',
    placeholder: 'url',
    env: 'ALIKAFKA_ENDPOINT',
    help: 'Endpoint to use instead of that of the region; HTTPS unless it begins with http://',
  }),
  network: text({
    section: 'Target',
    flag: 'network',
    placeholder: 'public|vpc',
    lists: NETWORKS,
    excludes: ['endpoint'],
    help: 'Endpoints to use: public, or vpc for those inside a VPC',
    defaultText: 'public',
  }),
  caFile: text({
    section: 'Target',
    flag: 'ca-file',
    placeholder: 'file',
    lists: 'file',
    help: "PEM file with certificate authorities to trust in addition to the system's",
  }),
  timeout: duration({
    section: 'Requests',
    ...LIMIT,
    flag: 'timeout',
    help: 'Time limit of one attempt of a request, such as 500ms, 30s or 2m',
    defaultText: '30s',
  }),
  deadline: duration({
    section: 'Requests',
    ...LIMIT,
    flag: 'deadline',
    help: 'Time limit of the whole command including retries and waits, such as 90s or 10m',
    defaultText: 'none',
  }),
  maxAttempts: integer({
    section: 'Requests',
    flag: 'max-attempts',
    min: 1,
    digits: /^\d+$/,
    must: 'a whole number from 1',
    help: 'Maximum number of attempts of a request that can be retried; 1 turns retries off',
    defaultText: '4',
  }),
  rate: texts({
    section: 'Requests',
    flag: 'rate',
    placeholder: 'n|Action=n',
    lists: 'rated',
    env: 'ALIKAFKA_RATE',
    help: 'Rate limit of changes in requests per second per operation, or of one operation: CreateTopic=5; 0 is unlimited',
    defaultText: 'the limits of the service, such as 20 for CreateTopic',
  }),
  param: texts({
    section: 'Requests',
    flag: 'param',
    placeholder: 'Key=Value',
    help: 'Request parameter without an option',
  }),
  noValidate: flag({ section: 'Requests', flag: 'no-validate', help: 'Do not check values; let the service decide' }),
  dryRun: flag({
    section: 'Changes',
    brief: 'Print the requests, and change nothing',
    short: 'n',
    flag: 'dry-run',
    help: 'Print the requests that would be sent, and change nothing',
  }),
  debug: flag({
    section: 'Messages',
    flag: 'debug',
    env: 'ALIKAFKA_DEBUG',
    mistakenFor: ['verbose'],
    help: 'Log every attempt to stderr, with secrets masked',
  }),
  yes: flag({
    section: 'Changes',
    brief: 'Answer yes to confirmations',
    short: 'y',
    flag: 'yes',
    mistakenFor: ['force', 'assume-yes'],
    help: 'Answer yes to confirmations',
  }),
  noInput: flag({ section: 'Changes', flag: 'no-input', help: 'Never prompt; fail where an answer is required' }),
  quiet: flag({ section: 'Messages', short: 'q', flag: 'quiet', help: 'Print only errors to stderr' }),
  color: flag({
    section: 'Output',
    flag: 'color',
    excludes: ['noColor'],
    help: 'Use colors even if stdout is not a terminal',
  }),
  noColor: flag({ section: 'Output', flag: 'no-color', env: 'NO_COLOR', help: 'Do not use colors' }),
  version: flag({ section: 'Help and version', short: 'V', flag: 'version', help: 'Print the version' }),
} as const satisfies Params;

/** The global options as commander parsed them; undefined if not given. */
export interface GlobalFlags extends SettingFlags {
  readonly query?: string;
  readonly columns?: string;
  readonly sort?: string;
  readonly wide?: boolean;
  readonly headers?: boolean;
  readonly pager?: boolean;
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

/** The parsed global options of one command. Each part is declared by the module that uses it. */
export interface GlobalOptions extends CallOptions, ExecutionOptions, PrintOptions {
  readonly flags: GlobalFlags;
}

/** The output format of ALIKAFKA_OUTPUT. */
export const outputVariable = (env: Env): string | undefined => filled(env['ALIKAFKA_OUTPUT']);

/** Whether ALIKAFKA_DEBUG turns the log of attempts on. */
export const wantsDebug = (env: Env): boolean => /^(1|true|yes|on)$/i.test(filled(env['ALIKAFKA_DEBUG']) ?? '');

/** Parameters of the signature, which --param must not set. */
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
 * Reads the global options and adds every problem to `problems`. `output` is the output format with its source, and
 * `actions` are the operations that --rate may name (any if undefined).
 */
export function readGlobals(
  flags: GlobalFlags,
  context: Pick<Context, 'env' | 'stdin' | 'stderr'>,
  output: Setting,
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
    pager: flags.pager !== false && flags.input !== false,
    color: flags.color,
  };
}

/**
 * Why the user cannot be prompted; undefined if a prompt is possible. A question is shown on stderr and answered on
 * stdin, so both must be terminals.
 */
export function whyNoPrompt(
  flags: Pick<GlobalFlags, 'input'>,
  { stdin, stderr }: Pick<Context, 'stdin' | 'stderr'>,
): string | undefined {
  if (flags.input === false) return t('--no-input is set');
  if (!stdin.isTTY) return t('stdin is not a terminal');
  return stderr.isTTY ? undefined : t('stderr is not a terminal');
}

function format(output: Setting, problems: Detail[]): Format {
  const found = FORMATS.find((one) => one === output.value.toLowerCase());
  if (found === undefined) problems.push({ flag: output.source, message: formatMessage(output) });
  return found ?? 'table';
}

const formatMessage = (output: Setting): string =>
  t('{name} must be one of {formats}, not "{value}"', {
    name: subjectOf(output, 'output'),
    formats: FORMATS.join(', '),
    value: output.value,
  });

/** The longest time of a timer in milliseconds; with more it would fire immediately. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The time limits in milliseconds, no more than a timer can hold. */
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
  problems.push(...read.problems);
  return read.rates;
}

function columns(typed: string | undefined, problems: Detail[]): readonly string[] | undefined {
  if (typed === undefined) return undefined;
  readOption(GLOBAL_OPTIONS.columns, typed, problems);
  return namesIn(typed);
}

function extraParams(given: readonly string[], problems: Detail[]): Readonly<Record<string, string>> {
  const params = new Map<string, string>();
  for (const one of given) {
    const at = one.indexOf('=');
    const name = one.slice(0, at);
    if (at < 1) problems.push(problem('--param', '{name} must be Key=Value, not "{value}"', { value: one }));
    else if (isSecretName(name))
      problems.push(
        problem(
          '--param',
          '{name} does not accept secrets ({param}): arguments are visible to every user of this machine',
          { param: name },
        ),
      );
    else if (SIGNATURE_PARAMS.has(name))
      problems.push(problem('--param', '{name} cannot set {param}, which every request contains', { param: name }));
    else if (params.has(name)) problems.push(problem('--param', '{name} sets {param} twice', { param: name }));
    else params.set(name, one.slice(at + 1));
  }
  return Object.fromEntries(params);
}
