/** Where the state is stored: in memory or in a file. */
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import type { VersionedFiles } from '../../ports/versioned-file.ts';
import { FORMAT, type State } from './state.ts';

/**
 * Stores the state. The function given to `read` must not change it. The one given to `write` may; the change is kept
 * when the function returns and, in a file, dropped when it throws. `write` may run its function again on a newer state
 * when another process was faster, so the function must have no other effects.
 */
export interface Store {
  readonly read: <T>(use: (state: State) => T) => Promise<T>;
  readonly write: <T>(change: (state: State) => T) => Promise<T>;
}

/** A state in memory, changed in place: changes before an error are kept. */
export function memoryStore(state: State): Store {
  const run = <T>(use: (state: State) => T): Promise<T> =>
    new Promise((done) => {
      done(use(state));
    });
  return { read: run, write: run };
}

/**
 * A state in a file, for several processes at once, created by `makeSeed` if it does not exist. Throws Error with the
 * path and the remedy if the file cannot be read.
 */
export function fileStore(path: string, makeSeed: () => State, files: Pick<VersionedFiles, 'open'>): Store {
  return files.open(path, {
    initial: makeSeed,
    wrong: wrongWithState,
    remedy: t(
      'Run "{command}" to reset profile "local". A file of --state can be deleted, together with its numbered versions.',
      { command: alikafka`emulator reset` },
    ),
  });
}

/** Why a value is not a state, as a clause; undefined if it is one. */
function wrongWithState(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return t('it is not a state file of the emulator');
  const { format, instances, orders } = value as Partial<State>;
  if (format !== FORMAT)
    return t('its layout is {layout}, and this version reads layout {supported}', {
      layout: String(format),
      supported: FORMAT,
    });
  return Array.isArray(instances) && Array.isArray(orders) ? undefined : t('its instances or orders are missing');
}
