/** A canary in each source of keys, in broken sources, and in what the service quotes; none may appear anywhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { answering } from '../support/canary-front.ts';
import { filesBelow, newPlace, type Place } from '../support/canary-place.ts';

let place: Place;
let [secret, token] = ['', ''];
beforeEach(async () => {
  place = await newPlace((nest) => {
    [secret, token] = [nest.fresh('the secret'), nest.fresh('the token')];
    return { accessKeyId: 'testid', accessKeySecret: secret, securityToken: token };
  });
});
afterEach(() => place.close());

const MODES = [[], ['--debug'], ['--quiet'], ['-o', 'json']];
const LOOKS = ['topic list', 'config explain', 'doctor'];

type Env = Readonly<Record<string, string>>;

/** Runs the first line in every mode, and the others in the most verbose one. Returns the exit codes of the first. */
async function look(env: Env = {}, lines: readonly string[] = LOOKS, stdin?: string): Promise<number[]> {
  const codes: number[] = [];
  for (const line of lines) {
    const options = { env, ...(stdin === undefined ? {} : { stdin }) };
    const modes = line === lines[0] ? MODES : MODES.filter((_flags, i) => i % 2 === 1);
    const done = await Promise.all(modes.map((flags) => place.run([...line.split(' '), ...flags], options)));
    if (line === lines[0]) codes.push(...done.map(({ code }) => code ?? -1));
  }
  return codes;
}

const every = (code: number): number[] => MODES.map(() => code);
const keysOfApi = (): string =>
  JSON.stringify({
    Code: 'Success',
    AccessKeyId: 'testid',
    AccessKeySecret: secret,
    SecurityToken: token,
    Expiration: new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, ''),
  });
const stsAnswer = (): string => JSON.stringify({ RequestId: 'r', Credentials: JSON.parse(keysOfApi()) as unknown });
const keysOfProgram = (): string =>
  JSON.stringify({ mode: 'StsToken', access_key_id: 'testid', access_key_secret: secret, sts_token: token });
const own = (profile: object): string =>
  place.plant(
    'config/alikafka/config.json',
    JSON.stringify({ current: 'nest', profiles: { nest: { region: 'cn-hangzhou', ...profile } } }),
  );
const cli = (profile: object): string =>
  place.plant('.aliyun/config.json', JSON.stringify({ current: 'nest', profiles: [{ name: 'nest', ...profile }] }));
const ROLE = { roleArn: 'acs:ram::1000000000000000:role/nest', roleSessionName: 'nest' };
const LONG_LIVED = (): object => ({
  accessKeyId: 'testlong',
  accessKeySecret: place.nest.fresh('the long-lived secret'),
});

/** A server that returns keys. Its requests are searched for canaries too. */
async function giving(text: () => string): Promise<string> {
  const server = await answering(text);
  place.fronts.push(server);
  return server.url;
}

/** A program that records how it was called. */
function helper(prints: string, says = '', code = 0): string {
  const script = place.plant(
    'helper.cjs',
    `const { appendFileSync, readFileSync } = require('node:fs');
     appendFileSync(__dirname + '/argv', process.argv.join(' ') + readFileSync('/proc/' + process.ppid + '/cmdline') + '\\n');
     process.stdout.write(${JSON.stringify(prints)});
     process.stderr.write(${JSON.stringify(says)});
     process.exitCode = ${code};`,
  );
  return `"${process.execPath}" ${script}`;
}

