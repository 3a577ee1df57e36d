/** Declares an operation with its commands, and fills in the product's usual rates and confirmation. */
import {
  type ChangeCommand,
  type Command,
  type ConfirmationSpec,
  type ListCommand,
  type ObjectCommand,
  type ReadCommand,
  type Confirmation,
} from './command.ts';
import { ALIKAFKA, type Answer, type ChangeKind, type Effect, type Operation } from './operation.ts';
import type { Input, Params, Violation } from './params.ts';
import type { View } from './view.ts';

/** The record of an operation, with the commands that call it. */
export interface OperationRecord<P extends Params = Params> extends Operation<P> {
  readonly commands: readonly Command[];
}

/** Commands of an operation that reads, as its record declares them. */
export type ListSpec = Omit<ListCommand, 'kind'>;
type ObjectSpec = Omit<ObjectCommand, 'kind'>;

/** A command of an operation that changes something; fields that are left out follow from the operation. */
type ChangeSpec = Omit<ChangeCommand, 'kind' | 'effect' | 'changeKind' | 'confirm'> &
  Partial<Pick<ChangeCommand, 'effect' | 'changeKind'>> & { readonly confirm?: ConfirmationSpec };

type Spec<P extends Params> = Pick<Operation<P>, 'action' | 'summary' | 'params'> &
  Partial<Omit<Operation<P>, 'action' | 'summary' | 'params' | 'effect' | 'answer' | 'crossFieldRules'>> & {
    readonly answer?: Partial<Answer>;
    // the parameters are inferred from `params` alone, not from a rule between them
    crossFieldRules?(input: Input<NoInfer<P>>): Violation[];
  } & (Reading | Changing);

interface Reading {
  readonly effect?: 'read';
  readonly commands: readonly (ListSpec | ObjectSpec)[];
}

interface Changing {
  readonly effect: ChangeCommand['effect'];
  readonly commands: readonly ChangeSpec[];
}

/** The reference of 2020: 3 calls per second per user and operation, CreateTopic 1. */
const OLDER_RATE = 3;
/** The published rate of most reads; reads are limited only after a throttled response. */
const READ_RATE = 100;

/** The rates of an operation of the product alikafka for which none are published. */
export const usualRates = (effect: Effect): Pick<Operation, 'rate' | 'olderRate'> => ({
  rate: effect === 'read' ? READ_RATE : OLDER_RATE,
  olderRate: OLDER_RATE,
});

/** The default confirmation: changes that remove something or spend money are confirmed. */
export const usualConfirmation = (effect: Effect): Confirmation => ({
  kind: effect === 'destroy' || effect === 'order' ? 'yes-no' : 'none',
});

/** Declares an operation of the product alikafka; absent fields get the product's usual values. */
export function operation<const P extends Params>(spec: Spec<P>): OperationRecord<P> {
  const { effect = 'read', changeKind = 'changed' } = spec;
  return {
    product: ALIKAFKA,
    methods: effect === 'read' ? ['GET', 'POST'] : ['POST'],
    ...usualRates(effect),
    repeatable: true,
    crossFieldRules: () => [],
    ...spec,
    effect,
    changeKind,
    answer: { code: 'integer', success: 'boolean', fields: {}, data: [], ...spec.answer },
    commands: commandsOf(spec, changeKind),
  };
}

function commandsOf(spec: Reading | Changing, changeKind: ChangeKind): readonly Command[] {
  if (isReading(spec)) return spec.commands.map((command): ReadCommand => ({ kind: 'read', ...command }));
  const { effect: usual } = spec;
  return spec.commands.map((command): ChangeCommand => {
    const { effect = usual } = command;
    const confirm = { ...usualConfirmation(effect), ...command.confirm };
    return { kind: 'change', changeKind, ...command, effect, confirm };
  });
}

const isReading = (spec: Reading | Changing): spec is Reading => (spec.effect ?? 'read') === 'read';

/** How the commands of an operation that reads show its answer. */
export const viewsOf = ({ commands }: OperationRecord): View[] =>
  commands.flatMap((command) => (command.kind === 'read' ? [command.view] : []));
