import type { Values } from '../../core/operation.ts';
import type { GlobalOptions } from '../../commands/global-options.ts';
import { answersSecrets } from '../../engine/input/fields.ts';
import type { Detail } from '../../errors/failure.ts';
import type { BoundCommand } from '../../operations/registry.ts';

/** What stands against --raw, seen before anything is sent. */
export function rawProblems(bound: BoundCommand, input: Values, globals: GlobalOptions): Detail[] {
  if (!globals.raw) return [];
  const problems: Detail[] = [];
  const refuse = (message: string): void => void problems.push({ flag: '--raw', message });
  if (globals.flags.output !== undefined && !['json', 'xml'].includes(globals.format))
    refuse(`goes with json and xml alone, not with ${globals.format}`);
  if (globals.flags.query !== undefined) refuse('cannot be combined with --query: the bytes are unchanged');
  if (globals.columns !== undefined) refuse('cannot be combined with --columns: the bytes are unchanged');
  if (answersSecrets(bound) && input['showSecrets'] !== true)
    refuse('needs --show-secrets here: the answer carries passwords');
  if (bound.command.kind === 'read' && bound.command.fetch?.several === true)
    refuse(`is for one request, and "${bound.command.path}" sends several`);
  if (needsPage(bound, input)) refuse('needs --page here: it prints one request');
  return problems;
}

/** A list with numbered pages that a person can ask for. */
function needsPage({ operation, command }: BoundCommand, input: Values): boolean {
  const { paging } = operation;
  if (paging?.style !== 'page' || command.kind !== 'read' || command.fetch !== undefined) return false;
  return operation.params[paging.page]?.flag !== undefined && input[paging.page] === undefined;
}
