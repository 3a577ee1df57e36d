import type { Effects } from '../../context.ts';
import type { WaitStatus } from '../../core/command.ts';
import type { Check, Reader, Values } from '../../core/operation.ts';
import type { Failure } from '../../errors/failure.ts';
import type { Log } from '../../output/terminal/log.ts';
import type { CommandContext } from '../command-context.ts';

/** One thing that is waited for. */
export interface WaitItem {
  /** As it is spoken of: `orders`. */
  readonly name: string;
  readonly input: Values;
  /** The command that goes on waiting for it. */
  readonly next: string;
}

/** What is waited for. */
export interface Wanted {
  readonly check: Check<WaitStatus>;
  /** The end of a sentence that starts with the name and "is": `running`, `listed`, `gone`. */
  readonly state: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Longest pause between two looks in milliseconds; default 10 s. */
  readonly longestPause?: number | undefined;
  /** What the first look does not find ends the wait: nothing was done just now that the listing may not show yet. */
  readonly mustBeThere?: boolean;
  /** What kind of thing they are, where each has a name that may be wrong. */
  readonly noun?: string;
}

/** What a wait needs from outside. */
export interface WaitIo {
  readonly reader: Reader;
  readonly context: Effects;
  readonly log: Log;
  readonly quiet: boolean;
  /** When the whole command has to be through, epoch milliseconds. */
  readonly until?: number | undefined;
}

/** What a command has of it. */
export const waitIoOf = (run: Pick<CommandContext, 'client' | 'context' | 'log' | 'options'>): WaitIo => ({
  reader: run.client.reader,
  context: run.context,
  log: run.log,
  quiet: run.options.quiet,
  until: run.client.until,
});

/** What a person sees of a wait. */
export interface WaitProgress {
  /** The present states, after a look. */
  show(all: readonly Waited[]): Promise<void>;
  /** A look could not be had, and the wait goes on; said once until one can be had again. */
  unreadable(failure: Failure): Promise<void>;
  end(): void;
}

/** One of the things that are waited for, under way. */
export interface Waited {
  readonly item: WaitItem;
  /** Undefined until it could be looked at. */
  status: WaitStatus | undefined;
  /** When it was last there, epoch milliseconds; where it never was, from when on it may still come. */
  there: number;
}

/** The end of a wait: its own time, or the whole command's. */
export interface Limit {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: 'timeout' | 'deadline';
}

/** A wait under way. */
export interface Wait {
  readonly all: readonly Waited[];
  readonly wanted: Wanted;
  readonly limit: Limit;
  readonly progress: WaitProgress;
  readonly io: WaitIo;
}

/** Those that are not what they are to be. */
export const pendingOf = ({ all }: Pick<Wait, 'all'>): Waited[] =>
  all.filter(({ status }) => status?.state !== 'reached');

/** The present state in words. */
export const saysOf = ({ status }: Waited): string => status?.message ?? 'not read yet';
