/** Progress on stderr: one line of the terminal, which everything else that is written there clears first. */
import type { Output, Progress, ProgressText, Shown } from '../context.ts';
import { logStream } from './terminal.ts';

/** Milliseconds before a spinner is shown. */
const DELAY = 300;

/** Milliseconds between two reads within which the spinner stays. */
const GAP = 100;

/** Something that a spinner can show. */
interface Entry {
  text: ProgressText;
}

/** The line of the spinner. */
export interface SpinnerLine {
  /**
   * Called before other text is written on the terminal; `endsLine` is whether the cursor is at the start of a line
   * after it.
   */
  makeRoom(endsLine: boolean): void;
  /** Called before text is written that another program reads: it may write on the same terminal at any time after. */
  giveUp(): void;
  /** Ends the progress of reads: the command has ended. */
  readonly end: () => void;
  /** Shows the first of the entries after a moment; hides the spinner if there is none. */
  refresh(columns: number): void;
  /** Programs and prompts that have the terminal to themselves. */
  asides: number;
  /** Started by commands, the first one is shown. */
  readonly entries: Set<Entry>;
  /** The reads in progress, shown where a command has started nothing. */
  readonly reads: { text: ProgressText | undefined; running: number; gap: NodeJS.Timeout | undefined };
}

/** A line without a spinner. */
export function spinnerLine(): SpinnerLine {
  let spinner: { text: string; clear(): unknown; stop(): unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let [midLine, givenUp, width] = [false, false, 80];
  const wanted = (): string | undefined => {
    const [first] = line.entries;
    const text = first?.text ?? line.reads.text;
    return line.asides > 0 || midLine || givenUp || text === undefined ? undefined : textFor(text, width);
  };
  const show = async (): Promise<void> => {
    const { ora } = await import('../vendor/ora.ts');
    timer = undefined;
    const text = wanted();
    if (text !== undefined) spinner ??= ora({ text, stream: logStream(), discardStdin: false, color: false }).start();
  };
  const hide = (): void => {
    clearTimeout(timer);
    spinner?.stop();
    timer = spinner = undefined;
  };
  const line: SpinnerLine = {
    asides: 0,
    entries: new Set(),
    reads: { text: undefined, running: 0, gap: undefined },
    refresh: (columns) => {
      width = columns;
      const text = wanted();
      if (text === undefined) hide();
      else if (spinner !== undefined) spinner.text = text;
      else timer ??= setTimeout(() => void show(), DELAY);
    },
    makeRoom: (endsLine) => {
      midLine = !endsLine;
      if (line.reads.running === 0) line.reads.text = undefined;
      spinner?.clear();
      if (wanted() === undefined) hide();
    },
    giveUp: () => {
      givenUp = true;
      hide();
    },
    end: () => {
      clearTimeout(line.reads.gap);
      line.reads.text = undefined;
      if (wanted() === undefined) hide();
    },
  };
  return line;
}

const textFor = (text: ProgressText, columns: number): string => (typeof text === 'string' ? text : text(columns));

/** Progress as a spinner, shown after a moment, and only on a terminal that can draw one. */
export function progress(stderr: Pick<Output, 'animated' | 'columns'>, line: SpinnerLine): Progress {
  const { entries } = line;
  const refresh = (): void => line.refresh(stderr.columns);
  const mayShow = (): boolean => stderr.animated && hasSize(process.stderr);
  return {
    visible: stderr.animated,
    start: (text) => (mayShow() ? started({ text }, entries, refresh) : SILENT),
    during: (text, work) => (mayShow() ? reading(text, work, line, refresh) : work()),
    aside: async (work) => {
      line.asides++;
      refresh();
      try {
        return await work();
      } finally {
        line.asides--;
        refresh();
      }
    },
  };
}

const SILENT: Shown = Object.assign(() => undefined, { update: () => undefined });

/** On a terminal that does not report its width, a spinner cannot clear its line. */
const hasSize = ({ columns }: NodeJS.WriteStream): boolean => columns > 0;

function started(entry: Entry, entries: Set<Entry>, refresh: () => void): Shown {
  entries.add(entry);
  refresh();
  const end = (): void => {
    entries.delete(entry);
    refresh();
  };
  const update = (next: ProgressText): void => {
    entry.text = next;
    refresh();
  };
  return Object.assign(end, { update });
}

/** Shows a read. The spinner stays for the next one if it starts soon. */
async function reading<T>(
  text: ProgressText,
  work: () => Promise<T>,
  { reads, end }: SpinnerLine,
  refresh: () => void,
): Promise<T> {
  clearTimeout(reads.gap);
  reads.running++;
  reads.text = text;
  refresh();
  try {
    return await work();
  } finally {
    reads.running--;
    if (reads.running === 0) reads.gap = setTimeout(end, GAP).unref();
  }
}
