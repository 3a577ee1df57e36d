import { type Detail, type Failure, usage } from '../../errors/failure.ts';

/** Of a long file this many problems are told; the rest are counted. */
const TOLD = 20;

/** What is wrong with a file of names or records. */
export interface FileProblems {
  /** As messages call it. */
  readonly name: string;
  readonly problems: readonly Detail[];
}

/** The usage error of a command line and its file, with every problem at once; nothing was sent. */
export function refusal(line: readonly Detail[], file: FileProblems | undefined, next: string): Failure {
  const found = file?.problems ?? [];
  const details = [...line, ...firstFew(found)];
  if (file === undefined || found.length === 0 || details.length === 1) return usage(details, { next });
  const where = line.length === 0 ? file.name : `the command line and ${file.name}`;
  return usage(details, { next, message: `${line.length + found.length} problems in ${where}` });
}

/** The first twenty, and how many more there are. */
export function firstFew(details: readonly Detail[]): readonly Detail[] {
  const more = details.length - TOLD;
  return more > 0 ? [...details.slice(0, TOLD), { message: `and ${more} more` }] : details;
}
