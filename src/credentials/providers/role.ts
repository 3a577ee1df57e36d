import { isRow } from '../../core/answer.ts';
import type { Credentials } from '../../core/request.ts';
import type { Json } from '../../core/shape.ts';
import type { WireParams } from '../../core/signature.ts';
import { API_NAMES, keysIn } from './answer-keys.ts';
import type { FetchEffects } from './effects.ts';
import type { AssumedRole, FetchedKeys, OidcRole, RoleParts } from '../source.ts';
import { askSts } from './sts.ts';

/** Takes a role with other keys. */
export async function takeRole(source: AssumedRole, keys: Credentials, io: FetchEffects): Promise<FetchedKeys> {
  const params = {
    ...roleParams(source),
    ...(source.externalId === undefined ? {} : { ExternalId: source.externalId }),
  };
  const answer = await askSts({ source, action: 'AssumeRole', params, keys }, io);
  return temporaryKeys(answer['Credentials'], source, io);
}

/** The parameters of both ways to take a role. */
export function roleParams({ roleArn, sessionName, policy, duration }: RoleParts): WireParams {
  return {
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    ...(policy === undefined ? {} : { Policy: policy }),
    ...(duration === undefined ? {} : { DurationSeconds: String(duration) }),
  };
}

/** The keys in an answer of STS. */
export function temporaryKeys(found: Json | undefined, source: AssumedRole | OidcRole, io: FetchEffects): FetchedKeys {
  return keysIn(isRow(found) ? found : {}, API_NAMES, { source, who: 'STS', needsToken: true }, io);
}
