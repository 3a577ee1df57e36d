/**
 * Which requests the emulator accepts: those of programs, not of web pages. Its default keys are public, so a web page
 * in a browser on this machine could sign requests with them. Pages of other hosts are recognized by their Host, even
 * if that name resolves to a loopback address, and all others by the headers that a browser adds.
 */

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** A Host without its port: a name, an IPv4 address, or an IPv6 address in brackets. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i;

/** Whether a text is a host, without a port. */
export const isHost = (text: string): boolean => HOST.test(text);

/** Why a request is refused: a code of the emulator alone, and a message. */
export interface RefusedRequest {
  readonly code: 'Emulator.HostRefused' | 'Emulator.PageRefused';
  readonly message: string;
}

/**
 * Why a request is refused; undefined if it is accepted. `allowed` are hosts in addition to the loopback addresses,
 * compared without case and port.
 */
export function whyRefused(
  headers: Readonly<Record<string, string>>,
  allowed: readonly string[] = [],
): RefusedRequest | undefined {
  const host = (headers['host'] ?? '').replace(/:\d*$/, '');
  const isAllowed = allowed.some((one) => one.toLowerCase() === host.toLowerCase());
  if (!LOOPBACK.test(host) && !isAllowed)
    return {
      code: 'Emulator.HostRefused',
      message:
        'The emulator accepts only requests whose Host is a loopback address, localhost, or a host of --allow-host.',
    };
  if (headers['origin'] !== undefined) return page('Origin');
  // requests for an image or a form may have no Origin; "none" is an address that the user typed
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'none' ? undefined : page('Sec-Fetch-Site');
}

const page = (header: string): RefusedRequest => ({
  code: 'Emulator.PageRefused',
  message: `The emulator does not accept requests of web pages, and the header ${header} shows that this one comes from a browser.`,
});
