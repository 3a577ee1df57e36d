import { EXIT, Failure } from '../../errors/failure.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, fixOf, ok } from './check-result.ts';
import { type Link, linksOf } from './run-checks.ts';

const CHECK = 'credentials';

/** Credentials step by step: a line for each link of the chain, up to the one that fails. */
export async function credentials({ signing }: CheckContext): Promise<CheckResult[]> {
  if (signing === undefined) return [];
  if (signing instanceof Failure) return [fail(CHECK, signing.message, fixOf(signing), EXIT.credentials)];
  return (await linksOf(signing.source, signing.fetch)).map(lineOf);
}

function lineOf({ what, ok: isGood, seen, fix = 'alikafka configure' }: Link): CheckResult {
  const says = `${what}: ${seen}`;
  return isGood ? ok(CHECK, says) : fail(CHECK, says, fix, EXIT.credentials);
}
