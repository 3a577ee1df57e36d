import type { Plan, Refused, Values } from '../core/operation.ts';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import type { Bound } from '../operations/all.ts';
import type { Run } from './command-run.ts';
import { manyOf } from './entries.ts';
import { fieldsOf } from './fields.ts';
import { inFlags } from './read-input.ts';

/** What a command will send. Throws Failure where its input cannot be carried out. */
export async function planOf(run: Run): Promise<Plan> {
  if (run.nothingToDo !== undefined) return { steps: [], notes: [run.nothingToDo] };
  const { plan, planEach } = run.bound.command;
  const { reader } = run.session;
  if (planEach !== undefined) return accepted(run, await planEach(run.entries, run.scope, reader));
  return accepted(run, plan === undefined ? defaultPlan(run) : await plan(run.input, run.scope, reader));
}

/** One request for each entry. */
function defaultPlan({ bound, entries, session }: Run): Plan {
  const { operation } = bound;
  const named = namingFields(bound);
  const nameOf = (own: Values) => (field: string) =>
    [field, String(own[field] ?? session.wireOf(operation, own)[field] ?? '')] as const;
  return { steps: entries.map((own) => ({ input: own, names: [Object.fromEntries(named.map(nameOf(own)))] })) };
}

/** The fields that name what a result is about. */
function namingFields(bound: Bound): readonly string[] {
  const { names } = bound.command;
  if (names !== undefined) return names;
  const many = manyOf(fieldsOf(bound));
  const { params } = bound.operation;
  return Object.keys(params).filter(
    (key) => key === many || (many === undefined && params[key]?.argument !== undefined),
  );
}

/** What an operation made of its input, where it did not refuse it. Throws Failure: exit 2, 3 or 5. */
export function accepted<T extends object>(run: Run, made: T | Refused): T {
  if (!isRefused(made)) return made;
  const { refused, problems, next } = made;
  const details = inFlags(problems, fieldsOf(run.bound));
  if (refused === 'usage') throw usage(details, { next });
  throw new Failure({
    exitCode: refused === 'exists' ? EXIT.conflict : EXIT.notFound,
    code: refused === 'exists' ? 'Exists' : 'NotFound',
    message: details.map(({ message }) => message).join('; '),
    action: run.bound.operation.action,
    next,
  });
}

const isRefused = (made: object): made is Refused => 'refused' in made;
