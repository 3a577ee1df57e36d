/**
 * Which proxy a request goes through: one pure rule for every request of this tool and for `doctor`. It follows curl and Go
 * (golang.org/x/net/http/httpproxy, which Alibaba Cloud's CLI uses); docs/credentials.md describes it. Which environment
 * variables are read is in proxy-variables.ts.
 */
import { isLoopback } from '../core/endpoint.ts';
import { type Sentence, sentence, t } from '../core/text/texts.ts';
import { type Failure, type FailureParts, usage } from '../errors/failure.ts';
import { isExempt } from './no-proxy.ts';
import { NetworkFault, type Proxy } from './send.ts';

/** A variable of the environment that is set. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The proxies that the environment sets, unchecked. */
export interface ProxySettings {
  /** For https:// addresses. */
  readonly https: Variable | undefined;
  /** For http:// addresses. */
  readonly http: Variable | undefined;
  /** For addresses without a specific variable. */
  readonly all: Variable | undefined;
  /** Hosts that are reached directly. */
  readonly noProxy: string | undefined;
  /** This is a CGI program (REQUEST_METHOD is set): the header `Proxy:` of its caller arrives as HTTP_PROXY. */
  readonly cgi: boolean;
}

/**
 * The proxy for an origin; undefined if the connection is direct, as it always is to this machine. Throws Failure
 * (exit 2) with the name of the variable if its value is not valid; the value is not shown, since it may have a password.
 */
export function proxyFor(origin: string, settings: ProxySettings | undefined): Proxy | undefined {
  if (settings === undefined || isLoopback(origin)) return undefined;
  const url = new URL(origin);
  const variable = (url.protocol === 'https:' ? settings.https : settings.http) ?? settings.all;
  if (variable === undefined || isExempt(url, settings.noProxy ?? '')) return undefined;
  if (settings.cgi && variable.name === 'HTTP_PROXY') throw notInCgi(variable);
  return readProxy(variable);
}

/** A caller of a CGI program can set HTTP_PROXY. */
const notInCgi = (variable: Variable): Failure =>
  refused(
    variable,
    sentence(
      '{name} cannot be used in a CGI program (REQUEST_METHOD is set): a caller can set it with the header Proxy',
    ),
    { hint: t('Set http_proxy in lower case instead, or unset REQUEST_METHOD.') },
  );

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;

/** `http:/proxy` and `http//proxy`, which URL would read as a host with the name http. */
const SLIPPED = /^https?(:\/(?!\/)|\/)/i;

function readProxy(variable: Variable): Proxy {
  const text = variable.value.trim();
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') throw notSupported(variable, scheme);
  const url = urlOf(scheme === undefined ? `http://${text}` : text);
  if (url === undefined || SLIPPED.test(text))
    throw notValid(variable, sentence('{name} must be a proxy address such as http://proxy.example:3128'));
  const authorization = authorizationOf(url);
  if (authorization === null)
    throw notValid(variable, sentence('{name} has a user name or password that is not percent-encoded correctly'));
  return { origin: `${url.protocol}//${url.host}`, authorization, variable: variable.name };
}

/** Undefined if it is not the address of a proxy. An @ after the host is the end of a password that has a / in it. */
function urlOf(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { hostname, port, pathname, search, hash } = url;
  return HOST.test(hostname) && port !== '0' && !`${pathname}${search}${hash}`.includes('@') ? url : undefined;
}

/** A host name or address; URL accepts more, such as a quote. */
const HOST = /^(\[[\da-f:.]+\]|[\w.-]+)$/i;

function notSupported(variable: Variable, scheme: string): Failure {
  const violation = scheme.startsWith('socks')
    ? sentence('{name} is a SOCKS proxy ({scheme}://), which is not supported', { scheme })
    : sentence('{name} is a {scheme}:// proxy, which is not supported', { scheme });
  const hint = t('Set HTTPS_PROXY to an http:// or https:// proxy, or add the host to NO_PROXY to connect directly.');
  return refused(variable, violation, { hint, ...exportOf(variable) });
}

