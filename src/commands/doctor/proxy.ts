import { EXIT, Failure } from '../../errors/failure.ts';
import { proxyOf } from '../../transport/proxy-variables.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, fixOf, ok } from './check-result.ts';
import { type Route, routeTo, type Service } from './route.ts';

const CHECK = 'proxy';
const SERVICES: readonly Service[] = ['alikafka', 'metrics', 'sts'];

/** Which proxy applies for each service. */
export async function proxy(checks: CheckContext): Promise<CheckResult[]> {
  try {
    return [ok(CHECK, routesIn(checks))];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [fail(CHECK, error.message, fixOf(error), EXIT.usage)];
  }
}

/** Throws Failure where the variable that applies cannot work. */
function routesIn(checks: CheckContext): string {
  const routes = SERVICES.flatMap((service) => {
    const route = routeTo(service, checks);
    return route === undefined ? [] : [{ service, says: says(route, checks) }];
  });
  const [first, ...rest] = routes;
  const alike = rest.every((one) => one.says === first?.says);
  return alike ? (first?.says ?? 'none') : routes.map((one) => `${one.service}: ${one.says}`).join('; ');
}

function says({ proxy: applies, loopback }: Route, { io }: CheckContext): string {
  if (applies !== undefined) return applies.origin;
  if (proxyOf(io.context.env) === undefined) return 'none';
  return loopback ? 'none, for this machine itself' : 'none, by NO_PROXY or for this scheme';
}
