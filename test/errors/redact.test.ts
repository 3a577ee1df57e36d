/** Secrets never survive in what is said, however a request, an answer or an error quotes them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeText } from '../../src/core/safe-text.ts';
import { MASK, redactor } from '../../src/errors/redact.ts';
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

  test.each(SPELLINGS)('is masked wherever it stands %s, also after its name and more than once', (_says, spelled) => {
    const text = `p&w d"<>'%1`;
    const masked = redactor([text])(`Password=${spelled(text)} and ${spelled(text)}, ${spelled(text)}.`);
    expect(masked).toBe(`Password=${MASK} and ${MASK}, ${MASK}.`);
  });

  test('a longer one that holds a shorter one is masked whole', () => {
    expect(redactor(['test', 'testsecret'])('testsecret test')).toBe(`${MASK} ${MASK}`);
  });

  test('secrets that are added later count once the redactor is made anew', () => {
    const secrets = new Set(['testsecret']);
    expect(redactor(secrets)('testsecret othersecret')).toBe(`${MASK} othersecret`);
    secrets.add('othersecret');
    expect(redactor(secrets)('testsecret othersecret')).toBe(`${MASK} ${MASK}`);
  });
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
  ])('%s', (text, masked) => expect(redact(text)).toBe(masked));

  test.each(['Passwords are masked', 'the password is wrong', 'SignatureNonce=1', 'PasswordPolicy=x', 'nothing here'])(
    'says no more than that: %s',
    (text) => expect(redact(text)).toBe(text),
  );

  test('short secrets are found by their names alone', () => {
    expect(redactor(['abc'])('Password=abc and abc')).toBe(`Password=${MASK} and abc`);
  });

  test('what was JSON stays JSON', () => {
    const json = JSON.stringify({ message: 'sent "Password=abc" and \'SecurityToken=x\'', next: 'Password=a b' });
    expect(JSON.parse(redact(json))).toEqual({
      message: `sent "Password=${MASK}" and 'SecurityToken=${MASK}'`,
      next: `Password=${MASK} b`,
    });
  });
});

test("the service's SignatureDoesNotMatch, which quotes the whole request, shows neither password nor token nor key id", () => {
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
