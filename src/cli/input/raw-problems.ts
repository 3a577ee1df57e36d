/** The restrictions of --raw. */
import type { Values } from '../../core/operation.ts';
import type { GlobalOptions } from '../../commands/global-options.ts';
import { answersSecrets } from '../../engine/input/fields.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import type { BoundCommand } from '../../operations/registry.ts';

const RAW = '--raw';

/** The reasons why --raw cannot be used, as far as they are known before anything is sent. */
export function rawProblems(bound: BoundCommand, input: Values, globals: GlobalOptions): Detail[] {
  if (!globals.raw) return [];
  const problems: Detail[] = [];
  if (globals.flags.output !== undefined && !['json', 'xml'].includes(globals.format))
    problems.push(problem(RAW, '{name} requires --output json or xml, not {format}', { format: globals.format }));
  if (globals.flags.query !== undefined) problems.push(problem(RAW, '{name} cannot be combined with --query'));
  if (globals.columns !== undefined) problems.push(problem(RAW, '{name} cannot be combined with --columns'));
  if (answersSecrets(bound) && input['showSecrets'] !== true)
    problems.push(problem(RAW, '{name} requires --show-secrets: the response contains passwords'));
  if (sendsSeveral(bound, input))
    problems.push(
      problem(RAW, '{name} prints one response, but "{command}" sends several requests', {
        command: bound.command.path,
      }),
    );
  if (needsPage(bound, input)) problems.push(problem(RAW, '{name} requires --page: it prints one response'));
  return problems;
}

const sendsSeveral = ({ command }: BoundCommand, input: Values): boolean =>
  command.kind === 'read' && (command.fetch?.several === true || command.sendsSeveral?.(input) === true);

/** Whether the command lists numbered pages, and no page is chosen. */
function needsPage({ operation, command }: BoundCommand, input: Values): boolean {
  const { paging } = operation;
  if (paging?.style !== 'page' || command.kind !== 'read' || command.fetch !== undefined) return false;
  return operation.params[paging.page]?.flag !== undefined && input[paging.page] === undefined;
}
