/** Secrets are masked in every text, in any encoding in which a request, a response or an error quotes them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../support/properties.ts';
import { safeText } from '../../src/core/text/safe-text.ts';
import { MASK, redactor, secretMask } from '../../src/errors/redact.ts';
import { encodeByHand, stringToSignByHand } from '../support/by-hand.ts';

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const SPELLINGS: readonly (readonly [string, (secret: string) => string])[] = [
  ['raw', (secret) => secret],
  ['percent-encoded', encodeByHand],
  ['percent-encoded twice', (secret) => encodeByHand(encodeByHand(secret))],
  ['in JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
  ['in XML', xml],
  ['in an XML attribute', (secret) => xml(secret).replaceAll('"', '&quot;').replaceAll("'", '&apos;')],
  ['made harmless', safeText],
];

describe('a known secret of four characters or more', () => {
  const secret = fc.string({
    unit: fc.oneof(
      fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
      fc.constantFrom(...' *~\'()!+/=&%"<>\\\n\t\u001b\u200b'),
    ),
    minLength: 4,
    maxLength: 24,
  });

  test.each(SPELLINGS)('does not survive %s', (_says, spelled) => {
    fc.assert(
      fc.property(secret, (text) => {
        fc.pre(!text.includes('*'));
        expect(redactor([text])(`«${spelled(text)}»`)).toBe(`«${MASK}»`);
      }),
      { numRuns: 300 },
    );
  });

  test.each(SPELLINGS)(
    'is masked everywhere when it is %s, also after its name and more than once',
    (_says, spelled) => {
      const text = `p&w d"<>'%1`;
      const masked = redactor([text])(`Password=${spelled(text)} and ${spelled(text)}, ${spelled(text)}.`);
      expect(masked).toBe(`Password=${MASK} and ${MASK}, ${MASK}.`);
    },
  );

  test('a longer one that contains a shorter one is masked whole', () => {
    expect(redactor(['test', 'testsecret'])('testsecret test')).toBe(`${MASK} ${MASK}`);
  });

  test('secrets that are added later are masked by a new redactor', () => {
    const secrets = new Set(['testsecret']);
    expect(redactor(secrets)('testsecret othersecret')).toBe(`${MASK} othersecret`);
    secrets.add('othersecret');
    expect(redactor(secrets)('testsecret othersecret')).toBe(`${MASK} ${MASK}`);
  });
});

/** Encodings as other programs write them; some escape more than they need to. */
const ENCODERS: Readonly<Record<string, (text: string) => string>> = {
  percent: encodeByHand,
  'percent in lower case': (text) => encodeByHand(text).replace(/%../g, (code) => code.toLowerCase()),
  'percent, every byte': (text) => [...Buffer.from(text)].map((b) => `%${b.toString(16).padStart(2, '0')}`).join(''),
  form: (text) => encodeByHand(text).replaceAll('%20', '+'),
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON with escaped slashes': (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  'JSON, every unit': (text) =>
    Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  'JSON, every unit in upper case': (text) =>
    Array.from(
      { length: text.length },
      (_, i) => `\\u${text.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0')}`,
    ).join(''),
  XML: (text) => xml(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  'HTML, decimal': (text) => [...text].map((one) => `&#${one.codePointAt(0)};`).join(''),
  'HTML, hexadecimal': (text) => [...text].map((one) => `&#x${one.codePointAt(0)?.toString(16)};`).join(''),
  'HTML by name': (text) =>
    xml(text)
      .replaceAll('/', '&sol;')
      .replaceAll('+', '&plus;')
      .replaceAll('=', '&equals;')
      .replaceAll('é', '&eacute;'),
};

/** Secrets of visible characters that do not contain the mask. */
const visible = fc.string({
  unit: fc.constantFrom(...'aZ9 -_.~()!+/=&%"\'<>\\;#?é中'),
  minLength: 8,
  maxLength: 24,
});

describe('encodings are decoded', () => {
  test('a secret in any nested encodings is masked whole', () => {
    const chain = fc.array(fc.constantFrom(...Object.keys(ENCODERS)), { maxLength: 3 });
    fc.assert(
      fc.property(visible, chain, (secret, names) => {
        const encoded = names.reduce((text, name) => ENCODERS[name]?.(text) ?? '', secret);
        expect(redactor([secret])(`«${encoded}»`)).toBe(`«${MASK}»`);
      }),
      { numRuns: 400 },
    );
  });

  test.each(['percent', 'JSON'])('a secret that is encoded six times (%s) is masked', (kind) => {
    const secret = 'a"b\\c/d+e=f';
    const once = (text: string): string =>
      kind === 'JSON' ? JSON.stringify(text).slice(1, -1) : encodeURIComponent(text);
    const encoded = [1, 2, 3, 4, 5, 6].reduce(once, secret);
    expect(redactor([secret])(`«${encoded}»`)).toBe(`«${MASK}»`);
  });

  test('a secret in base64 is masked, wherever it begins', () => {
    fc.assert(
      fc.property(
        visible,
        fc.string({ maxLength: 5 }),
        fc.constantFrom('base64', 'base64url'),
        (secret, before, as) => {
          const encoded = Buffer.from(`${before}${secret}:x`).toString(as);
          expect(redactor([secret])(`Basic ${encoded}.`)).toBe(`Basic ${MASK}.`);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    ['%2b in lower case', 'testsecret+1', 'testsecret%2b1'],
    ['percent-encoding three times', 'testsecret+1', 'testsecret%25252B1'],
    ['Latin-1 bytes', 'testsécret', 'tests%E9cret'],
    ['an unescaped slash in JSON', 'testsecret/1', 'testsecret\\/1'],
    ['an escape of JavaScript', 'testsecret', '\\x74estsecret'],
  ])('%s', (_says, secret, quoted) => expect(redactor([secret])(`«${quoted}»`)).toBe(`«${MASK}»`));

  test('text that only looks like an escape is unchanged', () => {
    const text = 'C:\\temp 100% &c; \\u12 %zz &nosuch; \\';
    expect(redactor(['testsecret'])(text)).toBe(text);
  });
});

describe('a text is masked before it is cut', () => {
  test('no part of a secret across the cut is shown', () => {
    fc.assert(
      fc.property(
        visible,
        fc.constantFrom(...Object.keys(ENCODERS)),
        fc.nat(40),
        fc.nat(200),
        (secret, name, at, most) => {
          const [before, encoded, after] = ['.'.repeat(at), ENCODERS[name]?.(secret) ?? '', '.'.repeat(300)];
          const shown = most - at - encoded.length;
          const expected = most <= at ? before.slice(0, most) : `${before}${MASK}${after.slice(0, Math.max(0, shown))}`;
          expect(redactor([secret])(`${before}${encoded}${after}`, most)).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('without a secret it is only cut', () => expect(redactor(['testsecret'])('abcdef', 3)).toBe('abc'));
});

describe('data', () => {
  const mask = secretMask(['testsecret', 'ab']);

  test.each([
    ['testsecret', MASK],
    ['x testsecret%21', `x ${MASK}%21`],
    ['Password=abc', 'Password=abc'],
    ['ab', 'ab'],
  ])('%s', (text, shown) => expect(mask(text)).toBe(shown));
});

describe('names of secret parameters', () => {
  const redact = redactor([]);

  test.each([
    ['Password=abc', `Password=${MASK}`],
    ['Password=abc&Username=u', `Password=${MASK}&Username=u`],
    ['a&SecurityToken=CAIS%2B&b=c', `a&SecurityToken=${MASK}&b=c`],
    ['%26Password%3Dabc%26Region%3Dr', `%26Password%3D${MASK}%26Region%3Dr`],
    ['%2526Password%253Dab%25253D%2526R', `%2526Password%253D${MASK}%2526R`],
    ['AccessKeyId=testid Timestamp=x', `AccessKeyId=${MASK} Timestamp=x`],
    ['Signature=abc%3D&SignatureMethod=HMAC-SHA1', `Signature=${MASK}&SignatureMethod=HMAC-SHA1`],
    ['password=abc', `password=${MASK}`],
    ['AccessKeySecret=abc"', `AccessKeySecret=${MASK}"`],
    ['"Password=abc"', `"Password=${MASK}"`],
    ['Password=ab%26c%26d&x', `Password=${MASK}&x`],
    ['{"Password":"a\\"b"}', `{"Password":"${MASK}"}`],
    ['{"Pass\\u0077ord":"abc"}', `{"Pass\\u0077ord":"${MASK}"}`],
    ['"{\\"Password\\":\\"a\\\\\\"b\\"}"', `"{\\"Password\\":\\"${MASK}\\"}"`],
    ['{"Password": 12345678}', `{"Password": ${MASK}}`],
    ["{'NewPassword': 'abc'}", `{'NewPassword': '${MASK}'}`],
    ['<Password>a<![CDATA[b]]></Password>', `<Password>${MASK}</Password>`],
    ['&lt;Password&gt;abc&lt;/Password&gt;', `&lt;Password&gt;${MASK}&lt;/Password&gt;`],
    ['<p:Password type="x">abc', `<p:Password type="x">${MASK}`],
  ])('%s', (text, masked) => expect(redact(text)).toBe(masked));

  test.each(['Passwords are masked', 'the password is wrong', 'SignatureNonce=1', 'PasswordPolicy=x', 'nothing here'])(
    'is unchanged: %s',
    (text) => expect(redact(text)).toBe(text),
  );

  test('short secrets are found only by their names', () => {
    expect(redactor(['abc'])('Password=abc and abc')).toBe(`Password=${MASK} and abc`);
  });

  test('JSON stays valid JSON', () => {
    const json = JSON.stringify({ message: 'sent "Password=abc" and \'SecurityToken=x\'', next: 'Password=a b' });
    expect(JSON.parse(redact(json))).toEqual({
      message: `sent "Password=${MASK}" and 'SecurityToken=${MASK}'`,
      next: `Password=${MASK} b`,
    });
  });
});

test('SignatureDoesNotMatch, which quotes the whole request, shows no password, token or AccessKey ID', () => {
  const params = {
    Action: 'CreateSaslUser',
    AccessKeyId: 'LTAItest',
    Password: 'a b*~&%=pass',
    SecurityToken: 'CAIS/+token==',
    Username: 'app',
  };
  const text = `Specified signature is not matched with our calculation. server string to sign is:${stringToSignByHand('POST', params)}`;
  for (const redact of [redactor([]), redactor([params.Password, params.SecurityToken])]) {
    const shown = redact(text);
    for (const secret of [params.Password, params.SecurityToken, params.AccessKeyId])
      for (const [, spelled] of SPELLINGS) expect(shown).not.toContain(spelled(secret));
    expect(shown).toContain('Username%3Dapp');
    expect(shown).toContain('Action%3DCreateSaslUser');
  }
});