const BASIC = 'Basic ';

/** The value of the header; undefined without a user name, null if it is not percent-encoded correctly. */
function authorizationOf({ username, password }: URL): string | undefined | null {
  if (username === '' && password === '') return undefined;
  const [user, secret] = [decoded(username), decoded(password)];
  if (user === undefined || secret === undefined) return null;
  return `${BASIC}${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const refused = ({ name }: Variable, violation: Sentence, advice: Partial<FailureParts>): Failure =>
  usage([{ flag: name, message: violation(name) }], advice);

/** A value that is not the address of a proxy. */
const notValid = (variable: Variable, violation: Sentence): Failure =>
  refused(variable, violation, {
    hint: t(
      'Use the form http://<host>:<port>, or http://<user>:<pass>@<host>:<port> with special characters percent-encoded.',
    ),
    ...exportOf(variable),
  });

/** The command that sets the variable. */
const exportOf = ({ name }: Variable): Pick<FailureParts, 'next'> => ({
  next: `export ${name}=http://<host>:<port>`,
});

/** The secrets of the proxies, to be masked: passwords as written, decoded, and as sent. */
export function proxySecrets({ https, http, all }: Omit<ProxySettings, 'noProxy' | 'cgi'>): string[] {
  return [https, http, all].flatMap((variable) => {
    const text = variable?.value.trim() ?? '';
    const written = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^:]*:(.+)@/is.exec(text)?.[1];
    const url = urlOf(SCHEME.test(text) ? text : `http://${text}`);
    const sent = url === undefined ? undefined : authorizationOf(url);
    const all = [written, decoded(written ?? ''), sent?.replace(BASIC, '')];
    return all.filter((one): one is string => one !== undefined && one !== '');
  });
}

/** The name of a proxy in errors: `the proxy http://proxy.example:3128 (HTTPS_PROXY)`. */
export const nameOf = ({ origin, variable }: Proxy): string =>
  t('the proxy {origin} ({variable})', { origin, variable });

/** The fault of a request that a proxy refused with an HTTP status: nothing was sent to the service. */
export function proxyRefusal(proxy: Proxy, status: number, cause?: unknown): NetworkFault {
  const { message, hint } = status === 407 ? needsCredentials(proxy) : doesNotConnect(proxy, status);
  // A proxy that cannot connect at the moment is tried again; one that does not allow it is not.
  const lasting = status < 500 && status !== 408 && status !== 429;
  return new NetworkFault(message, 'PROXY', false, cause, { lasting, hint });
}

/** The texts about a proxy that refused a request. */
interface ProxyRefusal {
  readonly message: string;
  readonly hint: string;
}

function needsCredentials(proxy: Proxy): ProxyRefusal {
  const { origin, variable, authorization } = proxy;
  const form = origin.replace('://', '://<user>:<pass>@');
  return authorization === undefined
    ? {
        message: t('the proxy {origin} ({variable}) requires a user name and a password (HTTP 407)', {
          origin,
          variable,
        }),
        hint: t('Add them to {variable}: {form}, with special characters percent-encoded.', { variable, form }),
      }
    : {
        message: t(
          'the proxy {origin} ({variable}) does not accept the user name and password in {variable} (HTTP 407)',
          {
            origin,
            variable,
          },
        ),
        hint: t(
          'Check them in {variable}: {form}, with special characters percent-encoded. They are sent with the Basic scheme, the only one that is supported.',
          { variable, form },
        ),
      };
}

function doesNotConnect({ origin, variable }: Proxy, status: number): ProxyRefusal {
  const values = { origin, variable, status };
  return {
    message:
      status < 500
        ? t('the proxy {origin} ({variable}) does not allow the connection (HTTP {status})', values)
        : t('the proxy {origin} ({variable}) could not connect (HTTP {status})', values),
    hint: t(
      'Ask the administrator of the proxy. If the host can be reached without the proxy, add the host to NO_PROXY.',
    ),
  };
}
