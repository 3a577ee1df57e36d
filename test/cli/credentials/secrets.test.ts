/** Secrets are in no output: traces, errors, tables, dry runs or the address, even if the service quotes them. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, type Options } from '../../support/context.ts';
import { http, noAnswer, ok, refusal, type Reply } from '../../support/effects.ts';
import { encodeByHand, formByHand, stringToSignByHand } from '../../support/by-hand.ts';
import type { Send } from '../../../src/transport/send.ts';
import { isHttp } from '../../support/effects.ts';

const PASSWORD = 'p&w d+/="x"';
const TOKEN = 'CAIS/testtoken+x==';
const SECRETS = ['testsecret', PASSWORD, TOKEN];
const forms = (secret: string): string[] => [
  secret,
  encodeByHand(secret),
  encodeByHand(encodeByHand(secret)),
  JSON.stringify(secret).slice(1, -1),
];

/** A service that quotes the whole request back, as SignatureDoesNotMatch does. */
const quoting =
  (reply: (form: Record<string, string>, body: string) => Reply): Send =>
  async ({ body }) => {
    const form = formByHand(body);
    const made = form['Action'] === 'DescribeSaslUsers' ? ok({ SaslUserList: { SaslUserVO: [] } }) : reply(form, body);
    if (made instanceof Error) throw made;
    return isHttp(made) ? made : ok(made);
  };

const ENV = { ALIBABA_CLOUD_SECURITY_TOKEN: TOKEN };
const create = (flags: string, reply: Parameters<typeof quoting>[0], options: Options = {}) =>
  cli(`sasl create app --password-stdin ${flags}`, {
    env: ENV,
    stdin: `${PASSWORD}\n`,
    send: quoting(reply),
    ...options,
  });

const mismatch = (form: Record<string, string>): Reply => {
  const { Signature: _signature, ...signed } = form;
  return refusal(
    'SignatureDoesNotMatch',
    400,
    `Specified signature is not matched with our calculation. server string to sign is:${stringToSignByHand('POST', signed)}`,
  );
};

function expectClean({ stdout, stderr }: { stdout: string; stderr: string }): void {
  for (const secret of SECRETS)
    for (const form of forms(secret)) {
      expect(stdout).not.toContain(form);
      expect(stderr).not.toContain(form);
    }
}

const REPLIES: [string, Parameters<typeof quoting>[0]][] = [
  ['done', () => ({})],
  ['SignatureDoesNotMatch, which quotes the string to sign', mismatch],
  ['an error that quotes the form', (_form, body) => refusal('InvalidParameter', 400, `cannot read: ${body}`)],
  [
    'an error that quotes the password itself',
    (form) =>
      refusal('InvalidParameter', 400, `bad value "${form['Password'] ?? ''}" and '${form['SecurityToken'] ?? ''}'`),
  ],
  ['an answer of somebody else that quotes the form', (_form, body) => http(502, `<html>${body}</html>`)],
  ['no answer', () => noAnswer()],
];

describe.each(REPLIES)('%s', (_says, reply) => {
  test.each(['', '--debug', '-o json', '--debug -o json', '--debug -o xml'])('%j', async (flags) => {
    const ran = await create(flags, reply);
    expectClean(ran);
    if (flags.includes('--debug')) expect(ran.stderr).toContain('Username=app');
  });
});

test('the JSON error stays valid, and contains all but the secrets', async () => {
  const ran = await create('-o json', mismatch);
  expect(ran.code).toBe(4);
  expect(errorOf(ran)).toMatchObject({ code: 'SignatureDoesNotMatch', action: 'CreateSaslUser' });
  expect(errorOf(ran)['message']).toContain('Username%3Dapp');
  expect(errorOf(ran)['message']).toContain('Password%3D******');
});

test('an error that quotes the request in JSON stays valid JSON', async () => {
  const ran = await create('-o json', () => refusal('X', 400, 'got "Password=abc" and "Signature=x"'));
  expect(errorOf(ran)['message']).toBe('CreateSaslUser: got "Password=******" and "Signature=******"');
});

test('URL and headers contain no secret', async () => {
  await create('', () => ({}), {
    send: async ({ origin, path, headers, body }) => {
      for (const secret of SECRETS) expect(JSON.stringify({ origin, path, headers })).not.toContain(secret);
      return formByHand(body)['Action'] === 'DescribeSaslUsers' ? ok({ SaslUserList: { SaslUserVO: [] } }) : ok();
    },
  });
});

test('passwords in a response are masked in the trace too', async () => {
  for (const body of [
    { Code: 200, RequestId: 'R', SaslUserList: { SaslUserVO: [{ Username: 'app', Password: 'test"pass\\word' }] } },
    '<DescribeSaslUsersResponse><Code>200</Code><SaslUserList><SaslUserVO><Username>app</Username><Password>test"pass\\word</Password></SaslUserVO></SaslUserList></DescribeSaslUsersResponse>',
  ]) {
    const ran = await cli('sasl list --debug', { script: { DescribeSaslUsers: http(200, body) } });
    expect(ran.code).toBe(0);
    expect(ran.stderr).not.toContain('pass');
    expect(ran.stdout).not.toContain('pass\\word');
  }
});

test('a secret typed in the wrong place is not repeated', async () => {
  for (const line of [
    'api CreateSaslUser Password=testpassword Username=u',
    'api SomethingNewer AccessKeySecret=testpassword',
    'config set access-key-secret testpassword',
    'topic list --param Password=testpassword',
  ]) {
    const ran = await cli(line);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).not.toContain('testpassword');
  }
});
