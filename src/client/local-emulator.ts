import { LOCAL_DEFAULTS } from '../config/local-profile.ts';
import { localStateFile, noStateFolder } from '../config/paths.ts';
import type { Effects } from '../context.ts';
import type { Store } from '../emulator/state/store.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import type { UnusableFile } from '../ports/versioned-file.ts';

export interface Running {
  readonly url: string;
  /** Why the state could not be read or kept at the last request, which has done nothing then. */
  unkept(): Failure | undefined;
  close(): Promise<void>;
}

/** The embedded emulator on an ephemeral loopback port, for the length of one command. */
export async function startLocal(context: Effects): Promise<Running> {
  const [{ serveEmulator }, { fileStore }, { seed }] = await Promise.all([
    import('../emulator/server.ts'),
    import('../emulator/state/store.ts'),
    import('../emulator/state/seed.ts'),
  ]);
  const path = localStatePath(context);
  const watched = watching(fileStore(path, () => seed(context.now()), context.versionedFiles));
  try {
    const { credentials } = LOCAL_DEFAULTS;
    const { store } = watched;
    const running = await serveEmulator({ port: 0, credentials, store, now: context.now }, context.listen);
    const unkept = (): Failure | undefined => {
      const error = watched.error();
      return error === undefined ? undefined : noState(`: ${error.message}`, error);
    };
    return { url: running.url, unkept, close: () => running.close() };
  } catch (error) {
    throw noState(` in ${path}: ${(error as Error).message}`, error);
  }
}

/** A store that remembers why its file could not be used. The service itself says no more than InternalError. */
function watching(store: Store): { readonly store: Store; error(): Error | undefined } {
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
    store: { read: (look) => watched(() => store.read(look)), write: (change) => watched(() => store.write(change)) },
    error: () => last,
  };
}

const isUnusable = (error: unknown): error is UnusableFile => (error as Partial<UnusableFile>).code === 'UNUSABLE_FILE';

/** The file of its state. Throws Failure where there is no place for one. */
export function localStatePath({ env, home }: Effects): string {
  const path = localStateFile(env, home);
  if (path === undefined) throw noState(`: ${noStateFolder()}`);
  return path;
}

const noState = (why: string, cause?: unknown): Failure =>
  new Failure({
    exitCode: EXIT.refused,
    code: 'NoState',
    message: `the local emulator cannot keep its state${why}`,
    hint: 'XDG_STATE_HOME names another folder for it.',
    cause,
  });
