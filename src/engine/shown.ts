import { dataShape } from '../core/answer.ts';
import type { Values, View } from '../core/operation.ts';
import type { Shape } from '../core/shape.ts';
import { type BoundCommand, COMMANDS } from '../operations/registry.ts';
import { type Shown, viewFields } from '../output/build.ts';
import { manyOf } from './input/items.ts';
import { fieldsOf } from './input/fields.ts';

/** The view of a command for an input: without the fields that this input never fills. */
export function viewFor({ command }: BoundCommand, input: Values): View | undefined {
  const { view } = command;
  const unfilled = view?.unfilled?.(input) ?? [];
  if (view === undefined || unfilled.length === 0) return view;
  const extra = Object.entries(view.extraFields ?? {}).filter(([name]) => !unfilled.includes(name));
  return {
    ...view,
    columns: view.columns.filter((name) => !unfilled.includes(name)),
    extraFields: Object.fromEntries(extra),
  };
}

/**
 * The shape that what a read prints follows: a list, or the object itself. Undefined where its rows are not the answer's
 * records, so that the view alone says what they have.
 */
export function shownShape({ command, operation }: BoundCommand): Shape | undefined {
  const { view, fetch } = command;
  const shape = dataShape(operation.answer);
  if (view?.kind !== 'object') return fetch !== undefined || view?.toRows !== undefined ? undefined : shape;
  return typeof shape !== 'string' && shape.kind === 'list' ? shape.of : shape;
}

/**
 * The fields that a command prints, for an input or (without one) for any. Columns, the check of --columns and the
 * reference pages go by it. With --wait they are the final record's, where the command shows that.
 */
export function shownFields(bound: BoundCommand, input?: Values): Shown {
  const view = input === undefined ? bound.command.view : viewFor(bound, input);
  if (view !== undefined) return viewFields(view, shownShape(bound));
  const final = input?.['wait'] === true ? COMMANDS.get(bound.command.wait?.shownBy ?? '') : undefined;
  return { own: final === undefined ? resultFields(bound) : finalFields(final, bound), rows: [] };
}

/** Of the record that a wait ends with, and of the order that was placed. */
const finalFields = (final: BoundCommand, { operation }: BoundCommand): readonly string[] => [
  ...shownFields(final).own,
  ...Object.keys(operation.answer.fields).filter((field) => field === 'OrderId'),
];

/** The fields of a change's results. */
const resultFields = (bound: BoundCommand): readonly string[] => [
  ...namingFields(bound),
  'Result',
  ...Object.keys(bound.operation.answer.fields),
  'RequestId',
  'Code',
  'Message',
  'Success',
];

/** The fields that name what a result is about. */
export function namingFields(bound: BoundCommand): readonly string[] {
  const { names } = bound.command;
  if (names !== undefined) return names;
  const many = manyOf(fieldsOf(bound));
  const { params } = bound.operation;
  return Object.keys(params).filter(
    (key) => key === many || (many === undefined && params[key]?.argument !== undefined),
  );
}
