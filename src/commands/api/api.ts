import { loadSettings } from '../../config/load-settings.ts';
import { requireCredentials, type Settings } from '../../config/settings.ts';
import type { OperationRecord } from '../../core/record.ts';
import { answersSecrets } from '../../engine/input/fields.ts';
import { readOption } from '../../engine/input/read-input.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { type CommandRequest, runCommand } from '../../engine/run-command.ts';
import { type Detail, usage } from '../../errors/failure.ts';
import { compileQueryFlag } from '../../output/query/query-option.ts';
import { readGlobals } from '../global-options.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { calledOperation, isKnown, nearestAction } from './operation.ts';
import { API_OPTIONS, PRODUCTS } from './options.ts';
import { readPairs } from './pairs.ts';
import { callRequest } from './request.ts';

/**
 * `api <Action> [Key=Value...]`: one request of any operation, or with --all-pages every page of a list. A known one keeps its record's checks, confirmation and
 * masks; an unknown one that is not named like a read asks like a deletion and is sent at most once.
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
  problems.push(...twice.map((name) => ({ flag: '--param', message: `sets ${name}, which is given as an argument` })));
  io.presentation.use({ ...globals, query: await compileQueryFlag(typed.flags.query, problems) });
  if (globals.raw && answersSecrets({ operation }))
    problems.push({ flag: '--raw', message: 'is refused here: the answer carries passwords' });
  const allPages = typed.options['allPages'] === true;
  if (allPages)
    problems.push(...allPagesProblems(operation, globals.raw, Object.keys({ ...params, ...globals.params })));
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  if (settings.region === undefined) problems.push({ flag: '--region', message: 'is required' });
  if (problems.length > 0) throw usage(problems, hintFor(operation));
  const confirm = readOption(API_OPTIONS.confirm, typed.options['confirm'], problems);
  return callRequest({ operation, params, allPages, confirm }, settings, globals);
}

/** The operation that is named, of the product and in the version that are asked for. */
function readOperation(
  action: string | undefined,
  { options }: ParsedToolCommand,
  problems: Detail[],
): OperationRecord {
  if (action === undefined)
    problems.push({ name: '<action>', message: 'is required: the name of an operation, such as GetTopicList' });
  else if (!/^[A-Za-z][A-Za-z0-9]*$/.test(action))
    problems.push({ name: '<action>', message: `must be the name of an operation, not "${action}"` });
  const version = readOption(API_OPTIONS.apiVersion, options['apiVersion'], problems);
  const called = calledOperation(action ?? '', undefined, version);
  if (isKnown(called)) return called;
  const product = readOption(API_OPTIONS.product, options['product'], problems);
  return calledOperation(action ?? '', PRODUCTS[product ?? ''], version);
}

/** Parameters that name a page; the sizes beside them stay. */
const NAMES_A_PAGE = ['NextToken', 'PageNumber', 'CurrentPage'];

/** What stands against --all-pages, seen before anything is sent. */
function allPagesProblems({ effect }: OperationRecord, isRaw: boolean, given: readonly string[]): Detail[] {
  const refuse = (message: string): Detail => ({ flag: '--all-pages', message });
  return [
    ...(effect === 'read' ? [] : [refuse('is only for operations that read')]),
    ...(isRaw ? [refuse('cannot be combined with --raw, which prints one answer')] : []),
    ...NAMES_A_PAGE.filter((name) => given.includes(name)).map((name) => refuse(`cannot be combined with ${name}`)),
  ];
}

function hintFor(operation: OperationRecord): { hint?: string } {
  const near = isKnown(operation) || operation.action === '' ? undefined : nearestAction(operation.action);
  return near === undefined ? {} : { hint: `Did you mean ${near}?` };
}
