/** The guards of a profile: readonly, and asking for the name at every change. */
import { describe, expect, test } from '@jest/globals';
import type { Profile } from '../../../src/config/profiles/profiles.ts';
import { cli, errorOf, INSTANCE, json, type Options, type Ran, REGION } from '../../support/context.ts';
import { http, REQUEST_ID } from '../../support/effects.ts';
import { groups, instances, topics } from '../../support/service.ts';

const done = http(200, { RequestId: REQUEST_ID });
const script = {
  CreatePrePayOrder: { OrderId: '1' },
  DeleteInstance: {},
  ModifyInstanceName: {},
  UpdateAllowedIp: {},
  CreateTopic: {},
  DeleteTopic: {},
  ModifyTopicRemark: {},
  TagResources: done,
  CreateAcl: {},
  SomethingNewer: done,
  GetConsumerList: groups(),
  GetTopicList: topics(),
  GetInstanceList: instances(),
  GetAllowedIpList: { AllowedList: { VpcList: [] } },
  GetUnicornTip: done,
};
const READS = /^(Get|Describe|List)/;
const changes = ({ calls }: Ran): string[] => calls.map(({ action }) => action).filter((action) => !READS.test(action));

/** Files in which the profile `prod` has these keys, in addition to credentials. */
const filesWith = (profile: Profile, current = 'prod') => ({
  p: 'testpassword',
  '/home/nobody/.config/alikafka/config.json': JSON.stringify({
    current,
    profiles: { prod: { accessKeyId: 'testid', accessKeySecret: 'testsecret', ...profile }, other: {} },
  }),
});
const NO_KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
const under = (profile: Profile, line: string, options: Options = {}) =>
  cli(line, { script, files: filesWith(profile), env: NO_KEYS, ...options });

const CHANGES = [
  'topic create orders',
  'topic delete orders --yes',
  'topic set-remark orders shop',
  'topic add-partitions orders --to 24',
  'group create billing -i by-name',
  'tag add topic/orders --tag a=b',
  'sasl create app --password-file p',
  'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes',
  `instance upgrade ${INSTANCE} --disk-size 900 --yes`,
  `instance delete ${INSTANCE} --confirm ${INSTANCE}`,
  'instance allowed-ip add 10.0.0.1',
  'topic create orders --raw -o json',
  'api CreateTopic Topic=orders Remark=orders',
  'api SomethingNewer Topic=orders --yes',
  'api CreateTopic Topic=orders Remark=orders -i by-name',
];

describe('readonly', () => {
  const readonly = (line: string, options?: Options) => under({ readonly: 'true' }, line, options);

  test.each(CHANGES)('%s: exit 4, and nothing is sent, read or asked', async (line) => {
    for (const terminal of [false, true]) {
      const ran = await readonly(line, { terminal });
      expect(ran).toMatchObject({ code: 4, stdout: '', calls: [], asked: [] });
      expect(ran.stderr).toMatch(/profile \\?"prod\\?" is read-only, so \\?"[^"]+" was refused; nothing was sent/);
      expect(ran.stderr).toContain('alikafka config unset readonly --profile prod');
    }
  });

  test('as JSON', async () => {
    expect(errorOf(await readonly('topic create orders -o json'))).toMatchObject({
      code: 'ReadOnlyProfile',
      exitCode: 4,
      message: expect.stringContaining('"topic create"'),
      next: expect.stringContaining('alikafka config unset readonly --profile prod'),
    });
  });

  test.each(['topic list', 'instance list', 'api GetTopicList', 'api GetUnicornTip'])('%s is allowed', async (line) => {
    expect((await readonly(`${line} -o json`)).code).toBe(0);
  });

  test.each(['topic create orders', 'api CreateTopic Topic=orders Remark=orders', 'topic delete orders'])(
    '%s: a dry run is allowed',
    async (line) => {
      const ran = await readonly(`${line} --dry-run -o json`);
      expect(ran).toMatchObject({ code: 0, calls: [] });
      expect(json(ran)).toMatchObject([{ endpoint: expect.any(String) }]);
    },
  );

  test('does not apply with false, or to another profile', async () => {
    expect((await under({ readonly: 'false' }, 'topic create orders')).code).toBe(0);
    const env = { ALIBABA_CLOUD_PROFILE: 'other' };
    expect((await cli('topic create orders', { script, env, files: filesWith({ readonly: 'true' }) })).code).toBe(0);
  });

  test('applies to the profile in use, for any source of the keys', async () => {
    const files = filesWith({ readonly: 'true' });
    expect(await cli('topic create orders', { script, files })).toMatchObject({ code: 4, calls: [] });
  });

  test('does not apply without a profile', async () => {
    const files = {
      '/home/nobody/.config/alikafka/config.json': JSON.stringify({ profiles: { prod: { readonly: 'true' } } }),
    };
    expect((await cli('topic create orders', { script, files })).code).toBe(0);
  });

  test('also applies if written as true by hand', async () => {
    expect((await under({ readonly: true } as object, 'topic create orders')).code).toBe(4);
  });

  test.each<[string, object]>([
    ['readonly', { readonly: 'yes' }],
    ['readonly', { readonly: 1 }],
    ['confirm', { confirm: 'names' }],
    ['confirm', { confirm: {} }],
  ])('a guard that cannot be read (%s) does not pass for one that is off: exit 4', async (key, profile) => {
    const ran = await under(profile, 'topic create orders -o json');
    expect(ran).toMatchObject({ code: 4, calls: [] });
    expect(errorOf(ran)).toMatchObject({
      code: 'BadConfig',
      message: expect.stringContaining(`profile "prod": ${key} must be`),
    });
  });
});

