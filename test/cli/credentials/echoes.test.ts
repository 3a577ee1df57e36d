/** An answer that quotes a secret of the request, in any encoding and at any place: it is in no output. */
import { describe, expect, test } from '@jest/globals';
import { cli, INSTANCE } from '../../support/context.ts';
import { encodeByHand } from '../../support/by-hand.ts';
import { http, ok, refusal, type Reply } from '../../support/effects.ts';

const PASSWORD = 'Zq7+/="x&k9<Wv-Canary~4';

const twice = (text: string): string => encodeByHand(encodeByHand(text));
const ENCODERS: [string, (text: string) => string][] = [
  ['unchanged', (text) => text],
  ['percent-encoded in lower case', (text) => encodeByHand(text).replace(/%../g, (code) => code.toLowerCase())],
  ['percent-encoded three times', (text) => encodeByHand(twice(text))],
  [
    'in JSON, every character escaped',
    (text) => text.replace(/./g, (one) => `\\u00${Buffer.from(one).toString('hex')}`),
  ],
  ['in JSON with escaped slashes', (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')],
  ['in HTML', (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;')],
  ['in base64', (text) => Buffer.from(`app:${text}`).toString('base64')],
];

/** Where an answer can quote it. */
const PLACES: [string, (quoted: string) => Reply][] = [
  ['a message', (quoted) => refusal('InvalidParameter', 400, `bad value ${quoted}`)],
  ['a code', (quoted) => refusal(quoted, 400, 'no')],
  ['a message that is no text', (quoted) => http(400, { Code: 'X', Message: { said: ['x'.repeat(90), quoted] } })],
  ['a RequestId', (quoted) => http(200, { Code: 200, RequestId: quoted })],
  ['a field', (quoted) => http(200, { Code: 200, RequestId: 'R', Message: quoted, Echo: { List: [quoted] } })],
  ['the name of a field', (quoted) => http(200, { Code: 200, RequestId: 'R', [quoted]: 'x' })],
  ['a page of somebody else, across the cut', (quoted) => http(200, `<html>${'x'.repeat(105)}${quoted}</html>`)],
  ['what is not JSON, across the cut', (quoted) => http(502, `${'x'.repeat(100)}${quoted}`)],
  ['a long answer, across the cut of the trace', (quoted) => http(200, { Code: 200, A: 'x'.repeat(1960), B: quoted })],
];

/** Eight consecutive characters would be too much of it, even if the others are masked. */
function expectHidden(output: string, secret: string): void {
  for (let at = 0; at + 8 <= secret.length; at++) expect(output).not.toContain(secret.slice(at, at + 8));
}

const COMMANDS = [
  'sasl create app --password-stdin',
  'sasl create app --password-stdin -o json --debug',
  'api CreateSaslUser Username=app Password=@- --yes -o json',
  'api CreateSaslUser Username=app Password=@- --yes -o yaml --debug',
  'api CreateSaslUser Username=app Password=@- --yes --raw',
  'api RotateSomething NewPassword=@- --yes -o xml',
  'api RotateSomething NewPassword=@- --yes --raw --debug',
];

describe.each(PLACES)('in %s', (_where, reply) => {
  test.each(ENCODERS)('%s', async (_how, encode) => {
    const quoted = encode(PASSWORD);
    for (const command of COMMANDS) {
      const ran = await cli(command, {
        stdin: PASSWORD,
        script: {
          DescribeSaslUsers: ok({ SaslUserList: { SaslUserVO: [] } }),
          CreateSaslUser: reply(quoted),
          RotateSomething: reply(quoted),
        },
      });
      expect(ran.calls.length).toBeGreaterThan(0);
      for (const output of [ran.stdout, ran.stderr]) for (const one of [PASSWORD, quoted]) expectHidden(output, one);
    }
  });
});

test('other texts are still printed', async () => {
  const script = { RotateSomething: http(200, { Code: 200, RequestId: 'R', Echo: `got ${PASSWORD} for app` }) };
  const ran = await cli('api RotateSomething NewPassword=@- --yes -o json', { stdin: PASSWORD, script });
  expect(JSON.parse(ran.stdout)).toMatchObject({ RequestId: 'R', Echo: 'got ****** for app' });
});

test('raw bytes with a secret are not printed, and the change is reported', async () => {
  const script = { RotateSomething: http(200, { Code: 200, RequestId: 'R', Echo: encodeByHand(PASSWORD) }) };
  const ran = await cli('api RotateSomething NewSecret=@- --yes --raw', { stdin: PASSWORD, script });
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toMatch(/the response contains a secret.*the results were not printed: 1 changed/);
});

test('a name equal to the password is printed unmasked', async () => {
  const script = { DescribeSaslUsers: ok({ SaslUserList: { SaslUserVO: [] } }), CreateSaslUser: ok() };
  const ran = await cli('sasl create webshop --password-stdin -o json', { stdin: 'webshop', script });
  expect(JSON.parse(ran.stdout)).toMatchObject({ Username: 'webshop', Result: 'created' });
});

test.each(['table', 'json', 'csv', 'ndjson', 'yaml', 'xml'])(
  'the token of the account is not in a list as %s',
  async (format) => {
    const secret = 'Zq7+testCanary/94kWv0123456789';
    const TopicVO = [{ Topic: 'orders', Remark: `a ${encodeByHand(secret)} b`, InstanceId: INSTANCE }];
    const ran = await cli(`topic list -o ${format}`, {
      env: { ALIBABA_CLOUD_SECURITY_TOKEN: secret },
      script: { GetTopicList: ok({ TopicList: { TopicVO }, Total: 1 }) },
    });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('a ****** b');
  },
);

test('values under the name of a secret are masked, of any type', async () => {
  const script = {
    GetSomething: ok({ Password: 12345678, Passwords: ['Canary-1'], SecretBox: { Inside: 'Canary-2' } }),
  };
  const ran = await cli('api GetSomething -o json', { script });
  expect(ran.code).toBe(0);
  expect(ran.stdout).not.toMatch(/Canary|12345678/);
});
