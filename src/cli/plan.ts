import type { Plan, Refused, Values } from '../core/operation.ts';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import type { Bound } from '../operations/all.ts';
import type { Run } from './command-run.ts';
import { manyOf } from './entries.ts';
import { fieldsOf } from './fields.ts';
import { inFlags } from './read-input.ts';

/** What a command will send. Throws Failure where its input cannot be carried out. */
export async function planOf(run: Run): Promise<Plan> {
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

function accepted(run: Run, plan: Plan | Refused): Plan {
  if (!('refused' in plan)) return plan;
  const details = inFlags(plan.problems, fieldsOf(run.bound));
  if (plan.refused === 'usage') throw usage(details, { next: plan.next });
  const exitCode = plan.refused === 'exists' ? EXIT.conflict : EXIT.notFound;
  throw new Failure({
    exitCode,
    code: plan.refused === 'exists' ? 'Exists' : 'NotFound',
    message: details.map(({ message }) => message).join('; '),
    action: run.bound.operation.action,
    next: plan.next,
  });
}
