import { EXIT } from '../../errors/failure.ts';
import type { Certificate } from '../../ports/probes.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, ok, skip } from './check-result.ts';
import { TRUST_ISSUER } from './fix-fault.ts';
import { caOf, routeTo, type Service } from './route.ts';

const DAY = 86_400_000;

/** Who signed the certificate of a service, for how long, and whether it is trusted here. */
export const tls =
  (service: Service) =>
  async (checks: CheckContext): Promise<CheckResult[]> => {
    const route = routeTo(service, checks);
    const check = `tls ${service}`;
    if (route === undefined) return [];
    if (new URL(route.origin).protocol === 'http:') return [skip(check, 'http:// was written out')];
    if (route.proxy !== undefined) return [skip(check, "inside the proxy's tunnel; the reads go through it")];
    const { host, port } = route;
    const found = await checks.io.context.probes.handshake(host, port, caOf(checks));
    if (found.ok) return [certificateLine(check, host, found.value, checks.io.context.now())];
    const fix =
      found.hint ??
      `Something between here and ${host} ends it: a firewall, or a proxy that is to be named (HTTPS_PROXY).`;
    return [fail(check, `${host}:${port} makes no TLS connection: ${found.why}`, fix, EXIT.unreachable)];
  };

function certificateLine(check: string, host: string, certificate: Certificate, now: number): CheckResult {
  const { subject, issuer, until, violation } = certificate;
  const days = Math.floor((until - now) / DAY);
  const seen = `${subject}, issued by ${issuer}, ${days < 0 ? `ended ${-days} days ago` : `${days} days left`}`;
  if (violation === undefined) return ok(check, seen);
  return fail(check, `${seen}; not trusted: ${violation}`, mendTrust(violation, host), EXIT.unreachable);
}

function mendTrust(violation: string, host: string): string {
  if (violation === 'CERT_NOT_YET_VALID') return 'Set the clock of this machine.';
  if (violation === 'CERT_HAS_EXPIRED')
    return `Set the clock of this machine, or have the certificate of ${host} renewed.`;
  if (violation === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'alikafka config unset endpoint';
  return TRUST_ISSUER;
}
