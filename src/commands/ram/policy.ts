import type { Row } from '../../core/shape.ts';
import type { View } from '../../core/view.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { permissionsFor } from '../../operations/ram.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { rowsOutcome, toolGlobals } from '../tool-outcome.ts';
import { EVERY_READ, readNames } from './named.ts';

const FIELDS = ['Version', 'Statement'];
const VIEW: View = { kind: 'object', columns: [], name: 'Version' };

/**
 * `ram policy [command...]`: the least RAM policy with which the commands run to their end; for all reads where none is
 * named. Sends nothing. Throws Failure (exit 2) with every name that is no command.
 */
export async function policy(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const { calls, problems } = readNames(typed.operands);
  const globals = await toolGlobals(typed, io, problems, FIELDS);
  // A policy is JSON to paste, whatever form other output has by the environment.
  const { print } = io.presentation;
  if (typed.flags.output === undefined && print !== undefined) io.presentation.use({ ...print, format: 'json' });
  const { actions, undocumented } = permissionsFor(typed.operands.length === 0 ? EVERY_READ : calls);
  if (undocumented.length > 0)
    await io.log.warn(
      `No RAM action is documented for ${undocumented.join(', ')}, so the policy does not allow it. If the service refuses the call, its error names the missing action.`,
    );
  return rowsOutcome([policyOf(actions)], VIEW, 'RamPolicyResponse', globals);
}

/** In the form that RAM takes. */
const policyOf = (actions: readonly string[]): Row => ({
  Version: '1',
  Statement: actions.length === 0 ? [] : [{ Effect: 'Allow', Action: [...actions], Resource: '*' }],
});
