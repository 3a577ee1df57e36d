/** The types of a wait: items, wanted state, status and limits. */
import type { Effects } from '../../context.ts';
import type { WaitStatus } from '../../core/command.ts';
import type { Check, Reader, Values } from '../../core/operation.ts';
import { t } from '../../core/text/texts.ts';
import type { Failure } from '../../errors/failure.ts';
import type { Log } from '../../output/terminal/log.ts';
import type { CommandContext } from '../command-context.ts';

/** One thing that is waited for. */
export interface WaitItem {
  /** Its name: `orders`. */
  readonly name: string;
  /** Its name with its kind, in messages: `topic "orders"`; default: the name. */
  readonly label?: string;
  readonly input: Values;
  /** The command that waits for it again. */
  readonly next: string;
}

/** What is waited for. */
export interface Wanted {
  readonly check: Check<WaitStatus>;
  /** The state in a word, after "is" or "to be": `running`, `listed`, `gone`. */
  readonly state: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Longest pause between two reads in milliseconds; default 10 s. */
  readonly longestPause?: number | undefined;
  /** The wait fails if the first read does not find it: nothing was just created that a listing may not show yet. */
  readonly mustBeThere?: boolean;
  /** The kind of the items (`topic`), if each has a name that may be misspelled. */
  readonly noun?: string;
}

/** What a wait needs from the command. */
export interface WaitIo {
  readonly reader: Reader;
  readonly context: Effects;
  readonly log: Log;
  readonly quiet: boolean;
  /** The deadline of the whole command, epoch milliseconds. */
  readonly until?: number | undefined;
}

/** The same from a command's context. */
export const waitIoOf = (run: Pick<CommandContext, 'client' | 'context' | 'log' | 'options'>): WaitIo => ({
  reader: run.client.reader,
  context: run.context,
  log: run.log,
  quiet: run.options.quiet,
  until: run.client.until,
});

/** The display of a wait. */
export interface WaitProgress {
  /** Shows the current states, after a read. */
  show(all: readonly Waited[]): Promise<void>;
  /** Shows that a read failed while the wait continues; once until a read succeeds. */
  unreadable(failure: Failure): Promise<void>;
  end(): void;
}

/** The state of one of the things that are waited for. */
export interface Waited {
  readonly item: WaitItem;
  /** Undefined until the first successful read. */
  status: WaitStatus | undefined;
  /** When it was last seen, epoch milliseconds; before that, the start of the wait. */
  seenAt: number;
}

/** The time limit of a wait: its own, or the whole command's. */
export interface Limit {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: 'timeout' | 'deadline';
}

/** A running wait. */
export interface Wait {
  readonly all: readonly Waited[];
  readonly wanted: Wanted;
  readonly limit: Limit;
  readonly progress: WaitProgress;
  readonly io: WaitIo;
}

/** Those that have not reached the wanted state. */
export const pendingOf = ({ all }: Pick<Wait, 'all'>): Waited[] =>
  all.filter(({ status }) => status?.state !== 'reached');

/** What it is called in messages. */
export const labelOf = ({ name, label = name }: WaitItem): string => label;

/** The current state in words. */
export const statusText = ({ status }: Waited): string => status?.message ?? t('not read yet');
