/** `--ca-file`: its text goes with every request; a file that holds no certificate is refused before anything is sent. */
import { describe, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../../src/transport/send.ts';
import { selfSigned } from '../../support/certificate.ts';
import { cli, errorOf } from '../../support/context.ts';
import { ok } from '../../support/effects.ts';
import { topicStatus } from '../../support/service.ts';

const DAY = 86_400_000;
const { cert, key } = selfSigned({ name: 'alikafka test CA', from: Date.now() - DAY, until: Date.now() + DAY });
const other = selfSigned({ name: 'another test CA', from: Date.now() - DAY, until: Date.now() + DAY });
const third = selfSigned({ name: 'a third test CA', from: Date.now() - DAY, until: Date.now() + DAY });
const PROFILES = '/home/nobody/.config/alikafka/config.json';
const files = {
  '/work/corp.pem': `Corporate CA\n${cert}`,
  '/work/key.pem': key,
  '/work/text.txt': 'testsecret',
  '/work/damaged.pem': `${cert.slice(0, 200)}\n-----END CERTIFICATE-----\n`,
  [PROFILES]: JSON.stringify({ profiles: { corp: { caFile: '/work/corp.pem' }, gone: { caFile: '/work/gone.pem' } } }),
};

async function caOf(flags: string): Promise<HttpRequest['ca']> {
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest) => {
    sent.push(request);
    return ok(topicStatus());
  };
  expect(await cli(`topic status orders ${flags}`, { cwd: '/work', files, send })).toMatchObject({ code: 0 });
  return sent[0]?.ca;
}

describe('the certificates of the file are used for a request', () => {
  test.each(['--ca-file /work/corp.pem', '--ca-file corp.pem', '--ca-file ../work/corp.pem'])('%s', async (flags) => {
    expect(await caOf(flags)).toBe(files['/work/corp.pem']);
  });

  test('the file of the profile too', async () => {
    const ran = caOf('--profile local --ca-file nowhere.pem');
    expect(await ran.catch(() => undefined)).toBeUndefined(); // the emulator is no TLS server: nothing is read
    const sent: HttpRequest[] = [];
    const env = { ALIKAFKA_PROFILE: undefined, ALIBABA_CLOUD_PROFILE: 'corp' };
    const send = async (request: HttpRequest) => {
      sent.push(request);
      return ok(topicStatus());
    };
    await cli('topic status orders', { files, env, send });
    expect(sent[0]?.ca).toBe(files['/work/corp.pem']);
  });

  test('together with those of the variables, which Node would drop', async () => {
    const second = `${other.cert}-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n`;
    const both = { ...files, '/work/second.pem': second, '/work/third.pem': `of Node\n${third.cert}` };
    const caWith = async (env: Record<string, string>, flags = ''): Promise<HttpRequest['ca']> => {
      const sent: HttpRequest[] = [];
      const send = async (request: HttpRequest) => {
        sent.push(request);
        return ok(topicStatus());
      };
      expect(await cli(`topic status orders ${flags}`, { cwd: '/work', files: both, send, env })).toMatchObject({
        code: 0,
      });
      return sent[0]?.ca;
    };
    const [SSL_CERT_FILE, NODE_EXTRA_CA_CERTS] = ['second.pem', '/work/third.pem'];
    expect(await caWith({ SSL_CERT_FILE })).toBe(other.cert.trim());
    expect(await caWith({ SSL_CERT_FILE, NODE_EXTRA_CA_CERTS }, '--ca-file corp.pem')).toBe(
      [files['/work/corp.pem'], other.cert.trim(), third.cert.trim()].join('\n'),
    );
    expect(await caWith({ NODE_EXTRA_CA_CERTS })).toBeUndefined();
    expect(await caWith({ SSL_CERT_FILE: '', NODE_EXTRA_CA_CERTS: ' ' })).toBeUndefined();
  });

  test('without a file there are none', async () => expect(await caOf('')).toBeUndefined());
});

describe('a file that cannot be used is exit 2, and nothing is sent', () => {
  test.each([
    ['--ca-file gone.pem', '--ca-file', /^--ca-file: \/work\/gone\.pem not found$/],
    ['--ca-file text.txt', '--ca-file', /contains no certificate in PEM format$/],
    ['--ca-file key.pem', '--ca-file', /contains no certificate in PEM format$/],
    ['--ca-file damaged.pem', '--ca-file', /contains a damaged certificate$/],
    ["--ca-file ''", '--ca-file', /must not be empty/],
    ['--profile gone', 'profile gone', /^profile gone: ca-file: \/work\/gone\.pem not found$/],
  ])('%s', async (flags, flag, why) => {
    const ran = await cli(`topic create a1b ${flags} -o json`, { cwd: '/work', files });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(errorOf(ran).details).toMatchObject([{ flag, message: expect.stringMatching(why) }]);
    expect(ran.stderr).not.toMatch(/testsecret|PRIVATE KEY/);
  });

  test('one without read permission', async () => {
    const read = async (path: string): Promise<string | undefined> => {
      if (path === '/work/corp.pem') throw new Error('EACCES: permission denied');
      return undefined;
    };
    const ran = await cli('topic list --ca-file corp.pem', { cwd: '/work', files: { read } });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/--ca-file: cannot read \/work\/corp\.pem: EACCES/);
  });
});

describe('a variable whose file cannot be used is exit 4, naming both, and nothing is sent', () => {
  test.each([
    ['SSL_CERT_FILE', 'gone.pem', /^error: SSL_CERT_FILE: \/work\/gone\.pem not found\n/],
    ['SSL_CERT_FILE', '/work/text.txt', /SSL_CERT_FILE: \/work\/text\.txt contains no certificate in PEM format\n/],
    ['SSL_CERT_FILE', '/work/damaged.pem', /SSL_CERT_FILE: \/work\/damaged\.pem contains no certificate/],
    ['NODE_EXTRA_CA_CERTS', '/work/text.txt', /NODE_EXTRA_CA_CERTS: \/work\/text\.txt contains no certificate/],
    ['NODE_EXTRA_CA_CERTS', '/work/damaged.pem', /NODE_EXTRA_CA_CERTS: .* contains no certificate in PEM format\n/],
    ['NODE_EXTRA_CA_CERTS', '/work/gone.pem', /^error: NODE_EXTRA_CA_CERTS: \/work\/gone\.pem not found/],
  ])('%s=%s', async (name, value, said) => {
    const ran = await cli('topic create a1b', { cwd: '/work', files, env: { [name]: value } });
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    expect(ran.stderr).toMatch(said);
    expect(ran.stderr).not.toContain('testsecret');
  });

  test('one without read permission', async () => {
    const read = async (path: string): Promise<string | undefined> => {
      if (path === '/work/corp.pem') throw new Error('EACCES: permission denied');
      return undefined;
    };
    const ran = await cli('topic list', { cwd: '/work', files: { read }, env: { SSL_CERT_FILE: '/work/corp.pem' } });
    expect([ran.code, ran.stdout]).toEqual([4, '']);
    expect(ran.stderr).toMatch(/SSL_CERT_FILE: cannot read \/work\/corp\.pem: EACCES/);
  });

  test('is ignored inside an emulator', async () => {
    const env = { SSL_CERT_FILE: '/work/gone.pem', ALIKAFKA_EMULATOR: 'http://127.0.0.1:1' };
    const ran = await cli('topic status orders', { cwd: '/work', files, env, send: async () => ok(topicStatus()) });
    expect(ran.code).toBe(0);
  });
});
