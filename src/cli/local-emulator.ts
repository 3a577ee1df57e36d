import { localStateFile, NO_STATE_FOLDER } from '../config/paths.ts';
import type { LocalTarget } from '../config/choices.ts';
import type { Context } from '../context.ts';
import type { Credentials } from '../core/request.ts';
import type { Source } from '../credentials/source.ts';
import { LOCAL_REGION, SEEDED_INSTANCE } from '../emulator/names.ts';
import { EXIT, Failure } from '../errors/failure.ts';

/** What the profile `local` supplies. The keys are no secret: the emulator is the user's own. */
export const LOCAL_DEFAULTS: LocalTarget & { readonly credentials: Credentials } = {
  region: LOCAL_REGION,
  instance: SEEDED_INSTANCE,
  credentials: { accessKeyId: 'local', accessKeySecret: 'local-secret' },
};

/** Its keys as a source of keys. */
export const LOCAL_KEYS: Source = {
  kind: 'known',
  mode: 'AK',
  from: 'profile local',
  keys: LOCAL_DEFAULTS.credentials,
};

export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** The embedded emulator on an ephemeral loopback port, for the length of one command. */
export async function startLocal(context: Context): Promise<Running> {
  const [{ startEmulator }, { fileStore }, { seed }] = await Promise.all([
    import('../emulator/server.ts'),
    import('../emulator/store.ts'),
    import('../emulator/seed.ts'),
  ]);
  const path = localStatePath(context);
  try {
    return await startEmulator({
      port: 0,
      credentials: LOCAL_DEFAULTS.credentials,
      store: fileStore(path, () => seed(context.now())),
      now: () => context.now(),
    });
  } catch (error) {
    throw noState(` in ${path}: ${(error as Error).message}`, error);
  }
}

/** The file of its state. Throws Failure where there is no place for one. */
export function localStatePath({ env, home }: Context): string {
  const path = localStateFile(env, home);
  if (path === undefined) throw noState(`: ${NO_STATE_FOLDER}`);
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
