/** `ram policy`: prints the smallest RAM policy for commands. */
import type { Row } from '../../core/shape.ts';
import { plural } from '../../core/text/texts.ts';
import type { View } from '../../core/view.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { permissionsFor } from '../../operations/ram.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { rowsOutcome, toolGlobals } from '../tool-outcome.ts';
import { EVERY_READ, readNames } from './named.ts';

/** The fields of a policy. */
export const FIELDS = ['Version', 'Statement'];
const VIEW: View = { kind: 'object', columns: [], name: 'Version' };

/**
 * `ram policy [command...]`: the smallest RAM policy that the commands need; for all reads if none is named. Sends
 * nothing. Throws Failure (exit 2) with every name that is not a command, and every operation that this version does
 * not know.
 */
export async function policy(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const { calls, problems } = readNames(typed.operands);
  const globals = await toolGlobals(typed, io, problems, FIELDS);
  // A policy is JSON to paste, so the output format of the environment does not apply.
  const { print } = io.presentation;
  if (typed.flags.output === undefined && print !== undefined) io.presentation.use({ ...print, format: 'json' });
  const { actions, undocumented } = permissionsFor(typed.operands.length === 0 ? EVERY_READ : calls);
  if (undocumented.length > 0)
    await io.log.warn(
      plural(
        undocumented.length,
        'no RAM action is documented for {operations}, so the policy does not allow it; if the service refuses the call, its error names the missing action',
        'no RAM action is documented for {operations}, so the policy does not allow them; if the service refuses a call, its error names the missing action',
        { operations: undocumented.join(', ') },
      ),
    );
  return rowsOutcome([policyOf(actions)], VIEW, 'RamPolicyResponse', globals);
}

/** The policy in the form that RAM accepts. */
const policyOf = (actions: readonly string[]): Row => ({
  Version: '1',
  Statement: actions.length === 0 ? [] : [{ Effect: 'Allow', Action: [...actions], Resource: '*' }],
});
