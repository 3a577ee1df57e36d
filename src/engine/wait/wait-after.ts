/** `--wait`: what a change waits for, and the final record. The wait itself is in wait.ts. */
import { dataShape, recordShape } from '../../core/answer.ts';
import type { WaitStatus, WaitRule } from '../../core/command.ts';
import type { Check, Values } from '../../core/operation.ts';
import { type Row, secretNames } from '../../core/shape.ts';
import { t } from '../../core/text/texts.ts';
import { Failure } from '../../errors/failure.ts';
import { readOf } from '../../operations/registry.ts';
import { groupsBy } from '../../operations/shared/common.ts';
import { spokenName } from '../../operations/shared/states.ts';
import { judging } from '../../operations/shared/reading.ts';
import { objectDocument } from '../../output/build.ts';
import type { Document } from '../../output/document.ts';
import type { AppliedStep } from '../change/run-plan.ts';
import type { ChangeContext } from '../command-context.ts';
import { covered, withoutSecrets } from '../../output/without-secrets.ts';
import { withTarget } from '../next-command.ts';
import { fullName, isGood, type PlacedOrder, type Result } from '../change/results.ts';
import { stepContext } from '../change/step-context.ts';
import { waitFor } from './wait.ts';
import { type Wanted, type WaitItem, waitIoOf } from './wait-state.ts';

/** How a wait after a change ended: the final record, printed in place of the result, or a failure. */
export interface Waited {
  readonly document?: Document;
  readonly failure?: Failure;
  /** The names of objects that are listed under another name than the requested one, by result. */
  readonly listedAs: ReadonlyMap<Result, string>;
}

/** What is waited for, its result, and the context of its step. */
interface Item extends WaitItem {
  readonly result: Result;
  readonly own: ChangeContext;
  readonly rule: WaitRule;
}

/**
 * `--wait`: waits until the change takes effect, for all successful names at the same time. A step of another operation
 * follows the rule of that operation's command, one rule after the other.
 */
export async function waitAfter(run: ChangeContext, done: readonly AppliedStep[]): Promise<Waited | undefined> {
  if (run.input['wait'] !== true) return undefined;
  const items = done.flatMap((one) => itemsOf(run, one));
  const listedAs = new Map<Result, string>();
  const began = run.context.now();
  let spent = 0;
  let shown: Pick<Waited, 'document'> = {};
  try {
    for (const [rule, part] of groupsBy(items, (item) => item.rule)) {
      const statuses = await waitFor(part, wantedOf(run, part, rule, listedAs, spent), waitIoOf(run));
      if (rule === run.bound.command.wait) shown = shownBy(run, rule, statuses, done);
      spent = run.context.now() - began;
    }
    return { ...shown, listedAs };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { failure: withOrder(error, done), listedAs };
  }
}

/** Notes about what is still in progress after a change without `--wait`, each with the command that waits for it. */
export function unwaitedNotes(run: ChangeContext, done: readonly AppliedStep[]): string[] {
  if (run.input['wait'] === true) return [];
  return done
    .flatMap((one) => itemsOf(run, one))
    .filter(({ result }) => result.word !== 'unchanged')
    .flatMap(({ rule, next }) => rule.unwaited?.(next) ?? []);
}

/** What one rule waits for. `spent` milliseconds of --wait-timeout have passed. */
function wantedOf(
  { input, bound }: ChangeContext,
  items: readonly Item[],
  rule: WaitRule,
  listedAs: Map<Result, string>,
  spent: number,
): Wanted {
  const limit = input['waitTimeout'];
  const { changeKind } = (items[0]?.own.bound ?? bound).command;
  return {
    check: noting(atTargets(rule.check, items), items, listedAs),
    state: rule.state ?? STATE[changeKind],
    timeout: limit === undefined ? rule.timeout : Math.max(0, Number(limit) - spent),
    longestPause: rule.longestPause,
  };
}

/** A check of things at several targets: one read for each target. */
function atTargets(check: Check<WaitStatus>, items: readonly Item[]): Check<WaitStatus> {
  const itemOf = new Map(items.map((item) => [item.input, item]));
  const keyOf = ({ own: { client } }: Item): string => JSON.stringify([client.region, client.instance]);
  return async (inputs, reader) => {
    const found = new Map<Values, WaitStatus>();
    const pending = inputs.flatMap((input) => itemOf.get(input) ?? []);
    for (const part of groupsBy(pending, keyOf).values()) {
      const statusOf = await check(
        part.map(({ input }) => input),
        part[0]?.own.client.reader ?? reader,
      );
      for (const { input } of part) found.set(input, statusOf(input));
    }
    return (input) => found.get(input) ?? { state: 'absent', message: t('not listed yet') };
  };
}

/** A check that notes in `listedAs` the other names it finds; they are kept where the wait fails later. */
function noting(check: Check<WaitStatus>, items: readonly Item[], listedAs: Map<Result, string>): Check<WaitStatus> {
  const resultOf = new Map(items.map(({ input, result }) => [input, result]));
  return judging(check)((status, input) => {
    const result = resultOf.get(input);
    if (result !== undefined && status.listedAs !== undefined) listedAs.set(result, status.listedAs);
    return status;
  });
}

/** The state that a change waits for if its rule has none, by the kind of the change. */
export const STATE = { created: 'listed', deleted: 'deleted', changed: 'running' } as const;

/** What a step changed, if its command has a rule for waiting. */
function itemsOf(run: ChangeContext, { step, results }: AppliedStep): Item[] {
  const own = stepContext(run, step);
  const { wait: rule } = own.bound.command;
  if (rule === undefined) return [];
  return results.filter(isGood).map((result) => {
    const sent = 'input' in step ? { ...step.input, ...step.expects } : {};
    const input = { ...run.input, ...(result.names as Values), ...sent, ...(result.more as Values | undefined) };
    const name = nameOf(result);
    const label = rule.noun === undefined || isOrder(result) ? name : spokenName(rule.noun, name);
    return { name, label, input, next: withTarget(rule.next(input), own.options.targets), result, own, rule };
  });
}

/** An order has no name yet, only its id. */
const nameOf = (result: Result): string =>
  result.order !== undefined && isOrder(result) ? t('order {id}', { id: result.order.id }) : fullName(result);

const isOrder = ({ names, order }: Result): boolean => order !== undefined && Object.keys(names).length === 0;

/** Adds the id of the order to the message of a failed wait. */
function withOrder(failure: Failure, done: readonly AppliedStep[]): Failure {
  const order = orderOf(done);
  return order === undefined || failure.message.includes(order.id)
    ? failure
    : new Failure({
        ...failure,
        message: t('{reason}; ordered with {field} {id}', { reason: failure.message, ...order }),
      });
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

/** The record as its describe command prints it, with the id of the order if one was placed. */
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
