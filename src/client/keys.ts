/** The credentials of a command, and how they are fetched. */
import { filled } from '../core/env.ts';
import { requireCredentials, type Settings } from '../config/settings.ts';
import type { Effects } from '../context.ts';
import type { Keys } from '../credentials/cache/cached.ts';
import type { FetchEffects } from '../credentials/providers/effects.ts';
import { type FetchedKeys, hideKeys } from '../credentials/source.ts';
import { VERSION } from '../version.ts';
import type { CallOptions } from './call-options.ts';
import { hiddenProxies } from '../transport/proxy-variables.ts';
import { readerOf } from '../config/settings-files.ts';
import type { Log } from '../output/terminal/log.ts';

/**
 * The credentials of a command: known, cached, or fetched at the first call. Throws Failure (exit 4) if there are
 * none.
 */
export function openKeys(
  context: Effects,
  settings: Settings,
  options: CallOptions,
  log: Log,
  until: number | undefined,
): Keys {
  const source = requireCredentials(settings);
  if (source.kind === 'known') return knownKeys(source.keys, log);
  let opened: Promise<Keys> | undefined;
  const keys = (): Promise<Keys> =>
    (opened ??= Promise.all([
      import('../credentials/cache/cached.ts'),
      fetchEffects(context, settings, options, log, until),
    ]).then(([{ keysOf }, effects]) => keysOf(source, effects, context.state)));
  return {
    current: async () => (await keys()).current(),
    renew: async (refused) => (await keys()).renew(refused),
  };
}

/** Known credentials need none of the code that fetches others. */
function knownKeys(keys: FetchedKeys, log: Log): Keys {
  hideKeys(keys, log);
  return { current: async () => keys, renew: async () => keys };
}

/** The effects of fetching: with the proxy, the CA, the limits and the trace of the command's calls. */
export async function fetchEffects(
  context: Effects,
  settings: Settings,
  options: CallOptions,
  log: Log,
  until: number | undefined,
): Promise<FetchEffects> {
  const { stsOrigin } = await import('../credentials/providers/sts-origin.ts');
  const { env } = context;
  const vpc = settings.network.value === 'vpc';
  const terminal = options.noPrompt === undefined;
  return {
    send: context.send,
    proxy: hiddenProxies(env, log),
    maxAttempts: options.maxAttempts,
    ca: settings.ca,
    timeout: options.timeout,
    until,
    userAgent: `alikafka/${VERSION}`,
    stop: context.stop,
    now: context.now,
    random: context.random,
    nonce: context.nonce,
    sleep: context.sleep,
    readFile: readerOf(context).read,
    run: (command, limit) => {
      const run = () => context.runProgram(command, { limit, env, terminal, stop: context.stop });
      return terminal ? context.progress.aside(run) : run();
    },
    stsOrigin: (place) =>
      stsOrigin(place, { env, region: settings.region?.value, vpc, emulator: settings.emulator?.value }),
    ...(metadataOrigin(env) === undefined ? {} : { metadataOrigin: metadataOrigin(env) as string }),
    hide: (secret) => log.hide(secret),
    redact: (text, most) => log.redact(text, most),
    ...(options.debug ? { trace: (line: string) => void log.write(line) } : {}),
  };
}

/** Replaces the instance metadata service in tests and trials. */
const metadataOrigin = (env: Effects['env']): string | undefined => filled(env['ALIKAFKA_METADATA_ENDPOINT']);
