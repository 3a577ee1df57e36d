/** Percent-encodes after RFC 3986: all but A-Z a-z 0-9 - _ . ~ as upper-case %XX of the UTF-8 bytes (errata A16, A21). */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
