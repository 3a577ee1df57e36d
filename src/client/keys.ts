import { filled } from '../core/env.ts';
import { requireCredentials, type Settings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import type { Keys } from '../credentials/cache/cached.ts';
import type { FetchEffects } from '../credentials/providers/effects.ts';
import { type FetchedKeys, hideKeys } from '../credentials/source.ts';
import { VERSION } from '../version.ts';
import type { CallOptions } from './call-options.ts';
import { hiddenProxies } from '../transport/proxy-variables.ts';
import { readerOf } from '../config/settings-files.ts';
import type { Log } from '../output/terminal/log.ts';

/** The keys of a command: known, remembered, or fetched at the first call. Throws Failure where no source applies. */
export function openKeys(
  context: Context,
  settings: Settings,
  options: CallOptions,
  log: Log,
  until: number | undefined,
): Keys {
  const source = requireCredentials(settings);
  if (source.kind === 'known') return atHand(source.keys, log);
  let made: Promise<Keys> | undefined;
  const keys = (): Promise<Keys> =>
    (made ??= Promise.all([
      import('../credentials/cache/cached.ts'),
      fetchEffects(context, settings, options, log, until),
    ]).then(([{ keysOf }, effects]) => keysOf(source, effects, context.state)));
  return {
    current: async () => (await keys()).current(),
    renew: async (refused) => (await keys()).renew(refused),
  };
}

/** Keys that are known at once need nothing of what fetches the others. */
function atHand(keys: FetchedKeys, log: Log): Keys {
  hideKeys(keys, log);
  return { current: async () => keys, renew: async () => keys };
}

/** STS and the others are reached as the service is: through the same proxy, with the same limits, traced alike. */
export async function fetchEffects(
  context: Context,
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

/** Another metadata server than the machine's own, for trying things out. */
const metadataOrigin = (env: Context['env']): string | undefined => filled(env['ALIKAFKA_METADATA_ENDPOINT']);
