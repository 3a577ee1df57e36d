import { isIP } from 'node:net';
import { EXIT } from '../../errors/failure.ts';
import type { ProbeResult } from '../../ports/probes.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, ok, skip } from './check-result.ts';
import { type Route, routeTo, type Service } from './route.ts';

/** A look at the way to one service; no line where it is not called. */
const onRoute =
  (name: string, look: (check: string, route: Route, checks: CheckContext) => Promise<CheckResult>) =>
  (service: Service) =>
  async (checks: CheckContext): Promise<CheckResult[]> => {
    const route = routeTo(service, checks);
    return route === undefined ? [] : [await look(`${name} ${service}`, route, checks)];
  };

/** Whether the name of the host, or of the proxy in front of it, is known. */
export const dns = onRoute('dns', async (check, { host, proxy, loopback }, { io }) => {
  if (loopback) return skip(check, `${host} is this machine itself`);
  if (isIP(host) !== 0) return skip(check, `${host} is an address already`);
  const found = await io.context.probes.resolve(host);
  const name = proxy === undefined ? host : `the proxy ${host}`;
  if (found.ok) return ok(check, `${name}: ${found.value.join(', ')}`);
  return fail(check, `${name} is not found: ${found.why}`, mendName(found, proxy !== undefined), EXIT.unreachable);
});

/** A name that is known nowhere is a wrong one most often; all else is the name server. */
function mendName({ code }: Extract<ProbeResult<unknown>, { ok: false }>, isProxy: boolean): string {
  if (isProxy) return 'export HTTPS_PROXY=http://<host>:<port>';
  if (code === 'ENOTFOUND') return 'alikafka regions';
  return 'Look at the name server (/etc/resolv.conf); where only a proxy leads out: export HTTPS_PROXY=http://<host>:<port>';
}

/** Whether something takes connections there. */
export const tcp = onRoute('tcp', async (check, route, { io }) => {
  const { host, port, proxy } = route;
  const name = `${proxy === undefined ? '' : 'the proxy '}${host}:${port}`;
  const found = await io.context.probes.connect(host, port);
  if (found.ok) return ok(check, `${name} takes connections`);
  return fail(check, `${name} takes no connection: ${found.why}`, mendConnection(route), EXIT.unreachable);
});

function mendConnection({ host, port, proxy, loopback }: Route): string {
  if (loopback) return `alikafka emulator --port ${port}`;
  if (proxy !== undefined)
    return 'export HTTPS_PROXY=http://<host>:<port>, or unset HTTPS_PROXY HTTP_PROXY where none is needed';
  return `Let ${host}:${port} through the firewall; where only a proxy leads out: export HTTPS_PROXY=http://<host>:<port>`;
}
