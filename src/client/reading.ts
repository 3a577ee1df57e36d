/** The progress of a command's reads: what is read, and how much of it has been read so far. */
import type { Effects } from '../context.ts';
import type { Operation } from '../core/operation.ts';
import { labelled, t } from '../core/text/texts.ts';

/** How much of an operation's answers has been read. */
interface Read {
  count: number;
  /** The amount, if known. */
  all: number | undefined;
}

/** The progress of the reads of one command. */
export interface Reading {
  /** Shows that an operation is called, while `work` does it. Throws what `work` throws. */
  during<T>(operation: Pick<Operation, 'action' | 'reading'>, work: () => Promise<T>): Promise<T>;
  addRows(operation: Operation, count: number): void;
  /** Counts an object, where it is one of several that are expected. */
  addObject(operation: Operation): void;
  /** Tells how many records or objects there are; undefined if that is not known. */
  readonly expect: (operation: Operation, all: number | undefined) => void;
  /** Shows that credentials are fetched. */
  signingIn<T>(work: () => Promise<T>): Promise<T>;
}

/** Shows nothing with --quiet, and with --debug, which logs every attempt. */
export function readingOf(
  { progress }: Pick<Effects, 'progress'>,
  options: { quiet: boolean; debug: boolean },
): Reading {
  const reads = new Map<string, Read>();
  const readOf = ({ action }: Pick<Operation, 'action'>): Read => {
    const known = reads.get(action) ?? { count: 0, all: undefined };
    reads.set(action, known);
    return known;
  };
  const shows = !options.quiet && !options.debug;
  return {
    during: (operation, work) =>
      shows ? progress.during(() => readingText(operation, readOf(operation)), work) : work(),
    addRows: (operation, count) => void (readOf(operation).count += count),
    addObject: (operation) => {
      const read = readOf(operation);
      if (read.all !== undefined) read.count++;
    },
    expect: (operation, all) => void (readOf(operation).all = all),
    signingIn: (work) => (shows ? progress.during(t('Getting credentials'), work) : work()),
  };
}

/** `Reading topics: 2000 of 12000`. A number that the service did not keep to is not shown. */
function readingText({ action, reading }: Pick<Operation, 'action' | 'reading'>, { count, all }: Read): string {
  const label = reading === undefined ? t('Calling {action}', { action }) : t<string>(reading);
  if (count === 0 && all === undefined) return label;
  return all === undefined || all < count
    ? labelled(label, String(count))
    : t('{progress}: {count} of {all}', { progress: label, count, all });
}
