import { filled } from '../../config/setting.ts';
import { EXIT } from '../../errors/failure.ts';
import { asUrl } from '../../wire/undici.ts';
import { proxyOf } from '../proxy.ts';
import type { Exam } from './exam.ts';
import { fail, type Line, ok } from './line.ts';
import { type Route, routeTo, type Service } from './route.ts';

const CHECK = 'proxy';
const SERVICES: readonly Service[] = ['alikafka', 'metrics', 'sts'];
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/** Which proxy applies for each service. */
export async function proxy(exam: Exam): Promise<Line[]> {
  const { httpsProxy, httpProxy } = proxyOf(exam.io.context.env) ?? {};
  const wrong = [httpsProxy, httpProxy].find((one) => one !== undefined && !URL.canParse(asUrl(one)));
  if (wrong !== undefined) return [unusable(wrong, exam)];
  const routes = SERVICES.flatMap((service) => {
    const route = routeTo(service, exam);
    return route === undefined ? [] : [{ service, says: says(route, exam) }];
  });
  const [first, ...rest] = routes;
  const alike = rest.every((one) => one.says === first?.says);
  return [ok(CHECK, alike ? (first?.says ?? 'none') : routes.map((one) => `${one.service}: ${one.says}`).join('; '))];
}

function says({ proxy: applies, loopback }: Route, { io }: Exam): string {
  if (applies !== undefined) return applies.shown;
  if (proxyOf(io.context.env) === undefined) return 'none';
  return loopback ? 'none, for this machine itself' : 'none, by NO_PROXY or for this scheme';
}

/** Its value is not shown: it may hold a password. */
function unusable(value: string, { io }: Exam): Line {
  const variable = VARIABLES.find((name) => filled(io.context.env[name]) === value) ?? 'HTTPS_PROXY';
  return fail(CHECK, `${variable} holds no address of a proxy`, `export ${variable}=http://<host>:<port>`, EXIT.usage);
}
