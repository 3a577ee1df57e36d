/** Results that are not printed yet: if a command fails, its error lists them (with-unprinted.ts). */
import type { Result } from './change/results.ts';

/** Results of a command that are not printed yet. If it ends before it printed them, its error has them. */
export interface Unprinted {
  add(results: readonly Result[]): void;
  /** What was added is printed, or reported in another way. */
  clear(): void;
  readonly results: readonly Result[];
}

/** No results yet. */
export function nothingDone(): Unprinted {
  let results: Result[] = [];
  return {
    add: (more) => void results.push(...more),
    clear: () => void (results = []),
    get results() {
      return results;
    },
  };
}
