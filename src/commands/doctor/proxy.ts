/** The check of the proxy variables. */
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { proxyOf } from '../../transport/proxy-variables.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, fixOf, ok } from './check-result.ts';
import { type Route, routeTo, type Service } from './route.ts';

const PROXY = 'proxy';
const SERVICES: readonly Service[] = ['alikafka', 'metrics', 'sts'];

/** Which proxy applies for each service. */
export async function proxy(checks: CheckContext): Promise<CheckResult[]> {
  try {
    return [ok(PROXY, proxies(checks))];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [fail(PROXY, error.message, fixOf(error), EXIT.usage)];
  }
}

/** The proxy of all services, or of each if they differ. Throws Failure if the variable is not a valid address. */
function proxies(checks: CheckContext): string {
  const routes = SERVICES.flatMap((service) => {
    const route = routeTo(service, checks);
    return route === undefined ? [] : [{ service, applied: proxyText(route, checks) }];
  });
  const [first, ...rest] = routes;
  const alike = rest.every((one) => one.applied === first?.applied);
  return alike ? (first?.applied ?? t('none')) : routes.map((one) => `${one.service}: ${one.applied}`).join('; ');
}

function proxyText({ proxy: applies, loopback }: Route, { io }: CheckContext): string {
  if (applies !== undefined) return applies.origin;
  if (proxyOf(io.context.env) === undefined) return t('none');
  return loopback ? t('none (loopback address)') : t('none (excluded by NO_PROXY or by the scheme)');
}
