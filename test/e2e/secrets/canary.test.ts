/** A canary for every secret: each command runs with canaries in its keys and its input, and none may appear anywhere. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TOOL_COMMANDS } from '../../../src/commands/registry.ts';
import type { State } from '../../../src/emulator/state/state.ts';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { runningInstance } from '../../support/emulator.ts';
import { newPlace, type Place } from '../support/canary-place.ts';
import { OWN_STEPS, STEPS } from '../support/steps.ts';

/** Flags that change how much is printed. */
const MODES = [[], ['--debug'], ['--quiet'], ['-o', 'json']];

/** One place per mode, because each must still make the change that another has made. */
interface Planted {
  readonly place: Place;
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The state of the service with its canaries. */
  readonly state: State;
}

let all: readonly Planted[];
beforeAll(async () => {
  all = await Promise.all(MODES.map(planted));
});
afterAll(async () => {
  await Promise.all(all.map(({ place }) => place.close()));
});

/** Canaries in the environment, in the vendor's files and in the service. The program saves a profile. */
async function planted(flags: readonly string[]): Promise<Planted> {
  let [secret, token] = ['', ''];
  const place = await newPlace((nest) => {
    [secret, token] = [nest.fresh('secret of the environment'), nest.fresh('token of the environment')];
    return { accessKeyId: 'testid', accessKeySecret: secret, securityToken: token };
  });
  const { nest } = place;
  place.plant('.aliyun/config.json', aliyunFile(nest.fresh('sts_token'), nest.fresh('access_key_secret')));
  place.plant(
    '.alibabacloud/credentials',
    `[default]\ntype = access_key\naccess_key_id = testini\naccess_key_secret = ${nest.fresh('secret of the INI file')}\n`,
  );
  runningInstance(place.service.state()).users.push({
    name: 'nightingale',
    type: 'plain',
    password: nest.fresh('password in an answer'),
  });
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
    ALIBABA_CLOUD_SECURITY_TOKEN: token,
  };
  return { place, flags, env, state: structuredClone(place.service.state()) };
}

const aliyunFile = (token: string, secret: string): string =>
  JSON.stringify({
    current: 'default',
    profiles: [
      {
        name: 'default',
        mode: 'StsToken',
        access_key_id: 'testcli',
        access_key_secret: secret,
        sts_token: token,
        region_id: 'cn-hangzhou',
      },
    ],
  });

/** Runs a line in every mode at once and returns the failures. A secret on stdin is new each time. */
async function everywhere(path: string, args: readonly string[], stdin?: (place: Place) => string): Promise<string[]> {
  const run = async ({ place, flags, env }: Planted): Promise<string[]> => {
    const input = stdin?.(place);
    const options = { env, ...(input === undefined ? {} : { stdin: input }) };
    const done = await place.run([...path.split(' '), ...flags, ...args], options);
    return done.code === 0 ? [] : [`exit ${done.code ?? 'none'}: ${done.stderr}`];
  };
  return (await Promise.all(all.map(run))).flat();
}

const secretLine = ({ nest }: Place): string => `${nest.fresh('secret on stdin')}\n`;

type More = readonly [path: string, args: string, stdin?: (place: Place) => string];

/** The tool's own commands that are not steps. They change the profile of the first test, among others. */
const MORE: readonly More[] = [
  ['config list', ''],
  ['config get', 'access-key-secret --profile planted'],
  ['config set', 'region cn-hangzhou --profile planted'],
  ['config unset', 'region --profile planted'],
  ['config rename', 'planted renamed'],
  ['config use', 'renamed'],
  ['completion', 'bash'],
  ['config path', ''],
  ['configure', '--import default --profile taken --no-check'],
  [
    'configure',
    '--mode StsToken --access-key-id testid --secret-stdin --region cn-hangzhou --profile made --no-check',
    (place) => `${secretLine(place)}${secretLine(place)}`,
  ],
  ['config delete', 'renamed --yes'],
  ['api', 'DescribeSaslUsers'],
  ['emulator reset', ''],
];

describe('no command shows a secret:', () => {
  test.each(['access-key-secret', 'security-token'])('config set %s --stdin', async (key) => {
    expect(await everywhere('config set', [key, '--stdin', '--profile', 'planted'], secretLine)).toEqual([]);
  });

  test.each([...STEPS, ...OWN_STEPS].map((step) => [step.path, step] as const))('%s', async (path, step) => {
    for (const { place, state } of all) {
      Object.assign(place.service.state(), structuredClone(state));
      step.prepare?.(place.service.state());
    }
    const { args, stdin, before } = step;
    for (const [noun = '', ...rest] of before) expect(await everywhere(noun, rest)).toEqual([]);
    expect(await everywhere(path, args, stdin === undefined ? undefined : secretLine)).toEqual([]);
  });

  test.each(MORE.map((more) => [`${more[0]} ${more[1]}`, more] as const))('%s', async (_says, [path, line, stdin]) => {
    expect(await everywhere(path, line.split(' ').filter(Boolean), stdin)).toEqual([]);
  });

  test('emulator, with a secret from a file', async () => {
    for (const { place } of all) place.plant('secret-of-emulator', place.nest.fresh('secret of the emulator'));
    const args = ['--access-key-secret-file', '../secret-of-emulator', '--', process.execPath, '-e', ''];
    expect(await everywhere('emulator', args)).toEqual([]);
  });

  test('every command was run', () => {
    const typed = new Set([...STEPS, ...OWN_STEPS].map(({ path }) => path).concat(MORE.map(([path]) => path)));
    const paths = [...COMMANDS.keys(), ...TOOL_COMMANDS.map(({ path }) => path)];
    expect(paths.filter((path) => !typed.has(path))).toEqual(['emulator']);
  });

  test('a bug with the secret in its message and stack', async () => {
    const broken = 'crypto.randomUUID = () => { throw new Error(process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET); };';
    for (const { place, flags, env } of all) {
      const preload = join(place.home, 'broken.cjs');
      writeFileSync(preload, broken);
      const done = await place.run(['topic', 'list', ...flags], { env: { ...env, NODE_OPTIONS: `-r ${preload}` } });
      expect(done.code).toBe(70);
      expect(done.stderr).toContain('******');
      expect(done.stderr.includes(preload)).toBe(flags.includes('--debug')); // the stack
    }
  });

  test('only --show-secrets shows a password', async () => {
    for (const { place, env } of all) {
      const options = { env, shows: true };
      const shown = await place.run(['sasl', 'list', '--show-secrets', '-o', 'csv'], options);
      expect(place.nest.heardIn(shown.stdout)).toContain('password in an answer');
      expect(place.nest.heardIn((await place.run(['sasl', 'list', '-o', 'csv'], options)).stdout)).toEqual([]);
    }
  });

  test('no canary appeared on stdout, stderr, in arguments, requests and files', () => {
    for (const { place } of all) {
      expect(place.front.heads.length).toBeGreaterThan(STEPS.length);
      expect(place.leaks()).toEqual([]);
    }
  });

  test('saved secrets are only where they may be', () => {
    for (const { place } of all) {
      const saved = readFileSync(join(place.home, 'config', 'alikafka', 'config.json'), 'utf8');
      expect(place.nest.heardIn(saved)).toContain('secret on stdin');
    }
  });
});
