/** Signs the parameters of a request. It is separate from request.ts, since a dry run signs nothing and needs no hashes. */
import type { Product } from './operation.ts';
import type { Credentials } from './request.ts';
import { sign, type WireParams } from './signature.ts';
import { apiTime } from './text/time.ts';

/** The time and nonce of a signed request, new for each attempt. */
export interface Stamp {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly nonce: string;
}

/** All parameters of one signed POST: the operation's own, the common ones, and the signature. */
export function signedParams(
  operation: { readonly action: string; readonly product: Pick<Product, 'version'> },
  own: WireParams,
  credentials: Credentials,
  stamp: Stamp,
  format: 'JSON' | 'XML' = 'JSON',
): WireParams {
  const params: WireParams = {
    ...own,
    Action: operation.action,
    Version: operation.product.version,
    Format: format,
    AccessKeyId: credentials.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: stamp.nonce,
    Timestamp: apiTime(stamp.now),
    ...(credentials.securityToken === undefined ? {} : { SecurityToken: credentials.securityToken }),
  };
  return { ...params, Signature: sign('POST', params, credentials.accessKeySecret) };
}
