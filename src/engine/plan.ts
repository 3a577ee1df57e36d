import type { Plan, Refused, KnownResult } from '../core/plan.ts';
import type { Reader, Values } from '../core/operation.ts';
import { EXIT, Failure, type FailureParts, usage } from '../errors/failure.ts';
import type { CommandContext } from './command-context.ts';
import { fieldsOf } from './input/fields.ts';
import { inFlags } from './input/complete.ts';
import { nameOf } from './change/results.ts';

/** What planning looks at. */
type Planning = Pick<CommandContext, 'bound' | 'input' | 'items' | 'nothingToDo' | 'options' | 'client' | 'scope'>;

/** What a command will send. Throws Failure where its input cannot be carried out. */
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

/** What it will send, where that is known without reading; else, and where it cannot be carried out, undefined. */
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

/** How a plan that cannot be carried out ends, but for usage errors. */
const ENDS: Readonly<
  Record<Exclude<Refused['refused'], 'usage'>, Pick<FailureParts, 'exitCode' | 'code' | 'retryable'>>
> = {
  exists: { exitCode: EXIT.conflict, code: 'Exists' },
  notFound: { exitCode: EXIT.notFound, code: 'NotFound' },
  state: { exitCode: EXIT.conflict, code: 'WrongState' },
  unreadable: { exitCode: EXIT.unreachable, code: 'UnreadableAnswer', retryable: true },
};

/** What an operation made of its input, where it did not refuse it. Throws Failure: exit 2, 3, 5 or 9. */
export function accepted<T extends object>(run: Pick<CommandContext, 'bound'>, made: T | Refused): T {
  if (!isRefused(made)) return made;
  const { refused, problems, missing, next } = made;
  const details = inFlags(problems, fieldsOf(run.bound));
  if (refused === 'usage') throw usage(details, { next });
  throw new Failure({
    ...ENDS[refused],
    message: details.map(({ message }) => message).join('; '),
    action: run.bound.operation.action,
    missing,
    next,
  });
}

const isRefused = (made: object): made is Refused => 'refused' in made;

/**
 * A parameter of --param is sent with every request, or the command is refused: what needs no request cannot carry it,
 * what --if-exists and --if-not-exists let pass included. What they do not let pass has an end of its own.
 */
function withParams({ options, bound, input }: Planning, plan: Plan): Plan {
  const names = Object.keys(options.params);
  const flag = bound.command.kind === 'change' ? bound.command.idempotent?.flag : undefined;
  const passes = flag !== undefined && input[flag] === true;
  const isUnsent = (step: Plan['steps'][number]): step is KnownResult =>
    'known' in step && (step.known === 'unchanged' || passes);
  const unsent = plan.steps.find(isUnsent);
  if (names.length === 0 || unsent === undefined) return plan;
  const why = `${nameOf(unsent.names)}: ${unsent.message}`;
  throw usage(
    names.map((name) => ({ flag: '--param', message: `${name} would not be sent (${why})` })),
    { next: `alikafka ${bound.command.path} --help` },
  );
}
