import { dataShape, recordShape } from '../../core/answer.ts';
import type { WaitStatus, WaitRule } from '../../core/command.ts';
import type { Client } from '../../client/client.ts';
import type { Check, Values } from '../../core/operation.ts';
import type { Target } from '../../core/plan.ts';
import { type Row, secretNames } from '../../core/shape.ts';
import { Failure } from '../../errors/failure.ts';
import { readOf } from '../../operations/registry.ts';
import { groupsBy } from '../../operations/shared/common.ts';
import { judging } from '../../operations/shared/reading.ts';
import { objectDocument } from '../../output/build.ts';
import type { Document } from '../../output/document.ts';
import type { AppliedStep } from '../change/run-plan.ts';
import type { ChangeContext } from '../command-context.ts';
import { covered, withoutSecrets } from '../../output/without-secrets.ts';
import { withTarget } from '../next-command.ts';
import { isGood, nameOf, type PlacedOrder, type Result } from '../change/results.ts';
import { placeOf, stepContext } from '../change/step-context.ts';
import { waitFor } from './wait.ts';
import { type WaitItem, waitIoOf } from './wait-state.ts';

/** How a wait after a change ended: the final record, printed in place of the result, or why it did not end well. */
export interface Waited {
  readonly document?: Document;
  readonly failure?: Failure;
  /** What was found under another name than the one that was asked for, by its result. */
  readonly listedAs: ReadonlyMap<Result, string>;
}

/** What is waited for, the result that it is about, and where it was sent. */
interface Item extends WaitItem {
  readonly result: Result;
  readonly target: Target | undefined;
}

/** `--wait`: waits until what was changed is in force, for all names that went through at once. */
export async function waitAfter(run: ChangeContext, done: readonly AppliedStep[]): Promise<Waited | undefined> {
  const { wait } = run.bound.command;
  if (wait === undefined || run.input['wait'] !== true) return undefined;
  const items = done.flatMap((one) => itemsOf(run, wait, one));
  const timeout = Number(run.input['waitTimeout'] ?? wait.timeout);
  const listedAs = new Map<Result, string>();
  try {
    const statuses = await waitFor(
      items,
      {
        check: noting(atTargets(wait.check, items, run.client), items, listedAs),
        state: wait.state ?? STATE[run.bound.command.changeKind],
        timeout,
        longestPause: wait.longestPause,
      },
      waitIoOf(run),
    );
    return { ...shownBy(run, wait, statuses, done), listedAs };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { failure: withOrder(error, done), listedAs };
  }
}

/** A check of things in several places: one for each of them. */
function atTargets(check: Check<WaitStatus>, items: readonly Item[], client: Client): Check<WaitStatus> {
  if (items.every(({ target }) => target === undefined)) return check;
  const targetOf = new Map(items.map(({ input, target }) => [input, target]));
  return async (inputs, reader) => {
    const found = new Map<Values, WaitStatus>();
    for (const part of groupsBy(inputs, (input) => placeOf({ target: targetOf.get(input) ?? {} })).values()) {
      const target = targetOf.get(part[0] ?? {});
      const statusOf = await check(part, target === undefined ? reader : client.at(target).reader);
      for (const input of part) found.set(input, statusOf(input));
    }
    return (input) => found.get(input) ?? { state: 'absent', message: 'not listed yet' };
  };
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

/** The rule is the command's: what its steps did by another operation is not waited for. */
function itemsOf(run: ChangeContext, wait: WaitRule, { step, results }: AppliedStep): Item[] {
  if ('input' in step && step.operation !== undefined) return [];
  return results.filter(isGood).map((result) => {
    const sent = 'input' in step ? { ...step.input, ...step.expects } : {};
    const target = 'input' in step ? step.target : undefined;
    const { targets } = stepContext(run, { target }).options;
    const input = { ...run.input, ...(result.names as Values), ...sent, ...(result.more as Values | undefined) };
    return { name: labelOf(result), input, next: withTarget(wait.next(input), targets), result, target };
  });
}

/** An order has no name yet but its id. */
const labelOf = ({ names, order }: Result): string =>
  order !== undefined && Object.keys(names).length === 0 ? `order ${order.id}` : nameOf(names);

/** The order's id is not lost where the wait ends otherwise. */
function withOrder(failure: Failure, done: readonly AppliedStep[]): Failure {
  const order = orderOf(done);
  return order === undefined || failure.message.includes(order.id)
    ? failure
    : new Failure({ ...failure, message: `${failure.message}; ${order.field} ${order.id}` });
}

const orderOf = (done: readonly AppliedStep[]): PlacedOrder | undefined =>
  done.flatMap(({ results }) => results).find(({ order }) => order !== undefined)?.order;

function shownBy(
  run: ChangeContext,
  wait: WaitRule,
  statuses: readonly WaitStatus[],
  done: readonly AppliedStep[],
): Pick<Waited, 'document'> {
  const record = statuses[0]?.record;
  if (wait.shownBy === undefined || record === undefined) return {};
  const path = wait.shownBy;
  return { document: recordDocument(run, path, record, orderOf(done)) };
}

/** The record as its describe prints it, with the id of the order beside where one was placed. */
function recordDocument(run: ChangeContext, path: string, record: Row, order: PlacedOrder | undefined): Document {
  const bound = readOf(path);
  const { view } = bound.command;
  const shape = dataShape(bound.operation.answer);
  const secrets = secretNames(recordShape(bound.operation.answer)).filter((name) => name in record);
  const list = typeof shape !== 'string' && shape.kind === 'list' ? shape : undefined;
  const document = objectDocument({
    view: {
      ...view,
      kind: 'object',
      extraFields: { ...view.extraFields, ...(order === undefined ? {} : { [order.field]: 'text' }) },
    },
    shape: list === undefined ? shape : list.of,
    root: `${bound.operation.action}Response`,
    path: [...bound.operation.answer.data, ...levelOf(list?.item)],
    chosen: run.options.columns,
    data: { ...covered(record, secrets), ...(order === undefined ? {} : { [order.field]: order.id }) },
  });
  return withoutSecrets(document, run.log);
}

const levelOf = (item: string | null | undefined): string[] => (typeof item === 'string' ? [item] : []);
