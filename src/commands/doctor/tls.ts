/** The check of the TLS certificate of each service. */
import { alikafka } from '../../core/text/command-line.ts';
import { plural, t } from '../../core/text/texts.ts';
import { EXIT } from '../../errors/failure.ts';
import type { Certificate } from '../../ports/probes.ts';
import type { CheckContext } from './check-context.ts';
import { serviceCheck } from './check-names.ts';
import { fail, type CheckResult, ok, skip } from './check-result.ts';
import { SET_PROXY, trustIssuer } from './fixes.ts';
import { caOf, routeTo, type Service } from './route.ts';

const DAY = 86_400_000;

/** The certificate of a service: its issuer, its validity, and whether it is trusted. */
export const tls =
  (service: Service) =>
  async (checks: CheckContext): Promise<CheckResult[]> => {
    const route = routeTo(service, checks);
    const check = serviceCheck('tls', service);
    if (route === undefined) return [];
    if (new URL(route.origin).protocol === 'http:') return [skip(check, t('skipped (the endpoint is http://)'))];
    if (route.proxy !== undefined) return [skip(check, t('skipped (TLS goes through the proxy; the reads test it)'))];
    const { host, port } = route;
    const found = await checks.io.context.probes.handshake(host, port, caOf(checks));
    if (found.ok) return [certificateResult(check, host, found.value, checks.io.context.now())];
    const detail = t('cannot set up TLS with {host}:{port}: {reason}', { host, port, reason: found.why });
    return [fail(check, detail, found.hint ?? interceptedFix(host), EXIT.unreachable)];
  };

const interceptedFix = (host: string): string =>
  t('A firewall or proxy may block the connection to {host}. If the network requires a proxy, run "{command}".', {
    host,
    command: SET_PROXY,
  });

function certificateResult(check: string, host: string, certificate: Certificate, now: number): CheckResult {
  const { violation } = certificate;
  const shown = certificateText(certificate, Math.floor((certificate.until - now) / DAY));
  if (violation === undefined) return ok(check, shown);
  const detail = t('certificate not trusted ({code}): {certificate}', { code: violation, certificate: shown });
  return fail(check, detail, trustFix(violation, host), EXIT.unreachable);
}

function certificateText({ subject, issuer }: Certificate, days: number): string {
  const values = { subject, issuer };
  return days < 0
    ? plural(
        -days,
        '{subject}, issued by {issuer}, expired {count} day ago',
        '{subject}, issued by {issuer}, expired {count} days ago',
        values,
      )
    : plural(
        days,
        '{subject}, issued by {issuer}, expires in {count} day',
        '{subject}, issued by {issuer}, expires in {count} days',
        values,
      );
}

function trustFix(violation: string, host: string): string {
  if (violation === 'CERT_NOT_YET_VALID') return t('Set the clock of this machine.');
  if (violation === 'CERT_HAS_EXPIRED')
    return t('Check the clock of this machine. If it is right, the certificate of {host} must be renewed.', { host });
  if (violation === 'ERR_TLS_CERT_ALTNAME_INVALID') return alikafka`config unset endpoint`;
  return trustIssuer();
}
