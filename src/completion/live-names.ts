/** Names of the service: from the file of the last minute, else from a refresh that is waited for only briefly. */
import { isOn } from '../core/env.ts';
import { profileFile, projectFiles } from '../config/paths.ts';
import { aliyunLocation, iniLocations } from '../credentials/sources/vendor-locations.ts';
import { isSecretName } from '../core/secret-name.ts';
import type { CompletionEffects } from '../ports/completion.ts';
import type { ReadNames } from './answer.ts';
import { digest } from './digest.ts';
import {
  isFresh,
  markOf,
  type NamesFile,
  namesFileOf,
  parseNames,
  type RefreshRequest,
  usableNames,
} from './names-file.ts';
import type { Targets, Within } from './offers.ts';

/** Turns names of the service off. */
const LIVE_VARIABLE = 'ALIKAFKA_COMPLETION_LIVE';
/** Milliseconds from the start of the process at which it no longer waits. */
const LATEST = 250;
/** Milliseconds between two reads of the file. */
const PAUSE = 10;
/** Milliseconds after which the mark of a refresh was left by one that was killed. */
const MARKED = 15_000;

/** The names of a list where a command line goes, narrowed by its inputs; empty if they are not known in time. */
export async function liveNames(
  list: string,
  targets: Targets,
  effects: CompletionEffects,
  within: Within = {},
): Promise<ReadNames> {
  const { env, now } = effects;
  const wanted = env[LIVE_VARIABLE];
  if ((wanted !== undefined && !isOn(wanted)) || hasCredentials(targets, within)) return { names: [] };
  const identity = identityOf([list, within], targets, effects);
  const read = (): NamesFile | undefined => parseNames(effects.readState(namesFileOf(identity)), identity);
  let file = read();
  if (isFresh(file, now())) return usableNames(file, now());
  if (effects.mark(markOf(identity), MARKED)) {
    const request: RefreshRequest = { list, identity, targets, within };
    effects.refresh(JSON.stringify(request));
  }
  while (!isFresh(file, now()) && effects.elapsed() + PAUSE < LATEST) {
    await effects.sleep(PAUSE);
    file = read() ?? file;
  }
  return usableNames(file, now());
}

/** A URL with a user name or password, with or without its scheme. */
const CREDENTIALS = /^(?:[^?#]*\/\/[^/?#]*|[^/?#]*:[^/?#]*)@/;

/** Whether a value contains credentials: they become arguments of a process, which other users can see. */
const hasCredentials = (targets: Targets, within: Within): boolean =>
  [...Object.values(targets), ...Object.values(within).flat()].some((value) => CREDENTIALS.test(value));

const OURS = /^(?:ALIKAFKA_|ALIBABA_?CLOUD_|ALICLOUD_)/;

/**
 * What the names depend on: the list, and everything that settings and credentials are read from. So no
 * settings must be resolved here, and names are never those of another account.
 */
function identityOf(
  list: readonly [string, Within],
  targets: Targets,
  { env, home, cwd, stamp }: CompletionEffects,
): string {
  const variables = Object.keys(env)
    .filter((name) => OURS.test(name) && !isSecretName(name))
    .sort()
    .map((name) => [name, env[name]]);
  const files = [
    profileFile(env, home),
    ...projectFiles(cwd),
    aliyunLocation(env, home)?.path,
    ...iniLocations(env, home).map(({ path }) => path),
  ].flatMap((path) => (path === undefined ? [] : (stamp(path) ?? [])));
  const [name, within] = list;
  return digest(
    JSON.stringify([name, Object.entries(within).sort(), Object.entries(targets).sort(), variables, files]),
  );
}
