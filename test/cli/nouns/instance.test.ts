/** `instance list`, `describe`, `rename`: what each sends and prints. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';
import { NOW } from '../../support/effects.ts';
import { result } from '../../support/result.ts';
import { instances, topicStatus } from '../../support/service.ts';

const RUNNING = {
  InstanceId: INSTANCE,
  Name: 'orders-prod',
  ServiceStatus: 5,
  SpecType: 'professional',
  DeployType: 5,
  PaidType: 0,
  RegionId: REGION,
};
const RELEASED = { InstanceId: 'alikafka_post-cn-released001', Name: 'old', ServiceStatus: 10 };
const WAITING = { InstanceId: 'alikafka_pre-cn-waiting00001', Name: 'new', ServiceStatus: 0 };

describe('instance list', () => {
  const script = { GetInstanceList: instances(RUNNING, RELEASED, WAITING) };
  const ids = async (flags: string): Promise<string[]> =>
    (await cli(`instance list ${flags} -o name`, { script })).stdout.trim().split('\n');

  test('sends only the region, and leaves out released ones', async () => {
    const ran = await cli('instance list -o json', { script });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ RegionId: REGION }]);
    expect((json(ran) as { InstanceId: string }[]).map(({ InstanceId }) => InstanceId)).toEqual([
      INSTANCE,
      WAITING.InstanceId,
    ]);
  });

  test('a state has a color on a terminal, and an end within 30 days is marked', async () => {
    const rows = [{ ...RUNNING, ExpiredTime: NOW + 10 * 86_400_000 }, WAITING, RELEASED];
    const { stdout } = await cli('instance list --all', {
      script: { GetInstanceList: instances(...rows) },
      terminal: true,
      columns: 120,
      env: { FORCE_COLOR: '1' },
    });
    for (const cell of ['32mRunning (5)', '31mReleased (10)']) expect(stdout).toContain(`\u001b[${cell}\u001b[39m`);
    // black on yellow, which can be read on a dark and on a light background
    for (const cell of ['To be deployed (0)', 'expires in 10d'])
      expect(stdout).toContain(`\u001b[30m\u001b[43m${cell}\u001b[49m\u001b[39m`);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('3 instances');
  });

  test('--all shows released ones too', async () => {
    expect(await ids('--all')).toEqual([INSTANCE, RELEASED.InstanceId, WAITING.InstanceId]);
  });

  test.each([
    ['--status running', INSTANCE],
    ['--status RUNNING', INSTANCE],
    ['--status 5', INSTANCE],
    ['--status to-be-deployed', WAITING.InstanceId],
    ['--status released', RELEASED.InstanceId],
    ["--name 'orders-*'", INSTANCE],
  ])('%s filters locally', async (flags, id) => {
    expect(await ids(flags)).toEqual([id]);
  });

  test('ids, order and tags are sent, numbered', async () => {
    const ran = await cli('instance list --id a --id b --order-id 123 --tag team=payments --tag env', { script });
    expect(ran.calls.map(({ params }) => params)).toEqual([
      {
        RegionId: REGION,
        OrderId: '123',
        'InstanceId.1': 'a',
        'InstanceId.2': 'b',
        'Tag.1.Key': 'team',
        'Tag.1.Value': 'payments',
        'Tag.2.Key': 'env',
      },
    ]);
  });

  test('more than twenty ids take several requests', async () => {
    const flags = Array.from({ length: 45 }, (_, i) => `--id i${i}`).join(' ');
    const ran = await cli(`instance list ${flags}`, { script: { GetInstanceList: instances() } });
    expect(
      ran.calls.map(({ params }) => Object.keys(params).filter((name) => name.startsWith('InstanceId.')).length),
    ).toEqual([20, 20, 5]);
    expect(ran.calls[1]?.params['InstanceId.1']).toBe('i20');
  });

  test('the table has labels for codes', async () => {
    const { stdout } = await cli('instance list', { script });
    expect(stdout).toMatch(/^InstanceId +Name +ServiceStatus +SpecType/);
    expect(stdout).toMatch(/orders-prod +Running\b.*professional/);
    expect(stdout).toContain('To be deployed');
  });

  test('an unknown state is printed as its number', async () => {
    const { stdout } = await cli('instance list', {
      script: { GetInstanceList: instances({ ...RUNNING, ServiceStatus: 42 }) },
    });
    expect(stdout).toContain('42');
  });
});

describe('instance describe', () => {
  const script = { GetInstanceList: instances(RUNNING) };

  test.each([
    ['', INSTANCE],
    [INSTANCE, INSTANCE],
  ])('%j prints one object', async (id, asked) => {
    const ran = await cli(`instance describe ${id} -o json`, { script });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ RegionId: REGION, 'InstanceId.1': asked }]);
    expect(json(ran)).toMatchObject({ ...RUNNING, Tags: null, UpgradeServiceDetailInfo: null });
  });

  test('a missing one: exit 3, and nothing on stdout', async () => {
    for (const rows of [instances(), instances({ ...RUNNING, InstanceId: 'another' })]) {
      const ran = await cli('instance describe alikafka_pre-cn-absent -o json', { script: { GetInstanceList: rows } });
      expect(ran).toMatchObject({ code: 3, stdout: '' });
      expect(errorOf(ran)).toMatchObject({
        code: 'NotFound',
        exitCode: 3,
        message: expect.stringContaining('alikafka_pre-cn-absent'),
      });
    }
  });

  test('the table is vertical', async () => {
    const { stdout } = await cli('instance describe', { script });
    expect(stdout).toMatch(/^InstanceId +alikafka_post-cn-test00000001$/m);
    expect(stdout).toMatch(/^ServiceStatus +.*Running/m);
  });

  test('a list fits into 80 columns with the longest specification', async () => {
    const script = {
      GetInstanceList: instances({ ...RUNNING, SpecType: 'professionalForHighRead', Name: 'n'.repeat(64) }),
    };
    const { stdout } = await cli('instance list', { script, terminal: true, columns: 80, env: { NO_COLOR: '1' } });
    const lines = stdout.split('\n');
    expect(lines.join()).toMatch(/│ n{6,}… │ Running \(5\) +│ professional[a-zA-Z]*…? │/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('sizes have units only on a terminal', async () => {
    const sized = { GetInstanceList: instances({ ...RUNNING, DiskSize: 900, IoMax: 20, EipMax: 0, MsgRetain: 72 }) };
    const shown = await cli('instance describe', { script: sized, terminal: true });
    for (const size of ['900 GB', '20 MB/s', '0 Mbit/s', '72 h'])
      expect(shown.stdout).toMatch(new RegExp(`│ ${size} +│`));
    expect((await cli('instance describe', { script: sized })).stdout).toMatch(/^DiskSize +900$/m);
  });

  test('finds a released one too', async () => {
    const ran = await cli(`instance describe ${RELEASED.InstanceId} -o json`, {
      script: { GetInstanceList: instances(RELEASED) },
    });
    expect(ran.code).toBe(0);
  });
});

describe('instance rename', () => {
  test('sends the new name', async () => {
    const ran = await cli(`instance rename ${INSTANCE} orders-prod -o json`, { script: { ModifyInstanceName: {} } });
    expect(ran.calls.map(({ action, params }) => [action, params])).toEqual([
      ['ModifyInstanceName', { RegionId: REGION, InstanceId: INSTANCE, InstanceName: 'orders-prod' }],
    ]);
    expect(json(ran)).toEqual(result({ InstanceId: INSTANCE, InstanceName: 'orders-prod' }, 'changed'));
  });

  test.each(['ab', 'orders.prod', 'x'.repeat(65)])('%s is not a valid name: exit 2', async (name) => {
    expect(await cli(`instance rename ${INSTANCE} ${name}`)).toMatchObject({ code: 2, calls: [] });
  });
});

describe('-i by name', () => {
  const named = (...names: string[]): object =>
    instances(...names.map((Name, i) => ({ InstanceId: `alikafka_pre-cn-x${i}`, Name })));

  test('is looked up, and the id is sent', async () => {
    const ran = await cli('topic status orders -i shop', {
      script: { GetInstanceList: named('other', 'shop', 'Shop'), GetTopicStatus: topicStatus() },
    });
    expect(ran.calls.map(({ action, params }) => [action, params['InstanceId']])).toEqual([
      ['GetInstanceList', undefined],
      ['GetTopicStatus', 'alikafka_pre-cn-x1'],
    ]);
  });

  test('an id is not looked up', async () => {
    const ran = await cli('topic status orders -i alikafka_pre-cn-any', { script: { GetTopicStatus: topicStatus() } });
    expect(ran.calls.map(({ params }) => params['InstanceId'])).toEqual(['alikafka_pre-cn-any']);
  });

  test('two instances with the name: exit 2, both listed', async () => {
    const ran = await cli('topic list -i shop -o json', { script: { GetInstanceList: named('shop', 'shop') } });
    expect(ran.code).toBe(2);
    expect(errorOf(ran)['message']).toMatch(/alikafka_pre-cn-x0, alikafka_pre-cn-x1/);
  });

  test('no instance with the name: exit 3', async () => {
    const ran = await cli('topic list -i shop -o json', { script: { GetInstanceList: named('other') } });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(ran)['message']).toContain('"shop"');
  });

  test('is looked up once for a batch, and in a dry run too', async () => {
    const script = { GetInstanceList: named('shop'), CreateTopic: {} };
    const ran = await cli('topic create orders payments -i shop', { script });
    expect(ran.calls.map(({ action }) => action)).toEqual(['GetInstanceList', 'CreateTopic', 'CreateTopic']);
    const dry = await cli('topic create orders -i shop --dry-run -o json', { script });
    expect(dry.calls.map(({ action }) => action)).toEqual(['GetInstanceList']);
    expect(json(dry)).toMatchObject([{ params: { InstanceId: 'alikafka_pre-cn-x0' } }]);
  });

  test('is not looked up if no instance is needed', async () => {
    const ran = await cli('instance list -i shop', { script: { GetInstanceList: instances() } });
    expect(ran.calls).toHaveLength(1);
  });

  test('is looked up from the environment too', async () => {
    const ran = await cli('topic status orders', {
      env: { ALIKAFKA_INSTANCE: 'shop' },
      script: { GetInstanceList: named('shop'), GetTopicStatus: topicStatus() },
    });
    expect(ran.calls[1]?.params['InstanceId']).toBe('alikafka_pre-cn-x0');
  });
});
