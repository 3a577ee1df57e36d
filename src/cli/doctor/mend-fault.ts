import type { Failure } from '../../errors/failure.ts';
import { mendOf } from './line.ts';

/** What lets an issuer be trusted that Node does not know: that of a proxy which looks into TLS, mostly. */
export const TRUST_ISSUER =
  "alikafka doctor --ca-file <file with the issuer's certificate>, or export NODE_EXTRA_CA_CERTS=<file>";

/** What mends a request without an answer. That an issuer is not trusted is told by its words alone. */
export function mendFault(message: string, failure?: Failure): string {
  if (/certificate/i.test(message)) return TRUST_ISSUER;
  return failure === undefined ? 'alikafka explain NotReachable' : mendOf(failure);
}
