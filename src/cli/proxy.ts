import { filled } from '../config/setting.ts';
import type { Context } from '../context.ts';
import type { ProxySettings } from '../wire/send.ts';

/** The proxies that the environment names, in either spelling. */
export function proxyOf(env: Context['env']): ProxySettings | undefined {
  const either = (name: string): string | undefined => filled(env[name.toLowerCase()]) ?? filled(env[name]);
  const [httpsProxy, httpProxy] = [either('HTTPS_PROXY'), either('HTTP_PROXY')];
  return httpsProxy === undefined && httpProxy === undefined
    ? undefined
    : { httpsProxy, httpProxy, noProxy: either('NO_PROXY') };
}
