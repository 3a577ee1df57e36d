/**
 * Fetches the credentials of a RAM role with other credentials (AssumeRole), and what both ways to assume one share.
 */
import { isRow } from '../../core/answer.ts';
import type { Credentials } from '../../core/request.ts';
import type { Json } from '../../core/shape.ts';
import type { WireParams } from '../../core/signature.ts';
import { API_NAMES, keysIn } from './answer-keys.ts';
import type { FetchEffects } from './effects.ts';
import type { AssumedRole, FetchedKeys, OidcRole, RoleParts } from '../source.ts';
import { requestSts } from './sts.ts';

/** Assumes a role with other credentials. Throws Failure (exit 4). */
export async function assumeRole(source: AssumedRole, keys: Credentials, io: FetchEffects): Promise<FetchedKeys> {
  const params = {
    ...roleParams(source),
    ...(source.externalId === undefined ? {} : { ExternalId: source.externalId }),
  };
  const answer = await requestSts({ source, action: 'AssumeRole', params, keys }, io);
  return temporaryKeys(answer['Credentials'], source, io);
}

/** The parameters of AssumeRole and AssumeRoleWithOIDC. */
export function roleParams({ roleArn, sessionName, policy, duration }: RoleParts): WireParams {
  return {
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    ...(policy === undefined ? {} : { Policy: policy }),
    ...(duration === undefined ? {} : { DurationSeconds: String(duration) }),
  };
}

/** The credentials in a response of STS. Throws Failure (exit 4) if a field is missing. */
export function temporaryKeys(found: Json | undefined, source: AssumedRole | OidcRole, io: FetchEffects): FetchedKeys {
  return keysIn(isRow(found) ? found : {}, API_NAMES, { source, who: 'STS', needsToken: true }, io);
}
