/** Network probes: DNS, TCP and TLS. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { trusting } from '../http/undici.ts';
import type { Certificate, ProbeResult } from '../../ports/probes.ts';
import { t } from '../../core/text/texts.ts';
import { probed } from './probed.ts';

/** Looks a host up as connections do: by the system, so that its own names (/etc/hosts) count. */
export const resolve = (host: string): Promise<ProbeResult<readonly string[]>> =>
  probed(async () => (await lookup(host, { all: true })).map(({ address }) => address));

/** Opens a TCP connection and closes it; the address that accepted it. */
export const connectTo = (host: string, port: number): Promise<ProbeResult<string>> =>
  probed(async (end) => {
    const socket = endedBy(connect({ host, port }), end);
    await once(socket, 'connect');
    return socket.remoteAddress ?? host;
  });

/** Accepts any certificate, since nothing is sent; the result has its error. */
export const handshake = (host: string, port: number, ca?: string): Promise<ProbeResult<Certificate>> =>
  probed(async (end) => {
    const tls = await import('node:tls');
    const names = isIP(host) === 0 ? { servername: host } : {};
    const more = ca === undefined ? {} : { secureContext: await trusting(ca) };
    const socket = endedBy(tls.connect({ host, port, rejectUnauthorized: false, ...names, ...more }), end);
    await once(socket, 'secureConnect');
    const { subject, issuer, valid_to } = socket.getPeerCertificate();
    const violation = socket.authorized ? undefined : codeOf(socket.authorizationError);
    return { subject: nameOf(subject), issuer: nameOf(issuer), until: Date.parse(valid_to), violation };
  });

/** Errors after the probe has ended do not matter. */
function endedBy<T extends Socket>(socket: T, end: AbortSignal): T {
  socket.on('error', () => undefined);
  end.addEventListener('abort', () => socket.destroy());
  return socket;
}

/** The code; Node returns a string although its types declare Error. */
const codeOf = (error: unknown): string => String((error as { code?: string } | null)?.code ?? error);

interface Names {
  readonly CN?: string | string[] | undefined;
  readonly O?: string | string[] | undefined;
}

const nameOf = (names: Names | undefined): string => String(names?.CN ?? names?.O ?? t('unknown'));
