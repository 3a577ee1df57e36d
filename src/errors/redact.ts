import { percentEncode } from '../core/encode.ts';
import { replaceHidden, safeText, unicodeEscape } from '../core/safe-text.ts';

/** What stands where a secret was. */
export const MASK = '******';

/** Names whose values are never shown, plain or percent-encoded once or twice (a string to sign quotes the whole request). */
const NAMED =
  /((?:Password|SecurityToken|AccessKeyId|AccessKeySecret|Signature)(?:=|%3D|%253D))(.*?)(?=&|%26|%2526|\\*["']|[\s<>]|$)/gis;

/** Shorter secrets are found by their names alone: replacing every `a` would say less, not more. */
const SHORTEST = 4;

/**
 * A function that masks secrets in text: the given ones in every spelling in which a request can quote them,
 * and whatever follows the name of a secret parameter.
 */
export function redactor(secrets: Iterable<string>): (text: string) => string {
  const spellings = [...new Set([...secrets].filter((secret) => secret.length >= SHORTEST).flatMap(spellingsOf))].sort(
    (a, b) => b.length - a.length,
  );
  // Secrets first: what follows a name ends at the first blank or quote, which may stand within a secret.
  return (text) =>
    spellings.reduce((masked, secret) => masked.replaceAll(secret, MASK), text).replace(NAMED, `$1${MASK}`);
}

function spellingsOf(secret: string): string[] {
  const once = percentEncode(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const shown = [secret, json].map((text) => replaceHidden(text, unicodeEscape));
  return [
    secret,
    once,
    percentEncode(once),
    json,
    xml,
    xml.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
    ...shown,
    safeText(secret),
  ];
}

/** A key id with its middle masked: enough to tell two apart. */
export function middleMasked(id: string): string {
  return id.length <= 8 ? `${id.slice(0, 2)}****` : `${id.slice(0, 4)}****${id.slice(-4)}`;
}
