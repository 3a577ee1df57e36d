/**
 * Who may talk to the emulator: programs, not web pages. Its default keys are public, so a page that a browser shows on
 * this machine could sign requests with them. A page of another host shows itself by its Host, even where its name was
 * pointed at loopback; every other one by what a browser adds to requests that pages make.
 */

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** What a Host may look like without its port: a name, an IPv4 address, or an IPv6 address in brackets. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i;

/** Whether a text is a host, without a port. */
export const isHost = (text: string): boolean => HOST.test(text);

/** Why a request may not come in: a code that only the emulator has, and a sentence. */
export interface TurnedAway {
  readonly code: 'Emulator.HostRefused' | 'Emulator.PageRefused';
  readonly message: string;
}

/**
 * Why a request may not come in; undefined where it may. `allowed` are hosts in addition to those of loopback, compared
 * without case and whatever the port.
 */
export function whyRefused(
  headers: Readonly<Record<string, string>>,
  allowed: readonly string[] = [],
): TurnedAway | undefined {
  const host = (headers['host'] ?? '').replace(/:\d*$/, '');
  const isAllowed = allowed.some((one) => one.toLowerCase() === host.toLowerCase());
  if (!LOOPBACK.test(host) && !isAllowed)
    return {
      code: 'Emulator.HostRefused',
      message:
        'The emulator answers only requests whose Host is a loopback address or localhost, or was named by --allow-host.',
    };
  if (headers['origin'] !== undefined) return page('Origin');
  // An image or a form of a page may have no Origin. "none" is what a person typed into the address bar.
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'none' ? undefined : page('Sec-Fetch-Site');
}

const page = (header: string): TurnedAway => ({
  code: 'Emulator.PageRefused',
  message: `The emulator does not answer web pages. The request comes from a browser: it has the header ${header}.`,
});
