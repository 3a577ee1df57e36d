import { EXIT } from '../../errors/failure.ts';
import type { Certificate } from '../../host/probes/probes.ts';
import type { Exam } from './check-context.ts';
import { fail, type Line, ok, skip } from './check-result.ts';
import { TRUST_ISSUER } from './fix-fault.ts';
import { caOf, routeTo, type Service } from './route.ts';

const DAY = 86_400_000;

/** Who signed the certificate of a service, for how long, and whether it is trusted here. */
export const tls =
  (service: Service) =>
  async (exam: Exam): Promise<Line[]> => {
    const route = routeTo(service, exam);
    const check = `tls ${service}`;
    if (route === undefined) return [];
    if (new URL(route.origin).protocol === 'http:') return [skip(check, 'http:// was written out')];
    if (route.proxy !== undefined) return [skip(check, "inside the proxy's tunnel; the reads go through it")];
    const { host, port } = route;
    const found = await exam.io.context.probes.handshake(host, port, caOf(exam));
    if (found.ok) return [certificateLine(check, host, found.value, exam.io.context.now())];
    const mend = `Something between here and ${host} ends it: a firewall, or a proxy that is to be named (HTTPS_PROXY).`;
    return [fail(check, `${host}:${port} makes no TLS connection: ${found.why}`, mend, EXIT.unreachable)];
  };

function certificateLine(check: string, host: string, certificate: Certificate, now: number): Line {
  const { subject, issuer, until, trouble } = certificate;
  const days = Math.floor((until - now) / DAY);
  const seen = `${subject}, issued by ${issuer}, ${days < 0 ? `ended ${-days} days ago` : `${days} days left`}`;
  if (trouble === undefined) return ok(check, seen);
  return fail(check, `${seen}; not trusted: ${trouble}`, mendTrust(trouble, host), EXIT.unreachable);
}

function mendTrust(trouble: string, host: string): string {
  if (trouble === 'CERT_NOT_YET_VALID') return 'Set the clock of this machine.';
  if (trouble === 'CERT_HAS_EXPIRED')
    return `Set the clock of this machine, or have the certificate of ${host} renewed.`;
  if (trouble === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'alikafka config unset endpoint';
  return TRUST_ISSUER;
}
