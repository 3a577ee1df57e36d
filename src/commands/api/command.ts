import { dataShape } from '../../core/answer.ts';
import type { ChangeCommand, Command, ReadCommand } from '../../core/command.ts';
import type { Check, Values } from '../../core/operation.ts';
import { type OperationRecord, usualConfirmation, viewsOf } from '../../core/record.ts';
import { t } from '../../core/text/texts.ts';
import type { ListView } from '../../core/view.ts';

/** The input of a call, which is in the words of the wire, as the operation's record has it. */
export type Typed = (wire: Values) => Values;

/** The command that stands for a call of an operation with this input. */
export function commandOf(operation: OperationRecord, input: Values, typed: Typed): Command {
  const effect = operation.effectOf?.(typed(input)) ?? operation.effect;
  return operation.effect === 'read'
    ? readCommand(operation)
    : changeCommand(operation, effect === 'read' ? 'write' : effect, typed);
}

/** What every such command has; an instance that is not given is the one in force. */
const common = ({ action, params }: OperationRecord): Pick<Command, 'path' | 'inputs' | 'examples'> => ({
  path: `api ${action}`,
  inputs: Object.fromEntries(Object.entries(params).filter(([, { from }]) => from === 'instance')),
  examples: [],
});

/** With the view of the operation's first command, but for which records there are, in what order and how many. */
function readCommand(operation: OperationRecord): ReadCommand {
  const shape = dataShape(operation.answer);
  const isList = typeof shape !== 'string' && shape.kind !== 'object';
  const [own = { columns: [], name: 'RequestId' }] = viewsOf(operation);
  const { select: _select, order: _order, whole: _whole, typedName: _typedName, ...view } = own as ListView;
  return isList
    ? { ...common(operation), kind: 'read', view: { ...view, kind: 'list' } }
    : { ...common(operation), kind: 'read', view: { ...view, kind: 'object' } };
}

/** Confirmed as the operation's own command of that effect is, with what that would look at first. */
function changeCommand(operation: OperationRecord, effect: ChangeCommand['effect'], typed: Typed): ChangeCommand {
  const { action, changeKind, commands } = operation;
  const own = commands.filter((command) => command.kind === 'change');
  const asked = own.filter((command) => command.effect === effect).map(({ confirm }) => confirm);
  // What is shown of a command's own input, an order say, is not of a call's.
  const { shows: _shows, impact, ...confirm } = asked.find(({ kind }) => kind !== 'none') ?? usualConfirmation(effect);
  const [first] = own;
  return {
    ...common(operation),
    kind: 'change',
    effect,
    changeKind,
    confirm: {
      ...confirm,
      ...(impact === undefined ? {} : { impact: (inputs, reader) => impact(inputs.map(typed), reader) }),
      question: () => t('call {action}', { action }),
    },
    results: { kind: 'single', names: [first?.results.identity ?? first?.results.names[0] ?? 'InstanceId'] },
    inspectCommand: (input) => first?.inspectCommand(typed(input)),
  };
}

/** A check that is given the inputs of calls. */
export const checkOf =
  <T>(check: Check<T>, typed: Typed): Check<T> =>
  async (inputs, reader) => {
    const known = new Map(inputs.map((input) => [input, typed(input)]));
    const judge = await check([...known.values()], reader);
    return (input) => judge(known.get(input) ?? typed(input));
  };
