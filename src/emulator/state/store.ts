import type { VersionedFiles } from '../../ports/versioned-file.ts';
import { type State, wrongWithState } from './state.ts';

/**
 * Where the state lives. The function given to `read` only looks. The one given to `write` may change the state; it is
 * kept when the function returns and, in a file, dropped when it throws. `write` may run its function again on a newer
 * state when another process was faster, so the function does nothing but change the state and return.
 */
export interface Store {
  readonly read: <T>(look: (state: State) => T) => Promise<T>;
  readonly write: <T>(change: (state: State) => T) => Promise<T>;
}

/** A state in memory, changed in place: what a function changes before it throws stays changed. */
export function memoryStore(state: State): Store {
  const run = <T>(use: (state: State) => T): Promise<T> =>
    new Promise((done) => {
      done(use(state));
    });
  return { read: run, write: run };
}

/**
 * A state in a file, for any number of processes at once; made by `makeSeed` when there is none. Throws Error, naming the
 * path and the way to start afresh, where the file cannot be read.
 */
export function fileStore(path: string, makeSeed: () => State, files: Pick<VersionedFiles, 'open'>): Store {
  return files.open(path, {
    initial: makeSeed,
    wrong: wrongWithState,
    remedy:
      '"alikafka emulator reset" starts the profile local afresh; a file given with --state may be removed, with the numbered ones beside it.',
  });
}
