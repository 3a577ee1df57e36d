import type { WaitStatus } from '../../core/command.ts';
import type { Wanted, WaitIo, WaitItem } from './wait.ts';
import type { WaitProgress } from './wait-progress.ts';

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
