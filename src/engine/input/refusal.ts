/** The usage error for the problems of a command line and its file. */
import { t } from '../../core/text/texts.ts';
import { type Detail, type Failure, usage } from '../../errors/failure.ts';

/** The number of problems of a file that are listed; the rest are counted. */
const LISTED = 20;

/** The problems of a file of names or records. */
export interface FileProblems {
  /** Its name in messages. */
  readonly name: string;
  readonly problems: readonly Detail[];
}

/** The usage error for all problems of a command line and its file. */
export function refusal(line: readonly Detail[], file: FileProblems | undefined, next: string): Failure {
  const found = file?.problems ?? [];
  const details = [...line, ...firstFew(found)];
  if (file === undefined || found.length === 0 || details.length === 1) return usage(details, { next });
  const values = { count: line.length + found.length, file: file.name };
  const message =
    line.length === 0
      ? t('{count} problems in {file}', values)
      : t('{count} problems in the command line and {file}', values);
  return usage(details, { next, message });
}

/** The first twenty, and the number of the others. */
export function firstFew(details: readonly Detail[]): readonly Detail[] {
  const more = details.length - LISTED;
  return more > 0 ? [...details.slice(0, LISTED), { message: t('and {more} more', { more }) }] : details;
}