describe('keys that work, from', () => {
  afterEach(() => expect(place.leaks()).toEqual([]));

  test('configure --secret-stdin', async () => {
    const line = 'configure --mode StsToken --access-key-id testid --secret-stdin --region cn-hangzhou';
    expect(await look({}, [line], `${secret}\n${token}\n`)).toEqual(every(0));
    expect(await look()).toEqual(every(0));
    const saved = readFileSync(join(place.home, 'config', 'alikafka', 'config.json'), 'utf8');
    expect(place.nest.heardIn(saved)).toEqual(['the secret', 'the token']);
  });

  test("the vendor CLI's file", async () => {
    cli({ mode: 'StsToken', access_key_id: 'testid', access_key_secret: secret, sts_token: token });
    expect(await look()).toEqual(every(0));
  });

  test('the INI file', async () => {
    const lines = `access_key_id = testid\naccess_key_secret = ${secret}\nsecurity_token = ${token}`;
    place.plant('.alibabacloud/credentials', `[default]\ntype = sts\n${lines}\n`);
    expect(await look()).toEqual(every(0));
  });

  test('STS, for long-lived keys', async () => {
    own({ mode: 'RamRoleArn', ...LONG_LIVED(), ...ROLE });
    expect(await look({ ALIKAFKA_STS_ENDPOINT: await giving(stsAnswer) })).toEqual(every(0));
    expect([...new Set(keptIn(place))]).toEqual(['the secret', 'the token']);
  });

  test('the emulated STS, whose keys are only in the file', async () => {
    const oidcTokenFile = place.plant('oidc', place.nest.fresh('the OIDC token'));
    own({ mode: 'OIDC', ...ROLE, oidcProviderArn: 'acs:ram::1000000000000000:oidc-provider/nest', oidcTokenFile });
    expect(await look({ ALIKAFKA_STS_ENDPOINT: place.front.url })).toEqual(every(0));
    const kept = filesBelow(join(place.home, 'state')).map((file) => readFileSync(file, 'utf8'));
    const given = kept.flatMap((text) => [...text.matchAll(/"(?:accessKeySecret|securityToken)":\s*"([^"]+)"/g)]);
    expect(given.length).toBeGreaterThan(0);
    for (const [, one = ''] of given) place.nest.adopt('what STS gave', one);
  });

  test("STS, for another provider's token", async () => {
    const oidcTokenFile = place.plant('oidc', place.nest.fresh('the OIDC token'));
    own({ mode: 'OIDC', ...ROLE, oidcProviderArn: 'acs:ram::1000000000000000:oidc-provider/nest', oidcTokenFile });
    expect(await look({ ALIKAFKA_STS_ENDPOINT: await giving(stsAnswer) })).toEqual(every(0));
  });

  test('a URL with a secret that only its server gets', async () => {
    const server = await answering(keysOfApi);
    const env = { ALIBABA_CLOUD_CREDENTIALS_URI: `${server.url}/keys?ticket=${place.nest.fresh('the ticket')}` };
    expect(await look(env)).toEqual(every(0));
    expect(place.nest.heardIn(server.heads.join('\n'))).toEqual(['the ticket']);
    await server.close();
  });

  test('the metadata server', async () => {
    const metadata = place.nest.fresh("the metadata server's token");
    const server = await answering((path, method) =>
      method === 'PUT' ? metadata : path.endsWith('/nest') ? keysOfApi() : 'nest',
    );
    place.fronts.push(server);
    own({ mode: 'EcsRamRole' });
    const env = { ALIKAFKA_METADATA_ENDPOINT: server.url, ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' };
    expect(await look(env)).toEqual(every(0));
    expect(server.heads.length).toBeGreaterThan(0);
  });

  test('a program', async () => {
    own({ mode: 'External', credentialProcess: helper(keysOfProgram(), `debug: ${secret}\n`) });
    expect(await look()).toEqual(every(0));
    expect(readFileSync(join(place.home, 'argv'), 'utf8')).toContain('topic');
  });
});

/** The canaries in the files of temporary keys. */
const keptIn = ({ home, nest }: Place): string[] =>
  filesBelow(join(home, 'state')).flatMap((file) =>
    /keys-\w+\.json(\.\d+)?$/.test(file) ? nest.heardIn(readFileSync(file, 'utf8')) : [],
  );

describe('errors of', () => {
  afterEach(() => expect(place.leaks()).toEqual([]));

  test.each([
    ['printing rubbish', 0],
    ['failing', 3],
  ])('a program: %s', async (_says, code) => {
    const said = (): string => `token=${secret} and ${token}, '${secret}' "${token}"\n`;
    own({ mode: 'External', credentialProcess: helper(said(), said(), code) });
    expect(await look()).toEqual(every(4));
  });

  test.each([
    [
      'an incomplete pair',
      (): string => JSON.stringify({ Code: 'Failed', AccessKeySecret: secret, SecurityToken: token }),
    ],
    ['no JSON', (): string => `<p>${secret}</p> ${token}`],
  ])('an address: %s', async (_says, text) => {
    expect(await look({ ALIBABA_CLOUD_CREDENTIALS_URI: await giving(text) })).toEqual(every(4));
  });

  test('STS, which refuses the signature and quotes the request', async () => {
    own({ mode: 'RamRoleArn', accessKeyId: 'testid', accessKeySecret: place.nest.fresh('a wrong secret'), ...ROLE });
    expect(await look({ ALIKAFKA_STS_ENDPOINT: place.front.url })).toEqual(every(4));
  });

  test.each(['config/alikafka/config.json', '.aliyun/config.json'])('a broken %s', async (path) => {
    place.plant(path, `{ "accessKeySecret": "${secret}" "sts_token": ${token} }`);
    expect(await look()).toEqual(every(4));
  });

  test('a project file with a secret', async () => {
    place.plant('work/.alikafka.json', JSON.stringify({ region: 'cn-hangzhou', accessKeySecret: secret, token }));
    expect(await look()).not.toContain(0);
  });

  test('a password in a request that the service quotes back', async () => {
    const env = { ...ENV, ALIBABA_CLOUD_ACCESS_KEY_SECRET: place.nest.fresh('a wrong secret') };
    const password = place.nest.fresh('the password');
    const file = place.plant('password', password);
    expect(await look(env, ['api CreateSaslUser Username=u Password=@- --yes'], password)).toEqual(every(4));
    expect(await look(env, [`sasl create u --if-not-exists --password-file ${file}`])).toEqual(every(4));
  });

  test('a proxy with a password', async () => {
    const password = place.nest.fresh("the proxy's password");
    const through = (port: number): Env => ({
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
      ALIBABA_CLOUD_SECURITY_TOKEN: token,
      ALIKAFKA_ENDPOINT: 'http://kafka.test',
      HTTP_PROXY: `http://finch:${password}@127.0.0.1:${port}`,
      HTTPS_PROXY: `http://finch:${password}@127.0.0.1:${port}`,
    });
    expect(await look(through(place.front.port))).toEqual(every(0));
    const shown = place.front.proxyAuth.map((text) => Buffer.from(text.replace('Basic ', ''), 'base64').toString());
    expect(shown).toContain(`finch:${password}`);
    expect(await look(through(1), ['topic list --max-attempts 1', 'doctor'])).toEqual(every(9));
  });
});

const ENV = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid' };

describe('a password', () => {
  test('from a file, of the service and of the local profile', async () => {
    const password = place.nest.fresh('the password');
    const file = place.plant('password', `${password}\n`);
    place.stores.push(/^state\/alikafka\/local\.json(\.\d+)?$/);
    const env = { ...ENV, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret, ALIBABA_CLOUD_SECURITY_TOKEN: token };
    for (const [i, flags] of MODES.entries())
      for (const more of [[], ['--profile', 'local']]) {
        const line = `sasl create finch${i} --password-file ${file}`;
        expect(await place.run([...line.split(' '), ...flags, ...more], { env })).toMatchObject({ code: 0 });
      }
    const shown = await place.run(['sasl', 'list', '--show-secrets'], { env, shows: true });
    expect(place.nest.heardIn(shown.stdout)).toEqual(['the password']);
    expect(place.leaks()).toEqual([]);
  });
});
