/**
 * Escapes characters that are invisible or control a terminal, in texts from the service. XML has its own escapes
 * (xml.ts).
 */

/** Printable ASCII, which needs no escape. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Characters that are invisible, reorder text or control a terminal: control and format characters (ESC, DEL,
 * bidirectional marks, zero-width spaces, tags), line separators, lone surrogates and noncharacters, which formats need
 * not preserve (U+FFFE at the start of a file reverses its byte order).
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/** Sequences in which invisible characters are part of the writing and change what is seen. */
const MEANT = [
  // 👨‍👩‍👧, ❤️, 👍🏽: joined emoji, emoji style, skin tones
  '\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?\\p{Emoji_Modifier}?(?:\\u200d\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?\\p{Emoji_Modifier}?)*',
  // 1️⃣
  '[0-9#*]\\ufe0f\\u20e3',
  // Variants of Chinese characters
  '\\p{Script=Han}[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  // Joiners after an Indic virama or between Arabic letters; elsewhere they only make two names look alike.
  // Not next to another hidden character, which is escaped.
  `(?<=(?!${HIDDEN.source})[\\p{M}\\p{Script=Arabic}\\p{Script=Syriac}])[\\u200c\\u200d](?=(?!${HIDDEN.source})\\p{Lo})`,
];

let compiled: RegExp | undefined;

/** Compiled for the first text that is not plain, since compilation is slow. */
function meantOrHidden(): RegExp {
  compiled ??= new RegExp(`(${MEANT.join('|')})|${HIDDEN.source}`, 'gu');
  return compiled;
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text from the service with control and invisible characters as visible escapes. */
export function safeText(text: string): string {
  return PLAIN.test(text) ? text : replaceHidden(text, visible);
}

/** Replaces all hidden characters except those that are part of the writing (joined emoji, Chinese variants). */
export function replaceHidden(text: string, escape: (character: string) => string): string {
  if (!HIDDEN.test(text)) return text;
  return text.replace(meantOrHidden(), (found: string, meant: string | undefined) => meant ?? escape(found));
}

/** The same for a text of several lines, whose line feeds are kept. Line feeds in values must be escaped already. */
export function escapeLines(text: string, escape: (character: string) => string): string {
  return text
    .split('\n')
    .map((line) => replaceHidden(line, escape))
    .join('\n');
}

/** Whether a text has no hidden characters. */
export function isSafe(text: string): boolean {
  return PLAIN.test(text) || replaceHidden(text, () => '') === text;
}

/** UTF-16 code units as JSON and YAML write them: `\u202e`. */
export function unicodeEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

function visible(character: string): string {
  const code = character.codePointAt(0) as number;
  return SHORT[character] ?? (code > 0xffff ? `\\u{${code.toString(16)}}` : unicodeEscape(character));
}
