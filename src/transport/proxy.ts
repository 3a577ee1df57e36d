/**
 * Which proxy a request goes through: one pure rule for every request of this tool, and for what `doctor` says of them.
 * It follows curl and Go (golang.org/x/net/http/httpproxy, which the vendor's CLI uses); docs/credentials.md has it in words.
 */
import { isLoopback } from '../core/endpoint.ts';
import { type Failure, usage } from '../errors/failure.ts';
import { isExempt } from './no-proxy.ts';
import { NetworkFault, type Proxy } from './send.ts';

/** A variable of the environment that is set. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The proxies that the environment names, as they are written. */
export interface ProxySettings {
  /** For https:// addresses. */
  readonly https: Variable | undefined;
  /** For http:// addresses alone. */
  readonly http: Variable | undefined;
  /** For those that have none of their own. */
  readonly all: Variable | undefined;
  /** Hosts that are reached directly. */
  readonly noProxy: string | undefined;
  /** This is a CGI program (REQUEST_METHOD is set): a header `Proxy:` of whoever asks arrives as HTTP_PROXY. */
  readonly cgi: boolean;
}

/**
 * The proxy for an origin; undefined where it is reached directly, as this machine itself always is. Throws Failure
 * (exit 2) where the variable that applies cannot work, naming it; its value is not shown, since it may hold a password.
 */
export function proxyFor(origin: string, settings: ProxySettings | undefined): Proxy | undefined {
  if (settings === undefined || isLoopback(origin)) return undefined;
  const url = new URL(origin);
  const variable = (url.protocol === 'https:' ? settings.https : settings.http) ?? settings.all;
  if (variable === undefined || isExempt(url, settings.noProxy ?? '')) return undefined;
  if (settings.cgi && variable.name === 'HTTP_PROXY') throw refused(variable, ...FROM_A_STRANGER);
  return readProxy(variable);
}

const FROM_A_STRANGER = [
  'is not used in a CGI program (REQUEST_METHOD is set), where whoever calls it could have set it',
  'Use http_proxy in lower case, or unset REQUEST_METHOD.',
] as const;

const FORM =
  'Its form is http://<host>:<port>, or http://<user>:<pass>@<host>:<port> with special characters percent-encoded.';

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;

/** `http:/proxy` and `http//proxy`, which would be read as a host with the name http. */
const SLIPPED = /^https?(:\/(?!\/)|\/)/i;

function readProxy(variable: Variable): Proxy {
  const text = variable.value.trim();
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    throw badValue(variable, ...notSupported(scheme));
  const url = urlOf(scheme === undefined ? `http://${text}` : text);
  if (url === undefined || SLIPPED.test(text)) throw badValue(variable, 'holds no address of a proxy', FORM);
  const authorization = authorizationOf(url);
  if (authorization === null)
    throw badValue(variable, 'holds a user name or password that is not percent-encoded correctly', FORM);
  return { origin: `${url.protocol}//${url.host}`, authorization, variable: variable.name };
}

/** Undefined where it can be no proxy's. An @ behind the host is the end of a password with a / in it. */
function urlOf(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { hostname, port, pathname, search, hash } = url;
  return HOST.test(hostname) && port !== '0' && !`${pathname}${search}${hash}`.includes('@') ? url : undefined;
}

/** A name or an address; URLs let more through (a quote). */
const HOST = /^(\[[\da-f:.]+\]|[\w.-]+)$/i;

function notSupported(scheme: string): readonly [string, string] {
  const way = 'Set HTTPS_PROXY to an http:// or https:// proxy, or exempt the host with NO_PROXY.';
  return scheme.startsWith('socks')
    ? [`names a SOCKS proxy (${scheme}://), which is not supported`, way]
    : [`names a proxy of the kind ${scheme}://, which is not supported`, way];
}

/** Undefined without a user name, null where it is not percent-encoded as it must be. */
function authorizationOf({ username, password }: URL): string | undefined | null {
  if (username === '' && password === '') return undefined;
  const [user, secret] = [decoded(username), decoded(password)];
  if (user === undefined || secret === undefined) return null;
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const refused = ({ name }: Variable, message: string, hint: string, next?: string): Failure =>
  usage([{ flag: name, message }], { hint, next });

/** A value that cannot be a proxy's address, with what to set in its place. */
const badValue = (variable: Variable, message: string, hint: string): Failure =>
  refused(variable, message, hint, `export ${variable.name}=http://<host>:<port>`);

/** What must not be shown of the proxies: their passwords, as they are written, decoded, and as they are sent. */
export function proxySecrets({ https, http, all }: Omit<ProxySettings, 'noProxy' | 'cgi'>): string[] {
  return [https, http, all].flatMap((variable) => {
    const text = variable?.value.trim() ?? '';
    const written = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^:]*:(.+)@/is.exec(text)?.[1];
    const url = urlOf(SCHEME.test(text) ? text : `http://${text}`);
    const sent = url === undefined ? undefined : authorizationOf(url);
    const all = [written, decoded(written ?? ''), sent?.replace('Basic ', '')];
    return all.filter((one): one is string => one !== undefined && one !== '');
  });
}

/** `the proxy http://proxy.example:3128 (HTTPS_PROXY)`. */
export const nameOf = ({ origin, variable }: Proxy): string => `the proxy ${origin} (${variable})`;

/** The fault where a proxy answered in place of the service: nothing was sent on. `status` is its HTTP status. */
export function proxyRefusal(proxy: Proxy, status: number, cause?: unknown): NetworkFault {
  const [words, hint] = status === 407 ? wantsCredentials(proxy) : refuses(proxy, status);
  // What it may have no way to just now is asked for again; what it does not allow stays so.
  const lasting = status < 500 && status !== 408 && status !== 429;
  return new NetworkFault(`${words} (HTTP ${status})`, 'PROXY', false, cause, { lasting, hint });
}

function wantsCredentials(proxy: Proxy): readonly [words: string, hint: string] {
  const { variable, authorization } = proxy;
  const form = `${proxy.origin.replace('://', '://<user>:<pass>@')}, special characters percent-encoded`;
  return authorization === undefined
    ? [`${nameOf(proxy)} wants a user name and a password`, `Write them into ${variable}: ${form}.`]
    : [
        `${nameOf(proxy)} does not accept the user name and password in ${variable}`,
        `Check them in ${variable} (${form}). They are sent in the Basic scheme, the only one supported.`,
      ];
}

const refuses = (proxy: Proxy, status: number): readonly [words: string, hint: string] => [
  `${nameOf(proxy)} ${status < 500 ? 'does not allow the connection' : 'could not connect'}`,
  `Ask whoever runs the proxy; if the host can be reached without it, name the host in NO_PROXY.`,
];
