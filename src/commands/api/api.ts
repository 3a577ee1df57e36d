/** `api`: calls any operation by its name. The call becomes a command in request.ts and command.ts. */
import { loadSettings } from '../../config/load-settings.ts';
import { requireCredentials, type Settings } from '../../config/settings.ts';
import type { OperationRecord } from '../../core/record.ts';
import { answersSecrets } from '../../engine/input/fields.ts';
import { readOption } from '../../engine/input/read-input.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { type CommandRequest, runCommand } from '../../engine/run-command.ts';
import { t } from '../../core/text/texts.ts';
import { type Detail, problem, usage } from '../../errors/failure.ts';
import { compileQueryFlag } from '../../output/query/query-option.ts';
import { readGlobals } from '../global-options.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { calledOperation, isKnown, nearestAction } from './operation.ts';
import { API_OPTIONS, PRODUCTS } from './options.ts';
import { readPairs } from './pairs.ts';
import { callRequest } from './request.ts';

/**
 * `api <Action> [Key=Value...]`: one request of any operation, or every page of a list with --all-pages. A known
 * operation keeps the checks, the confirmation and the masked fields of its record. An unknown one whose name is not
 * that of a read is confirmed like a deletion and is never retried.
 */
export async function api(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const settings = await loadSettings(typed.flags, io.context);
  return runCommand(await checkCall(typed, settings, io), settings, io);
}

async function checkCall(typed: ParsedToolCommand, settings: Settings, io: Io): Promise<CommandRequest> {
  const problems: Detail[] = [...typed.problems];
  const globals = readGlobals(typed.flags, io.context, settings.output, problems);
  io.presentation.follow(globals.format);
  const [action, ...pairs] = typed.operands;
  const operation = readOperation(action, typed, problems);
  const params = readPairs(pairs, operation, io, problems);
  const twice = Object.keys(globals.params).filter((name) => Object.hasOwn(params, name));
  problems.push(
    ...twice.map((param) => problem('--param', '{name} cannot set {param}, which is also an argument', { param })),
  );
  io.presentation.use({ ...globals, query: await compileQueryFlag(typed.flags.query, problems) });
  if (globals.raw && answersSecrets({ operation }))
    problems.push(problem('--raw', '{name} is not allowed: the response contains passwords'));
  const allPages = typed.options['allPages'] === true;
  if (allPages)
    problems.push(...allPagesProblems(operation, globals.raw, Object.keys({ ...params, ...globals.params })));
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  if (settings.region === undefined) problems.push(problem('--region', '{name} is required'));
  if (problems.length > 0) throw usage(problems, hintFor(operation));
  const confirm = readOption(API_OPTIONS.confirm, typed.options['confirm'], problems);
  return callRequest({ operation, params, allPages, confirm }, settings, globals);
}

/** The operation of this name, with the product and version of the options. Problems are added to `problems`. */
function readOperation(
  action: string | undefined,
  { options }: ParsedToolCommand,
  problems: Detail[],
): OperationRecord {
  if (action === undefined)
    problems.push(problem('<action>', '{name} is required: the name of an operation, such as GetTopicList'));
  else if (!/^[A-Za-z][A-Za-z0-9]*$/.test(action))
    problems.push(problem('<action>', '{name} must be the name of an operation, not "{action}"', { action }));
  const version = readOption(API_OPTIONS.apiVersion, options['apiVersion'], problems);
  const called = calledOperation(action ?? '', undefined, version);
  if (isKnown(called)) return called;
  const product = readOption(API_OPTIONS.product, options['product'], problems);
  return calledOperation(action ?? '', PRODUCTS[product ?? ''], version);
}

/** Parameters that choose a page; the page size may be combined with --all-pages. */
const PAGE_PARAMS = ['NextToken', 'PageNumber', 'CurrentPage'];

/** What cannot be combined with --all-pages. */
function allPagesProblems({ effect }: OperationRecord, isRaw: boolean, given: readonly string[]): Detail[] {
  const combined = [...(isRaw ? ['--raw'] : []), ...PAGE_PARAMS.filter((name) => given.includes(name))];
  return [
    ...(effect === 'read' ? [] : [problem('--all-pages', '{name} requires a read operation')]),
    ...combined.map((other) => problem('--all-pages', '{name} cannot be combined with {other}', { other })),
  ];
}

function hintFor(operation: OperationRecord): { hint?: string } {
  const near = isKnown(operation) || operation.action === '' ? undefined : nearestAction(operation.action);
  return near === undefined ? {} : { hint: t('Did you mean {action}?', { action: near }) };
}
