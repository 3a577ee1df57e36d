/** The embedded emulator that serves the commands of the profile `local`. */
import { LOCAL_DEFAULTS } from '../config/local-profile.ts';
import { localStateFile, noStateFolder } from '../config/paths.ts';
import type { Effects } from '../context.ts';
import type { Store } from '../emulator/state/store.ts';
import { labelled, t } from '../core/text/texts.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import type { UnusableFile } from '../ports/versioned-file.ts';

/** An emulator that is running in this process. */
export interface Running {
  readonly url: string;
  /**
   * Why the last request could not read or save the state; undefined if it could. Such a request changed nothing.
   */
  stateFailure(): Failure | undefined;
  close(): Promise<void>;
}

/**
 * Starts the embedded emulator on a free loopback port, for one command. Throws Failure (exit 1) if it has no state.
 */
export async function startLocal(context: Effects): Promise<Running> {
  const [{ serveEmulator }, { fileStore }, { seed }] = await Promise.all([
    import('../emulator/server.ts'),
    import('../emulator/state/store.ts'),
    import('../emulator/state/seed.ts'),
  ]);
  const path = localStatePath(context);
  const watched = watchedStore(fileStore(path, () => seed(context.now()), context.versionedFiles));
  try {
    const { credentials } = LOCAL_DEFAULTS;
    const { store } = watched;
    const running = await serveEmulator({ port: 0, credentials, store, now: context.now }, context.listen);
    const stateFailure = (): Failure | undefined => {
      const error = watched.error();
      return error === undefined ? undefined : noState(error.message, error);
    };
    return { url: running.url, stateFailure, close: () => running.close() };
  } catch (error) {
    throw noState(labelled(path, (error as Error).message), error);
  }
}

/** A store that keeps the last error of its file: the emulated service itself returns only InternalError. */
function watchedStore(store: Store): { readonly store: Store; error(): Error | undefined } {
  let last: Error | undefined;
  const watched = async <T>(use: () => Promise<T>): Promise<T> => {
    last = undefined;
    try {
      return await use();
    } catch (error) {
      if (isUnusable(error)) last = error;
      throw error;
    }
  };
  return {
    store: { read: (use) => watched(() => store.read(use)), write: (change) => watched(() => store.write(change)) },
    error: () => last,
  };
}

const isUnusable = (error: unknown): error is UnusableFile => (error as Partial<UnusableFile>).code === 'UNUSABLE_FILE';

/** The path of its state file. Throws Failure (exit 1) if there is no folder for it. */
export function localStatePath({ env, home }: Effects): string {
  const path = localStateFile(env, home);
  if (path === undefined) throw noState(noStateFolder());
  return path;
}

const noState = (reason: string, cause?: unknown): Failure =>
  new Failure({
    exitCode: EXIT.refused,
    code: 'NoState',
    message: t('cannot save the state of the local emulator: {reason}', { reason }),
    hint: t('Set XDG_STATE_HOME to use another folder.'),
    cause,
  });
