/** Masks secrets in texts and data: known values in any encoding, and values after the name of a secret. */
import { replaceHidden, safeText, unicodeEscape } from '../core/text/safe-text.ts';
import type { Json } from '../core/shape.ts';
import { type Decoded, decodings, ESCAPES } from './decoded.ts';

/** The text that replaces a secret. */
export const MASK = '******';

/**
 * Masks secrets in a text. `most` is the number of characters of the original that are shown: the text is masked before
 * it is cut, since a secret that was cut would not be found.
 */
export type Redact = (text: string, most?: number) => string;

/** A part of a text, the end exclusive. */
type Range = readonly [start: number, end: number];

/** Finds the ranges to mask in a text at one level of decoding. Positions are those of that level. */
type Finder = (text: string) => Iterable<Range>;

/** Shorter secrets are found only by their names: masking every `a` would make texts unreadable. */
const SHORTEST = 4;

/** Characters that are searched beyond the cut, so that a secret across it is found whole in any encoding. */
const BEYOND = 65_536;

/** A function that masks the given secrets in any encoding, and every value that follows the name of a secret. */
export function redactor(secrets: Iterable<string>): Redact {
  return maskBy([...secretFinders(secrets), ...NAMED.map(namedFinder)]);
}

/** A function that masks only the given secrets: for data, where a name such as Password can be a normal value. */
export function secretMask(secrets: Iterable<string>): Redact {
  const known = [...secrets].filter((secret) => secret.length >= SHORTEST);
  const mask = maskBy([...secretFinders(known)]);
  // No encoding is shorter than what it encodes, and most texts of a long list are shorter than a key.
  const shortest = Math.min(...known.map(({ length }) => length));
  return (text, most) => (text.length < shortest ? text.slice(0, most) : mask(text, most));
}

const maskBy =
  (finders: readonly Finder[]): Redact =>
  (text, most = text.length) => {
    const seen = text.slice(0, most + BEYOND);
    const rangesIn = (level: string): Range[] => finders.flatMap((find) => [...find(level)]);
    const found = ESCAPES.test(seen)
      ? decodings(seen).flatMap((level) => rangesIn(level.text).map(originalOf(level)))
      : rangesIn(seen);
    return masked(seen, found, Math.min(most, seen.length));
  };

const originalOf =
  ({ start, end }: Decoded) =>
  ([from, to]: Range): Range => [start(from), end(to - 1)];

/** The text up to `most`, with a mask instead of each range; ranges that touch become one. */
function masked(text: string, ranges: Range[], most: number): string {
  let [shown, at] = ['', 0];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    if (start >= most) break;
    if (start > at || shown === '') shown += `${text.slice(at, start)}${MASK}`;
    at = Math.max(at, end);
  }
  return `${shown}${text.slice(at, Math.max(at, most))}`;
}

/** A plus can be an encoded space: both are compared as the same character. */
const folded = (text: string): string => text.replaceAll('+', ' ');

function* secretFinders(secrets: Iterable<string>): Generator<Finder> {
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    // Invisible characters are escaped when printed; backslashes of the secret itself make that ambiguous to decode.
    const forms = [secret, safeText(secret), replaceHidden(secret, unicodeEscape)].map(folded);
    yield textFinder([...new Set(forms)]);
    yield textFinder([...new Set(base64Forms(secret))].map(folded), widened);
  }
}

/** Finds the given texts; `widen` extends each range that was found. */
const textFinder = (forms: readonly string[], widen?: typeof widened): Finder =>
  function* (text) {
    const where = folded(text);
    for (const form of forms)
      for (let at = where.indexOf(form); at !== -1; at = where.indexOf(form, at + 1))
        yield widen === undefined ? [at, at + form.length] : widen(text, at, at + form.length);
  };

const IN_BASE64 = /[\w+/=-]/;

function widened(text: string, from: number, to: number): Range {
  let [start, end] = [from, to];
  while (start > 0 && IN_BASE64.test(text.charAt(start - 1))) start--;
  while (end < text.length && IN_BASE64.test(text.charAt(end))) end++;
  return [start, end];
}

/** Shorter pieces of base64 match too many other texts. */
const SHORTEST_BASE64 = 8;

/** The base64 of a secret inside a longer text, for each of the three positions at which it can begin. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2]
    .map((before) => {
      const all = Buffer.concat([Buffer.alloc(before), bytes]);
      const own = all.toString('base64').replace(/=+$/, '');
      // the first and the last character can contain bits of the adjacent text
      return own.slice(before === 0 ? 0 : before + 1, all.length % 3 === 0 ? undefined : -1);
    })
    .filter((form) => form.length >= SHORTEST_BASE64)
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** Names whose values are never shown: in a query or form, in JSON (also inside its strings), in XML. */
const NAMED: readonly RegExp[] = [
  /(?:Password|SecurityToken|AccessKeyId|AccessKeySecret|Signature)=(?<value>.*?)(?=&|\\*["']|[\s<>]|$)/dgis,
  /(?<quote>\\*["'])\w*(?:Password|Secret|SecurityToken|AccessToken)\k<quote>\s*:\s*\k<quote>(?<value>(?:(?!\k<quote>)(?:[^\\]|\\[^]))*)/dgi,
  /(?<quote>\\*["'])\w*(?:Password|Secret|SecurityToken|AccessToken)\k<quote>\s*:\s*(?<value>-?\d[\w.+-]*)/dgi,
  /<(?<tag>[\w:]*(?:Password|Secret|SecurityToken|AccessToken))(?:\s[^>]*)?>(?<value>.*?)(?=<\/\k<tag>|$)/dgis,
];

const namedFinder = (pattern: RegExp): Finder =>
  function* (text) {
    for (const { indices } of text.matchAll(pattern)) {
      const value = indices?.groups?.['value'];
      if (value !== undefined && value[0] < value[1]) yield value;
    }
  };

/** A copy of a JSON value with the secrets masked in every string, number and field name. */
export function hiddenIn(value: Json, mask: Redact): Json {
  if (typeof value === 'string') return mask(value);
  if (typeof value === 'number' || typeof value === 'bigint') return mask(String(value)).includes(MASK) ? MASK : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one) => hiddenIn(one, mask));
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [mask(name), hiddenIn(inside, mask)]));
}

/** An AccessKey ID with its middle masked, which is enough to distinguish two: `LTAI****x3Kd`. */
export function middleMasked(id: string): string {
  return id.length <= 8 ? `${id.slice(0, 2)}****` : `${id.slice(0, 4)}****${id.slice(-4)}`;
}
