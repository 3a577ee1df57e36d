import { filled } from '../core/env.ts';
import type { Context } from '../context.ts';
import type { ProxySettings, Variable } from '../transport/proxy.ts';
import { proxySecrets } from '../transport/proxy.ts';
import type { Log } from '../output/terminal/log.ts';

/** Variables of proxies, in small letters; those win over the same in capitals, as in curl. */
export const PROXY_VARIABLES = {
  https: 'https_proxy',
  http: 'http_proxy',
  all: 'all_proxy',
  none: 'no_proxy',
} as const;

/** The proxies that the environment names, in either spelling; undefined where it names none. */
export function proxyOf(env: Context['env']): ProxySettings | undefined {
  const either = (name: string): Variable | undefined =>
    [name, name.toUpperCase()]
      .map((spelling) => ({ name: spelling, value: filled(env[spelling])?.trim() ?? '' }))
      .find(({ value }) => value !== '');
  const [https, http, all] = [PROXY_VARIABLES.https, PROXY_VARIABLES.http, PROXY_VARIABLES.all].map(either);
  if (https === undefined && http === undefined && all === undefined) return undefined;
  const cgi = filled(env['REQUEST_METHOD']) !== undefined;
  return { https, http, all, noProxy: either(PROXY_VARIABLES.none)?.value, cgi };
}

/** The same, with its passwords hidden from all that is said from now on. */
export function hiddenProxies(env: Context['env'], log: Pick<Log, 'hide'>): ProxySettings | undefined {
  const settings = proxyOf(env);
  if (settings !== undefined) for (const secret of proxySecrets(settings)) log.hide(secret);
  return settings;
}
