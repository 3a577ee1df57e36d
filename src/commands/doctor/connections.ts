/** The checks of DNS and TCP, on the route to each service. */
import { isIP } from 'node:net';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT } from '../../errors/failure.ts';
import type { ProbeResult } from '../../ports/probes.ts';
import type { CheckContext } from './check-context.ts';
import { serviceCheck } from './check-names.ts';
import { fail, type CheckResult, ok, skip } from './check-result.ts';
import { SET_PROXY } from './fixes.ts';
import { type Route, routeTo, type Service } from './route.ts';

/** A check of the route to one service. No result if the service is not called. */
const onRoute =
  (kind: 'dns' | 'tcp', run: (check: string, route: Route, checks: CheckContext) => Promise<CheckResult>) =>
  (service: Service) =>
  async (checks: CheckContext): Promise<CheckResult[]> => {
    const route = routeTo(service, checks);
    return route === undefined ? [] : [await run(serviceCheck(kind, service), route, checks)];
  };

/** Whether the name of the host, or of the proxy in front of it, has an address. */
export const dns = onRoute('dns', async (check, { host, proxy, loopback }, { io }) => {
  if (loopback) return skip(check, t('skipped ({host} is this machine)', { host }));
  if (isIP(host) !== 0) return skip(check, t('skipped ({host} is an IP address)', { host }));
  const found = await io.context.probes.resolve(host);
  if (found.ok) {
    const addresses = found.value.join(', ');
    return ok(
      check,
      proxy === undefined ? `${host}: ${addresses}` : t('proxy {host}: {addresses}', { host, addresses }),
    );
  }
  const values = { host, reason: found.why };
  const detail =
    proxy === undefined
      ? t('cannot resolve {host}: {reason}', values)
      : t('cannot resolve the proxy {host}: {reason}', values);
  return fail(check, detail, nameFix(found, proxy !== undefined), EXIT.unreachable);
});

/** A name that does not exist is usually misspelled; every other fault is one of the name server. */
function nameFix({ code }: Extract<ProbeResult<unknown>, { ok: false }>, isProxy: boolean): string {
  if (isProxy) return SET_PROXY;
  if (code === 'ENOTFOUND') return alikafka`regions`;
  return t('Check the name server in /etc/resolv.conf. If the network requires a proxy, run "{command}".', {
    command: SET_PROXY,
  });
}

/** Whether the host, or the proxy in front of it, accepts connections. */
export const tcp = onRoute('tcp', async (check, route, { io }) => {
  const { host, port, proxy } = route;
  const found = await io.context.probes.connect(host, port);
  const values = { host, port };
  if (found.ok)
    return ok(
      check,
      proxy === undefined
        ? t('{host}:{port} accepts connections', values)
        : t('proxy {host}:{port} accepts connections', values),
    );
  const failed = { ...values, reason: found.why };
  const detail =
    proxy === undefined
      ? t('cannot connect to {host}:{port}: {reason}', failed)
      : t('cannot connect to the proxy {host}:{port}: {reason}', failed);
  return fail(check, detail, connectionFix(route), EXIT.unreachable);
});

function connectionFix({ host, port, proxy, loopback }: Route): string {
  if (loopback) return alikafka`emulator --port ${port}`;
  if (proxy !== undefined)
    return t(
      'Set the address of the proxy with "{command}", or unset HTTPS_PROXY and HTTP_PROXY if no proxy is needed.',
      {
        command: SET_PROXY,
      },
    );
  return t('Allow {host}:{port} in the firewall. If the network requires a proxy, run "{command}".', {
    host,
    port,
    command: SET_PROXY,
  });
}
