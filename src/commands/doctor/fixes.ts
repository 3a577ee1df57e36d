/** Fixes that several checks share. */
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import type { NetworkFault } from '../../transport/send.ts';

/** The shell's command that names the proxy of the network. */
export const SET_PROXY = 'export HTTPS_PROXY=http://<host>:<port>';

/** How to trust a certificate authority that Node does not know, usually that of a proxy which inspects TLS. */
export const trustIssuer = (): string =>
  t('Run "{command}" with the certificate of the issuer, or set NODE_EXTRA_CA_CERTS to that file.', {
    command: alikafka`doctor --ca-file <file>`,
  });

/** How to fix a request that got no response. */
export const fixFault = ({ hint }: NetworkFault): string => hint ?? alikafka`explain NotReachable`;
