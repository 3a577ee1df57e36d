import { dataShape } from '../../core/answer.ts';
import type { Check, WaitStatus, Values, WaitRule } from '../../core/operation.ts';
import type { Fields, Row } from '../../core/shape.ts';
import { Failure } from '../../errors/failure.ts';
import { MASK } from '../../errors/redact.ts';
import { COMMANDS } from '../../operations/registry.ts';
import { judging } from '../../operations/shared/reading.ts';
import { objectDocument } from '../../output/build.ts';
import type { AppliedStep } from '../run-plan.ts';
import type { CommandContext } from '../command-context.ts';
import { withoutSecrets } from '../../output/without-secrets.ts';
import { withTarget } from '../next-command.ts';
import { print } from '../../cli/print.ts';
import { isGood, nameOf, type Result } from '../results.ts';
import { longestPause, type WaitItem, waitFor } from './wait.ts';

/** How a wait after a change ended: what prints the final record in place of the result, or why it did not end well. */
export interface Waited {
  readonly shown?: () => Promise<void>;
  readonly failure?: Failure;
  /** What was found under another name than the one that was asked for, by its result. */
  readonly listedAs: ReadonlyMap<Result, string>;
}

/** What is waited for, and the result that it is about. */
interface Item extends WaitItem {
  readonly result: Result;
}

/** `--wait`: waits until what was changed is in force, for all names that went through at once. */
export async function waitAfter(run: CommandContext, done: readonly AppliedStep[]): Promise<Waited | undefined> {
  const { wait } = run.bound.command;
  if (wait === undefined || run.input['wait'] !== true) return undefined;
  const items = done.flatMap((one) => itemsOf(run, wait, one));
  const timeout = Number(run.input['waitTimeout'] ?? wait.timeout);
  const { client, context, log, globals } = run;
  const until = client.until === undefined ? {} : { until: client.until };
  const listedAs = new Map<Result, string>();
  try {
    const statuses = await waitFor(
      items,
      {
        check: noting(wait.check, items, listedAs),
        state: wait.state ?? STATE[run.bound.command.changeKind ?? run.bound.operation.changeKind],
        timeout,
        longest: longestPause(run.bound.command.path.split(' ')[0] ?? ''),
      },
      { reader: client.reader, context, log, quiet: globals.quiet, ...until },
    );
    return { ...shownBy(run, wait, statuses, done), listedAs };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { failure: withOrder(error, done), listedAs };
  }
}

/** A look that notes the other names it finds: what was found stays found where the wait ends otherwise. */
function noting(look: Check<WaitStatus>, items: readonly Item[], listedAs: Map<Result, string>): Check<WaitStatus> {
  const resultOf = new Map(items.map(({ input, result }) => [input, result]));
  return judging(look)((status, input) => {
    const result = resultOf.get(input);
    if (result !== undefined && status.listedAs !== undefined) listedAs.set(result, status.listedAs);
    return status;
  });
}

const STATE = { created: 'listed', deleted: 'gone', changed: 'running' } as const;

function itemsOf(run: CommandContext, wait: WaitRule, { step, results }: AppliedStep): Item[] {
  return results.filter(isGood).map((result) => {
    const sent = 'input' in step ? { ...step.input, ...step.expects } : {};
    const input = { ...run.input, ...(result.names as Values), ...sent, ...(result.more as Values | undefined) };
    return { name: labelOf(result), input, next: withTarget(wait.next(input), run.globals.flags), result };
  });
}

/** An order has no name yet but its id. */
function labelOf({ names, more }: Result): string {
  const order = more?.['OrderId'];
  return typeof order === 'string' && Object.keys(names).length === 0 ? `order ${order}` : nameOf(names);
}

/** The order's id is not lost where the wait ends otherwise. */
function withOrder(failure: Failure, done: readonly AppliedStep[]): Failure {
  const order = orderOf(done);
  return order === undefined || failure.message.includes(order)
    ? failure
    : new Failure({ ...failure, message: `${failure.message}; OrderId ${order}` });
}

function orderOf(done: readonly AppliedStep[]): string | undefined {
  const ids = done.flatMap(({ results }) => results.map(({ more }) => more?.['OrderId']));
  return ids.find((id) => typeof id === 'string');
}

function shownBy(
  run: CommandContext,
  wait: WaitRule,
  statuses: readonly WaitStatus[],
  done: readonly AppliedStep[],
): Pick<Waited, 'shown'> {
  const record = statuses[0]?.record;
  if (wait.shownBy === undefined || record === undefined) return {};
  const path = wait.shownBy;
  return { shown: () => showRecord(run, path, { ...record, ...orderField(done) }) };
}

function orderField(done: readonly AppliedStep[]): Row {
  const order = orderOf(done);
  return order === undefined ? {} : { OrderId: order };
}

/** The record as its describe prints it, with the OrderId beside. */
async function showRecord(run: CommandContext, path: string, record: Row): Promise<void> {
  const bound = COMMANDS.get(path);
  const view = bound?.command.view;
  if (bound === undefined || view === undefined) throw new Error(`no view ${path}`);
  const shape = dataShape(bound.operation.answer);
  const list = typeof shape !== 'string' && shape.kind === 'list' ? shape : undefined;
  const document = objectDocument({
    view: { ...view, kind: 'object', extraFields: { ...view.extraFields, ...orderFields(record) } },
    shape: list === undefined ? shape : list.of,
    root: `${bound.operation.action}Response`,
    path: [...bound.operation.answer.data, ...levelOf(list?.item)],
    chosen: run.globals.columns,
    data: 'Password' in record ? { ...record, Password: MASK } : record,
  });
  await print(withoutSecrets(document, run.log), run.query, run.globals, run.context);
}

/** OrderId stands only where something was ordered. */
const orderFields = (record: Row): Fields => ('OrderId' in record ? { OrderId: 'text' } : {});

const levelOf = (item: string | null | undefined): string[] => (typeof item === 'string' ? [item] : []);
