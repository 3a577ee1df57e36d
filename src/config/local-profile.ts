import { LOCAL_REGION, SEEDED_INSTANCE } from '../core/local-names.ts';
import type { Credentials } from '../core/request.ts';
import type { Source } from '../credentials/source.ts';
import type { LocalTarget } from './choices.ts';

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
