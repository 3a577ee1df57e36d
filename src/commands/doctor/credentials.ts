/** The check of the credentials. */
import { alikafka } from '../../core/text/command-line.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { type ChainResult, checkChain } from './chain.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, fixOf, ok } from './check-result.ts';

const CREDENTIALS = 'credentials';

/** The credentials, one result for each source of the chain, up to the first that fails. */
export async function credentials({ signing }: CheckContext): Promise<CheckResult[]> {
  if (signing === undefined) return [];
  if (signing instanceof Failure) return [fail(CREDENTIALS, signing.message, fixOf(signing), EXIT.credentials)];
  return (await checkChain(signing.source, signing.fetch)).map(resultOf);
}

const resultOf = ({ ok: isGood, detail, fix = alikafka`configure` }: ChainResult): CheckResult =>
  isGood ? ok(CREDENTIALS, detail) : fail(CREDENTIALS, detail, fix, EXIT.credentials);
