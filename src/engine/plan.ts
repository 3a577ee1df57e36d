/** Turns the input of a command into a plan of requests. The plan runs in change/ and read/. */
import type { Plan, Refused, KnownResult, Step } from '../core/plan.ts';
import type { Reader, Values } from '../core/operation.ts';
import { alikafka } from '../core/text/command-line.ts';
import { clauses, labelled } from '../core/text/texts.ts';
import { EXIT, Failure, type FailureParts, problem, usage } from '../errors/failure.ts';
import type { CommandContext } from './command-context.ts';
import { fieldsOf } from './input/fields.ts';
import { inFlags } from './input/complete.ts';
import { nameOf } from './change/results.ts';

/** The part of a command's context that planning needs. */
type Planning = Pick<CommandContext, 'bound' | 'input' | 'items' | 'nothingToDo' | 'options' | 'client' | 'scope'>;

/** The requests that a command will send. Throws Failure if its input cannot be turned into requests. */
export async function planOf(run: Planning): Promise<Plan> {
  if (run.nothingToDo !== undefined) return { steps: [], notes: [run.nothingToDo] };
  const { command } = run.bound;
  const { plan } = command;
  const { reader } = run.client;
  if (command.kind === 'change' && command.planEach !== undefined)
    return withParams(run, accepted(run, await command.planEach(run.items, run.scope, reader)));
  if (plan === undefined) return withParams(run, defaultPlan(run));
  return withParams(run, accepted(run, await plan(run.input, run.scope, reader)));
}

/** The steps of a plan that are sent. */
export const stepsOf = (plan: Plan): Step[] => plan.steps.filter((step): step is Step => 'input' in step);

/** The same without reading; undefined if that is not possible, or if the input cannot be planned. */
export async function plannedUnread(run: Planning): Promise<Plan | undefined> {
  try {
    return await planOf({ ...run, client: { ...run.client, reader: UNREAD } });
  } catch (error) {
    if (error instanceof Failure || error instanceof NeedsReading) return undefined;
    throw error;
  }
}

class NeedsReading extends Error {}

const unread = async (): Promise<never> => {
  throw new NeedsReading();
};

const UNREAD: Reader = { rows: unread, object: unread };

/** One request for each entry. */
function defaultPlan({ bound, items, client }: Planning): Plan {
  const { operation } = bound;
  const named = bound.command.kind === 'change' ? bound.command.results.names : [];
  const nameOf = (own: Values) => (field: string) =>
    [field, String(own[field] ?? client.wireOf(operation, own)[field] ?? '')] as const;
  return { steps: items.map((own) => ({ input: own, names: [Object.fromEntries(named.map(nameOf(own)))] })) };
}

/** The failure of each kind of refusal except usage errors. */
const ENDS: Readonly<
  Record<Exclude<Refused['refused'], 'usage'>, Pick<FailureParts, 'exitCode' | 'code' | 'retryable'>>
> = {
  exists: { exitCode: EXIT.conflict, code: 'Exists' },
  notFound: { exitCode: EXIT.notFound, code: 'NotFound' },
  state: { exitCode: EXIT.conflict, code: 'WrongState' },
  unreadable: { exitCode: EXIT.unreachable, code: 'UnreadableAnswer', retryable: true },
};

/** A planned or fetched value that is not a refusal. Throws Failure for a refusal: exit 2, 3, 5 or 9. */
export function accepted<T extends object>(run: Pick<CommandContext, 'bound'>, planned: T | Refused): T {
  if (!isRefused(planned)) return planned;
  const { refused, problems, missing, next } = planned;
  const details = inFlags(problems, fieldsOf(run.bound));
  if (refused === 'usage') throw usage(details, { next });
  throw new Failure({
    ...ENDS[refused],
    message: clauses(details.map(({ message }) => message)),
    action: run.bound.operation.action,
    missing,
    next,
  });
}

const isRefused = (planned: object): planned is Refused => 'refused' in planned;

/**
 * Refuses --param if a name of the plan needs no request, which could not carry the parameter; names that --if-exists
 * or --if-not-exists skip count as such. Throws Failure (exit 2).
 */
function withParams({ options, bound, input }: Planning, plan: Plan): Plan {
  const names = Object.keys(options.params);
  const flag = bound.command.kind === 'change' ? bound.command.idempotent?.flag : undefined;
  const passes = flag !== undefined && input[flag] === true;
  const isUnsent = (step: Plan['steps'][number]): step is KnownResult =>
    'known' in step && (step.known === 'unchanged' || passes);
  const unsent = plan.steps.find(isUnsent);
  if (names.length === 0 || unsent === undefined) return plan;
  const reason = labelled(nameOf(unsent.names), unsent.message);
  throw usage(
    names.map((parameter) =>
      problem('--param', '{name} {parameter} would not be sent ({reason})', { parameter, reason }),
    ),
    { next: alikafka`${bound.command.path.split(' ')} --help` },
  );
}
