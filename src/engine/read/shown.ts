/** What a read prints: its view, shape and fields for an input. */
import { dataShape } from '../../core/answer.ts';
import type { Operation, Values } from '../../core/operation.ts';
import type { View } from '../../core/view.ts';
import type { Shape } from '../../core/shape.ts';
import { type BoundChange, type BoundCommand, type BoundRead, readOf } from '../../operations/registry.ts';
import { type Shown, viewFields } from '../../output/build.ts';

/** The view of a command for an input: without the fields that this input never fills, and with its units. */
export function viewFor({ command }: BoundRead, input: Values): View {
  const view = withUnits(command.view, input);
  const unfilled = (view.kind === 'list' ? view.unfilled?.(input) : undefined) ?? [];
  if (unfilled.length === 0) return view;
  const extra = Object.entries(view.extraFields ?? {}).filter(([name]) => !unfilled.includes(name));
  return {
    ...view,
    columns: view.columns.filter((name) => !unfilled.includes(name)),
    extraFields: Object.fromEntries(extra),
  };
}

const withUnits = (view: View, input: Values): View =>
  view.kind === 'list' && view.unitsOf !== undefined ? { ...view, units: view.unitsOf(input) } : view;

/**
 * The shape of what a read prints: a list, or the object itself. Undefined if its rows are not the answer's records:
 * only the view then has their fields.
 */
export function shownShape({ command, operation }: BoundRead): Shape | undefined {
  const { view, fetch } = command;
  const shape = dataShape(operation.answer);
  if (view.kind === 'list') return fetch !== undefined || view.toRows !== undefined ? undefined : shape;
  return typeof shape !== 'string' && shape.kind === 'list' ? shape.of : shape;
}

/**
 * The fields that a command prints, for an input or (without one) for any: for columns, the check of --columns and the
 * reference pages. With --wait they are those of the final record, if the command prints it.
 */
export function shownFields(bound: BoundCommand, input?: Values): Shown {
  const { command, operation } = bound;
  if (command.kind === 'change')
    return { own: changeFields({ command, operation }, input?.['wait'] === true), rows: [] };
  const read = { command, operation };
  return viewFields(input === undefined ? command.view : viewFor(read, input), shownShape(read));
}

function changeFields({ command, operation }: BoundChange, waits: boolean): readonly string[] {
  const final = waits ? command.wait?.shownBy : undefined;
  return final === undefined ? resultFields({ command, operation }) : finalFields(readOf(final), operation);
}

/** The fields of the record that a wait ends with, and of the order that was placed. */
const finalFields = (final: BoundRead, { answer: { order } }: Operation): readonly string[] => [
  ...shownFields(final).own,
  ...(order === undefined ? [] : [order]),
];

/** The fields of a change's results. */
const resultFields = ({ command, operation }: BoundChange): readonly string[] => [
  ...command.results.names,
  'Result',
  ...Object.keys(operation.answer.fields),
  'RequestId',
  'Code',
  'Message',
  'Success',
];