describe('confirm: name', () => {
  const guarded = (line: string, options?: Options) => under({ confirm: 'name' }, line, options);
  const typing = (line: string, ...typed: string[]) => guarded(line, { terminal: true, answers: { line: typed } });

  const NAMED: readonly [line: string, word: string][] = [
    ['topic create orders', 'orders'],
    ['topic delete orders', 'orders'],
    ['topic set-remark orders shop', 'orders'],
    ['topic create orders orders', 'orders'],
    ['topic create a-a b-b c-c', INSTANCE],
    ['instance allowed-ip add 10.0.0.1', '10.0.0.1'],
    [`instance rename ${INSTANCE} new-name`, INSTANCE],
    ['acl create --username app --topic orders --operation read', 'orders'],
    ['instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50', REGION],
    ['api CreateTopic Topic=orders Remark=orders', 'orders'],
    ['api SomethingNewer Topic=orders', REGION],
    ['api SomethingNewer InstanceId=other', 'other'],
    ['topic create orders --raw', 'orders'],
  ];

  describe.each(NAMED)('%s', (line, word) => {
    test(`requires typing ${word}, also with --yes`, async () => {
      for (const flag of ['', ' --yes']) {
        const ran = await typing(`${line}${flag}`, word);
        expect(ran.code).toBe(0);
        expect(ran.stderr).not.toMatch(/undefined|[{}]/);
        expect(ran.asked).toEqual([`Type ${word} to confirm:`]);
        expect(ran.stderr).toMatch(/About to .* \(profile prod, region /);
        expect(changes(ran).length).toBeGreaterThan(0);
      }
    });

    test('with other input: exit 130, and nothing is sent', async () => {
      for (const typed of ['', 'yes', word.toUpperCase()].filter((typed) => typed !== word)) {
        const ran = await typing(line, typed);
        expect(ran).toMatchObject({ code: 130, stdout: '' });
        expect(changes(ran)).toEqual([]);
      }
    });

    test(`in scripts: --confirm ${word} is sufficient, on a terminal too`, async () => {
      for (const terminal of [false, true]) {
        const ran = await guarded(`${line} --confirm ${word}`, { terminal });
        expect(ran).toMatchObject({ code: 0, asked: [] });
        expect(changes(ran).length).toBeGreaterThan(0);
      }
    });

    test('in scripts: --yes does not replace it: exit 2, and nothing is sent', async () => {
      for (const options of [{}, { terminal: true }]) {
        const ran = await guarded(`${line} --yes --no-input ${line.includes('--raw') ? '' : '-o json'}`, options);
        expect(ran).toMatchObject({ code: 2, stdout: '', asked: [] });
        expect(changes(ran)).toEqual([]);
        expect(ran.stderr).toMatch(
          new RegExp(
            `Pass --confirm ${word}.* to proceed\\. Profile \\\\?"prod\\\\?" requires each change to be confirmed by name`,
          ),
        );
        expect(ran.stderr).toMatch(new RegExp(`alikafka .* --confirm ${word}[\n"]`));
      }
    });
  });

  test('of several, all names are sufficient, some are not', async () => {
    expect((await guarded('topic create a-a b-b --confirm a-a --confirm b-b')).code).toBe(0);
    const ran = await guarded('topic create a-a b-b --confirm a-a -o json');
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran)).toMatchObject({
      hint: `Pass --confirm ${INSTANCE}, or --confirm with each name, to proceed. Profile "prod" requires each change to be confirmed by name, so --yes is not enough.`,
      details: [
        { flag: '--confirm', message: expect.stringMatching(/^About to create topics a-a, b-b \(profile prod/) },
      ],
    });
  });

  test('the instance is not sufficient for one name', async () => {
    expect(await guarded(`topic create orders --confirm ${INSTANCE}`)).toMatchObject({ code: 2, calls: [] });
  });

  test('a deletion prints its impact above the question', async () => {
    expect((await typing('topic delete orders', 'orders')).stderr).toMatch(
      / {2}no group reads orders\nAbout to delete topic orders \(profile prod/,
    );
  });

  test('an order prints what is ordered', async () => {
    const [line = ''] = NAMED.find(([, word]) => word === REGION) ?? [];
    expect((await typing(line, REGION)).stderr).toMatch(
      /DiskSize +900 GB[\s\S]*About to order an instance, which will be charged/,
    );
  });

  test('"instance delete" still requires each id', async () => {
    const [a, b] = ['alikafka_pre-cn-aaaaaaaaaaaa', 'alikafka_pre-cn-bbbbbbbbbbbb'];
    const ran = await typing(`instance delete ${a} ${b}`, a, b);
    expect(ran.asked).toEqual(['Type the id to confirm:', 'Type the id to confirm:']);
    expect(changes(ran)).toEqual(['DeleteInstance', 'DeleteInstance']);
    expect(await guarded(`instance delete ${a} ${b} --confirm ${a}`)).toMatchObject({ code: 2, calls: [] });
  });

  test('does not apply to reads and dry runs', async () => {
    for (const line of ['topic list', 'topic create orders --dry-run', 'api GetTopicList'])
      expect(await guarded(line, { terminal: true })).toMatchObject({ code: 0, asked: [] });
  });

  test('does not apply if nothing changes', async () => {
    const listed = topics({ Topic: 'orders', PartitionNum: 24, Status: 0 });
    const ran = await guarded('topic add-partitions orders --to 24', {
      terminal: true,
      script: { ...script, GetTopicList: listed },
    });
    expect(ran).toMatchObject({ code: 0, asked: [] });
  });
});
