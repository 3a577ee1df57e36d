import type { NetworkFault } from '../../transport/send.ts';

/** What lets an issuer be trusted that Node does not know: that of a proxy which looks into TLS, mostly. */
export const TRUST_ISSUER =
  "alikafka doctor --ca-file <file with the issuer's certificate>, or export NODE_EXTRA_CA_CERTS=<file>";

/** What mends a request without an answer. */
export const fixFault = ({ hint }: NetworkFault): string => hint ?? 'alikafka explain NotReachable';
