import { EXIT, Failure } from '../../errors/failure.ts';
import { proxyOf } from '../../client/proxy-variables.ts';
import type { Exam } from './check-context.ts';
import { fail, type Line, mendOf, ok } from './check-result.ts';
import { type Route, routeTo, type Service } from './route.ts';

const CHECK = 'proxy';
const SERVICES: readonly Service[] = ['alikafka', 'metrics', 'sts'];

/** Which proxy applies for each service. */
export async function proxy(exam: Exam): Promise<Line[]> {
  try {
    return [ok(CHECK, routesIn(exam))];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [fail(CHECK, error.message, mendOf(error), EXIT.usage)];
  }
}

/** Throws Failure where the variable that applies cannot work. */
function routesIn(exam: Exam): string {
  const routes = SERVICES.flatMap((service) => {
    const route = routeTo(service, exam);
    return route === undefined ? [] : [{ service, says: says(route, exam) }];
  });
  const [first, ...rest] = routes;
  const alike = rest.every((one) => one.says === first?.says);
  return alike ? (first?.says ?? 'none') : routes.map((one) => `${one.service}: ${one.says}`).join('; ');
}

function says({ proxy: applies, loopback }: Route, { io }: Exam): string {
  if (applies !== undefined) return applies.origin;
  if (proxyOf(io.context.env) === undefined) return 'none';
  return loopback ? 'none, for this machine itself' : 'none, by NO_PROXY or for this scheme';
}
