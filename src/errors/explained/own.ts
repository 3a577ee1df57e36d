import type { ExitCode } from '../failure.ts';
import type { Explained } from './theme.ts';

/** A code of this tool's own, by its name. */
export type Own = Omit<Explained, 'code' | 'kind'>;

/** Nothing is sent again before a command ends so, unless `repeated` says otherwise. */
export const own = (
  exitCode: ExitCode,
  meaning: string,
  cause: string,
  hint: string,
  repeated = 'never',
  next?: string,
): Own => ({ exitCode, meaning, cause, hint, repeated, ...(next === undefined ? {} : { next }) });
