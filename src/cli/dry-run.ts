import type { Plan, View } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';
import { EXIT, type ExitCode } from '../errors/failure.ts';
import { MASK } from '../errors/redact.ts';
import { listDocument } from '../output/build.ts';
import { onePage } from '../output/pages.ts';
import type { Callable } from '../wire/call.ts';
import type { Run } from './command-run.ts';
import { print } from './print.ts';
import { stepsOf } from './read.ts';

const VIEW: View = { kind: 'list', columns: ['action', 'product', 'version', 'endpoint', 'params'], name: 'action' };

/** Prints what would be sent, secrets masked. Nothing is sent and nobody is asked. */
export async function runDry(run: Run, plan: Plan): Promise<ExitCode> {
  const rows = stepsOf(plan).map((step) =>
    dryRow(run.bound.operation, run.session.wireOf(run.bound.operation, step.input), run),
  );
  await printDry(rows, run);
  return EXIT.done;
}

/** One request as it would be sent. */
export function dryRow(
  operation: Callable & { readonly params?: Run['bound']['operation']['params'] },
  params: Readonly<Record<string, string>>,
  run: Pick<Run, 'session'>,
): Row {
  const masked = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, operation.params?.[name]?.secret === true ? MASK : value]),
  );
  const { action, product } = operation;
  return {
    action,
    product: product.id,
    version: product.version,
    endpoint: run.session.originFor(product),
    params: masked,
  };
}

export async function printDry(rows: readonly Row[], run: Pick<Run, 'query' | 'globals' | 'context'>): Promise<void> {
  const document = await listDocument({
    view: VIEW,
    shape: undefined,
    root: 'DryRun',
    path: [],
    chosen: run.globals.columns,
    pages: onePage(rows),
  });
  await print(document, run.query, run.globals, run.context);
}
