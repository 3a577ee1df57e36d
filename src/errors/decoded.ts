/** Undoes the encodings in which a secret can be quoted: percent encoding, escapes of JSON, references of HTML and XML. */

/** A text after some decodings; each of its UTF-16 units maps to a part of the original text. */
export interface Decoded {
  readonly text: string;
  /** Where the unit at `index` begins in the original. */
  readonly start: (index: number) => number;
  /** Where the unit at `index` ends in the original, exclusive. */
  readonly end: (index: number) => number;
}

/** Every escape begins with one of these: a text without them has nothing to decode. */
export const ESCAPES = /[%\\&]/;

/** Nested encodings that are undone; a request that is quoted in an error inside another error has four. */
const DEEPEST = 6;

/** One encoding: its escapes, and their decoded text; undefined for what only looks like an escape. */
interface Encoding {
  readonly escape: RegExp;
  readonly piecesOf: (found: RegExpExecArray) => readonly Piece[] | undefined;
}

/** One piece of a decoded text, and the units of the escape that it comes from. */
interface Piece {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The original text, and the text after each order of decodings that changes it: percent encoding, backslash escapes
 * (JSON, JavaScript), character references of HTML and XML. For any encodings of a quoted secret, one of the results
 * contains it unencoded.
 */
export function decodings(original: string): Decoded[] {
  const all: Decoded[] = [{ text: original, start: (index) => index, end: (index) => index + 1 }];
  const known = new Set([original]);
  let last = all;
  for (let depth = 0; depth < DEEPEST && last.length > 0; depth++) {
    const next: Decoded[] = [];
    for (const level of last)
      for (const encoding of ENCODINGS) {
        const decoded = decodedOnce(level, encoding);
        if (decoded === undefined || known.has(decoded.text)) continue;
        known.add(decoded.text);
        next.push(decoded);
      }
    all.push(...next);
    last = next;
  }
  return all;
}

/** Undefined if the text has no escape of the encoding. */
function decodedOnce(level: Decoded, { escape, piecesOf }: Encoding): Decoded | undefined {
  const [starts, ends]: [number[], number[]] = [[], []];
  let [text, at] = ['', 0];
  const take = (piece: Piece): void => {
    text += piece.text;
    for (let i = 0; i < piece.text.length; i++) {
      starts.push(level.start(piece.from));
      ends.push(level.end(piece.to - 1));
    }
  };
  const keep = (to: number): void => {
    for (; at < to; at++) take({ text: level.text.charAt(at), from: at, to: at + 1 });
  };
  for (const found of level.text.matchAll(escape)) {
    const pieces = piecesOf(found);
    if (pieces === undefined) continue;
    keep(found.index);
    for (const piece of pieces) take({ ...piece, from: at + piece.from, to: at + piece.to });
    at += found[0].length;
  }
  if (at === 0) return undefined;
  keep(level.text.length);
  return { text, start: (i) => starts[i] as number, end: (i) => ends[i] as number };
}

/** An escape for one character. */
const one = (text: string | undefined, [whole]: RegExpExecArray): Piece[] | undefined =>
  text === undefined ? undefined : [{ text, from: 0, to: whole.length }];

const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const ENCODINGS: readonly Encoding[] = [
  { escape: /(?:%[\da-f]{2})+/gi, piecesOf: ([run]) => percentPieces(run) },
  {
    escape: /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|([\\/"'`nrtbf]))/gi,
    piecesOf: (found) => {
      const code = found[1] ?? found[2] ?? found[3];
      const short = found[4] ?? '';
      return one(code === undefined ? (SHORT[short] ?? short) : character(Number.parseInt(code, 16)), found);
    },
  },
  {
    escape: /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,7}));/gi,
    piecesOf: (found) => {
      const [, decimal, hex, name = ''] = found;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return one(Number.isNaN(code) ? named(name) : character(code), found);
    },
  },
];

const character = (code: number): string | undefined => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);

/** Bytes as UTF-8; invalid bytes as Latin-1, which some programs encode. */
function percentPieces(run: string): Piece[] {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number;
    const length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const text = bytes.subarray(at, at + length).toString('utf8');
    const valid = !text.includes('\ufffd') || (length === 3 && bytes.subarray(at, at + 3).toString('hex') === 'efbfbd');
    const taken = valid ? length : 1;
    pieces.push({ text: valid ? text : String.fromCharCode(first), from: 3 * at, to: 3 * (at + taken) });
    at += taken;
  }
  return pieces;
}

/** Names of characters in HTML: ASCII, and Latin-1 in its order from U+00A0. */
const ASCII_NAMES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  apos: "'",
  lt: '<',
  gt: '>',
  excl: '!',
  num: '#',
  dollar: '$',
  percnt: '%',
  lpar: '(',
  rpar: ')',
  ast: '*',
  plus: '+',
  comma: ',',
  period: '.',
  sol: '/',
  colon: ':',
  semi: ';',
  equals: '=',
  quest: '?',
  commat: '@',
  lsqb: '[',
  lbrack: '[',
  bsol: '\\',
  rsqb: ']',
  rbrack: ']',
  hat: '^',
  lowbar: '_',
  grave: '`',
  lcub: '{',
  lbrace: '{',
  verbar: '|',
  vert: '|',
  rcub: '}',
  rbrace: '}',
  tilde: '~',
  Tab: '\t',
  NewLine: '\n',
};
const LATIN_1: readonly string[] =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  );

function named(name: string): string | undefined {
  if (Object.hasOwn(ASCII_NAMES, name)) return ASCII_NAMES[name];
  const at = LATIN_1.indexOf(name);
  return at === -1 ? undefined : String.fromCharCode(0xa0 + at);
}
