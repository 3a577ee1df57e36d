import { dataShape } from '../../core/answer.ts';
import type { WaitStatus, WaitRule } from '../../core/command.ts';
import type { Values } from '../../core/operation.ts';
import type { Fields, Row } from '../../core/shape.ts';
import { Failure } from '../../errors/failure.ts';
import { MASK } from '../../errors/redact.ts';
import { readOf } from '../../operations/registry.ts';
import { objectDocument } from '../../output/build.ts';
import type { AppliedStep } from '../run-plan.ts';
import type { ChangeContext } from '../command-context.ts';
import { withoutSecrets } from '../../output/without-secrets.ts';
import { withTarget } from '../next-command.ts';
import { print } from '../../cli/print.ts';
import { isGood, nameOf, type Result } from '../results.ts';
import { longestPause, type WaitItem, waitFor } from './wait.ts';

/** How a wait after a change ended: what prints the final record in place of the result, or why it did not end well. */
export interface Waited {
  readonly shown?: () => Promise<void>;
  readonly failure?: Failure;
}

/** `--wait`: waits until what was changed is in force, for all names that went through at once. */
export async function waitAfter(run: ChangeContext, done: readonly AppliedStep[]): Promise<Waited | undefined> {
  const { wait } = run.bound.command;
  if (wait === undefined || run.input['wait'] !== true) return undefined;
  const items = done.flatMap((one) => itemsOf(run, wait, one));
  const timeout = Number(run.input['waitTimeout'] ?? wait.timeout);
  const { client, context, log, globals } = run;
  const until = client.until === undefined ? {} : { until: client.until };
  try {
    const statuses = await waitFor(
      items,
      {
        check: wait.check,
        state: wait.state ?? STATE[run.bound.command.changeKind],
        timeout,
        longest: longestPause(run.bound.command.path.split(' ')[0] ?? ''),
      },
      { reader: client.reader, context, log, quiet: globals.quiet, ...until },
    );
    return shownBy(run, wait, statuses, done);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { failure: withOrder(error, done) };
  }
}

const STATE = { created: 'listed', deleted: 'gone', changed: 'running' } as const;

function itemsOf(run: ChangeContext, wait: WaitRule, { step, results }: AppliedStep): WaitItem[] {
  return results.filter(isGood).map((result) => {
    const sent = 'input' in step ? { ...step.input, ...step.expects } : {};
    const input = { ...run.input, ...(result.names as Values), ...sent, ...(result.more as Values | undefined) };
    return { name: labelOf(result), input, next: withTarget(wait.next(input), run.globals.flags) };
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
  run: ChangeContext,
  wait: WaitRule,
  statuses: readonly WaitStatus[],
  done: readonly AppliedStep[],
): Waited {
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
async function showRecord(run: ChangeContext, path: string, record: Row): Promise<void> {
  const bound = readOf(path);
  const { view } = bound.command;
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
