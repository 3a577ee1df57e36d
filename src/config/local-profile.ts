/** The values of the built-in profile `local`: region, instance and keys, here and as environment variables. */
import { LOCAL_REGION, SEEDED_INSTANCE } from '../core/local-names.ts';
import type { Credentials } from '../core/request.ts';
import type { Source } from '../credentials/source.ts';
import type { LocalTarget } from './choices.ts';
import { LOCAL } from './profiles/profiles.ts';
import { profileSource } from './setting.ts';

/** The values of the profile `local`. The keys are not secret: the emulator runs on the user's own machine. */
export const LOCAL_DEFAULTS: LocalTarget & { readonly credentials: Credentials } = {
  region: LOCAL_REGION,
  instance: SEEDED_INSTANCE,
  credentials: { accessKeyId: 'local', accessKeySecret: 'local-secret' },
};

/** Its keys as a source of keys. */
export const LOCAL_KEYS: Source = {
  kind: 'known',
  mode: 'AK',
  from: profileSource(LOCAL),
  keys: LOCAL_DEFAULTS.credentials,
};

/** Environment variables that point this tool and the vendor's own at an emulator. */
export function emulatorVariables(url: string, keys: Credentials): Record<string, string> {
  return {
    ALIKAFKA_ENDPOINT: url,
    ALIKAFKA_METRICS_ENDPOINT: url,
    ALIKAFKA_REGION: LOCAL_DEFAULTS.region,
    ALIBABA_CLOUD_REGION_ID: LOCAL_DEFAULTS.region,
    ALIKAFKA_INSTANCE: LOCAL_DEFAULTS.instance,
    ALIBABA_CLOUD_ACCESS_KEY_ID: keys.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: keys.accessKeySecret,
  };
}
