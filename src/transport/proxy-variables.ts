/** Reads the proxy variables of the environment; proxy.ts decides which applies. */
import { type Env, filled } from '../core/env.ts';
import { type ProxySettings, proxySecrets, type Variable } from './proxy.ts';

const spellings = (name: string): readonly [string, string] => [name, name.toUpperCase()];

/** The variables: lower case takes precedence over upper case, as in curl. */
export const PROXY_VARIABLES = {
  https: spellings('https_proxy'),
  http: spellings('http_proxy'),
  all: spellings('all_proxy'),
  none: spellings('no_proxy'),
} as const;

/** The proxies that the environment sets, in either spelling; undefined if it sets none. */
export function proxyOf(env: Env): ProxySettings | undefined {
  const first = (names: readonly string[]): Variable | undefined =>
    names.map((name) => ({ name, value: filled(env[name]) ?? '' })).find(({ value }) => value !== '');
  const [https, http, all] = [PROXY_VARIABLES.https, PROXY_VARIABLES.http, PROXY_VARIABLES.all].map(first);
  if (https === undefined && http === undefined && all === undefined) return undefined;
  const cgi = filled(env['REQUEST_METHOD']) !== undefined;
  return { https, http, all, noProxy: first(PROXY_VARIABLES.none)?.value, cgi };
}

/** The proxies of the environment. Their passwords are registered with the log, which masks them. */
export function hiddenProxies(env: Env, log: { hide(secret: string): void }): ProxySettings | undefined {
  const settings = proxyOf(env);
  if (settings !== undefined) for (const secret of proxySecrets(settings)) log.hide(secret);
  return settings;
}
