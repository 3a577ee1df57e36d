import type { Plan, Refused, Step, Values } from '../core/operation.ts';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import type { Run } from './command-run.ts';
import { fieldsOf } from './fields.ts';
import { inFlags } from './read-input.ts';

/** What a command will send. Throws Failure where its input cannot be carried out. */
export async function planOf(run: Run): Promise<Plan> {
  const { plan } = run.bound.command;
  return accepted(run, plan === undefined ? defaultPlan(run) : await plan(run.input, run.scope, run.session.reader));
}

/** One request, or one for each value of the argument that takes many; a name given twice is sent once. */
function defaultPlan({ bound, input, session }: Run): Plan {
  const { operation, command } = bound;
  const many = Object.entries({ ...operation.params, ...command.inputs }).find(([, param]) => param.many === true)?.[0];
  const fields =
    command.names ??
    Object.keys(operation.params).filter(
      (key) => key === many || (many === undefined && operation.params[key]?.argument !== undefined),
    );
  const step = (own: Values): Step => ({
    input: own,
    names: [
      Object.fromEntries(
        fields.map((field) => [field, String(own[field] ?? session.wireOf(operation, own)[field] ?? '')]),
      ),
    ],
  });
  if (many === undefined) return { steps: [step(input)] };
  const values = [...new Set((input[many] as string[] | undefined) ?? [])];
  return { steps: values.map((value) => step({ ...input, [many]: value })) };
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
