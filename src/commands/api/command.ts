/** Commands for calls by name, so that the engine runs them like any other command. */
import { dataShape } from '../../core/answer.ts';
import type { ChangeCommand, ChangeTexts, Command, ReadCommand } from '../../core/command.ts';
import type { Check, Values } from '../../core/operation.ts';
import { type OperationRecord, usualConfirmation, viewsOf } from '../../core/record.ts';
import type { ListView } from '../../core/view.ts';
import { textsOf } from '../../engine/change-texts.ts';

/** Turns the input of a call, which is texts by wire name, into the typed input of the operation's record. */
export type ToRecordInput = (wire: Values) => Values;

/** A command for a call of an operation with this input. */
export function commandOf(operation: OperationRecord, input: Values, toInput: ToRecordInput): Command {
  const effect = operation.effectOf?.(toInput(input)) ?? operation.effect;
  return operation.effect === 'read'
    ? readCommand(operation)
    : changeCommand(operation, effect === 'read' ? 'write' : effect, toInput);
}

/** The common fields of these commands. The instance comes from the settings if the call names none. */
const common = ({ action, params }: OperationRecord): Pick<Command, 'path' | 'inputs' | 'examples'> => ({
  path: `api ${action}`,
  inputs: Object.fromEntries(Object.entries(params).filter(([, { from }]) => from === 'instance')),
  examples: [],
});

/** A read with the view of the operation's first command, but with every record in the order of the response. */
function readCommand(operation: OperationRecord): ReadCommand {
  const shape = dataShape(operation.answer);
  const isList = typeof shape !== 'string' && shape.kind !== 'object';
  const [own = { columns: [], name: 'RequestId' }] = viewsOf(operation);
  const { select: _select, order: _order, whole: _whole, typedName: _typedName, ...view } = own as ListView;
  return isList
    ? { ...common(operation), kind: 'read', view: { ...view, kind: 'list' } }
    : { ...common(operation), kind: 'read', view: { ...view, kind: 'object' } };
}

/** The texts of a call; the effect of an operation without a record is not known. */
const CALL: ChangeTexts = {
  question: { one: 'Call {operation}?' },
  about: { one: 'About to call {operation} ({target}).' },
};

/** The same if it is confirmed by the names of what it deletes. */
const CALL_FOR_GOOD: ChangeTexts = {
  about: { one: 'About to call {operation} for {name} ({target}). This cannot be undone.' },
};

/** A change that is confirmed like the operation's own command with that effect, and shows the same impact. */
function changeCommand(
  operation: OperationRecord,
  effect: ChangeCommand['effect'],
  toInput: ToRecordInput,
): ChangeCommand {
  const { changeKind, commands } = operation;
  const own = commands.filter((command) => command.kind === 'change');
  const confirmations = own.filter((command) => command.effect === effect).map(({ confirm }) => confirm);
  // `shows` describes the input of the command (an order, for instance), which a call does not have
  const {
    shows: _shows,
    impact,
    ...confirm
  } = confirmations.find(({ kind }) => kind !== 'none') ?? usualConfirmation(effect);
  const [first] = own;
  return {
    ...common(operation),
    kind: 'change',
    effect,
    changeKind,
    confirm: {
      ...confirm,
      ...(impact === undefined ? {} : { impact: (inputs, reader) => impact(inputs.map(toInput), reader) }),
    },
    texts: { ...(confirm.kind === 'type-name' ? CALL_FOR_GOOD : CALL), ...reconciledBy(own, effect) },
    results: { kind: 'single', names: [first?.results.identity ?? first?.results.names[0] ?? 'InstanceId'] },
    inspectCommand: (input) => first?.inspectCommand(toInput(input)),
  };
}

/** The text of a command with this effect about a change without a clear response. */
function reconciledBy(own: readonly ChangeCommand[], effect: ChangeCommand['effect']): Pick<ChangeTexts, 'reconciled'> {
  const command = own.find((one) => one.effect === effect && one.confirm.kind !== 'none');
  const { reconciled } = command === undefined ? {} : textsOf(command);
  return reconciled === undefined ? {} : { reconciled };
}

/** A check of the record that accepts the inputs of calls. */
export const checkOf =
  <T>(check: Check<T>, toInput: ToRecordInput): Check<T> =>
  async (inputs, reader) => {
    const known = new Map(inputs.map((input) => [input, toInput(input)]));
    const judge = await check([...known.values()], reader);
    return (input) => judge(known.get(input) ?? toInput(input));
  };
