import { EXIT, Failure } from '../../errors/failure.ts';
import type { Exam } from './check-context.ts';
import { fail, type Line, mendOf, ok } from './check-result.ts';
import { type Link, linksOf } from './run-checks.ts';

const CHECK = 'credentials';

/** Credentials step by step: a line for each link of the chain, up to the one that fails. */
export async function credentials({ signing }: Exam): Promise<Line[]> {
  if (signing === undefined) return [];
  if (signing instanceof Failure) return [fail(CHECK, signing.message, mendOf(signing), EXIT.credentials)];
  return (await linksOf(signing.source, signing.fetch)).map(lineOf);
}

function lineOf({ what, ok: isGood, seen, mend = 'alikafka configure' }: Link): Line {
  const says = `${what}: ${seen}`;
  return isGood ? ok(CHECK, says) : fail(CHECK, says, mend, EXIT.credentials);
}
