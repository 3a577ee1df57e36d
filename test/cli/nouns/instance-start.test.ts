/** `instance start`: the module must agree with the deploy type, and user and password are for eip alone. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json, type Options, REGION } from '../../support/context.ts';
import { result } from '../../support/result.ts';
import { instances } from '../../support/service.ts';

const ID = 'alikafka_pre-cn-0pp1cng20abc';
const NET = '--vpc-id vpc-x --vswitch-id vsw-x --zone-id zonea';
const SENT = { RegionId: REGION, InstanceId: ID, VpcId: 'vpc-x', VSwitchId: 'vsw-x', ZoneId: 'zonea' };

const start = (flags: string, DeployType: number, options: Options = {}) =>
  cli(`instance start ${ID} ${NET} ${flags} -o json`, {
    script: { GetInstanceList: instances({ InstanceId: ID, DeployType }), StartInstance: {} },
    ...options,
  });

describe('the deploy module', () => {
  test.each([
    ['', 5, { DeployModule: 'vpc' }],
    ['--deploy-module vpc', 5, { DeployModule: 'vpc' }],
    ['', 4, { DeployModule: 'eip', IsEipInner: 'true' }],
    ['--deploy-module EIP', 4, { DeployModule: 'eip', IsEipInner: 'true' }],
    ['--eip-inner', 4, { DeployModule: 'eip', IsEipInner: 'true' }],
  ])('%j with deploy type %i', async (flags, type, sent) => {
    const ran = await start(flags, type);
    expect(ran.calls.map(({ action, params }) => [action, params])).toEqual([
      ['GetInstanceList', { RegionId: REGION, 'InstanceId.1': ID }],
      ['StartInstance', { ...SENT, ...sent }],
    ]);
    expect(json(ran)).toEqual(result({ InstanceId: ID }, 'changed'));
  });

  test.each([
    ['vpc', 4, 'must be eip'],
    ['eip', 5, 'must be vpc'],
  ])('%s with deploy type %i is exit 2', async (module, type, why) => {
    const ran = await start(`--deploy-module ${module}`, type);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.calls.map(({ action }) => action)).toEqual(['GetInstanceList']);
    expect(errorOf(ran).details).toEqual([{ flag: '--deploy-module', message: expect.stringContaining(why) }]);
  });

  test('an absent instance: exit 3', async () => {
    expect(await start('', 5, { script: { GetInstanceList: instances() } })).toMatchObject({ code: 3 });
  });
});

test('the alias deploy', async () => {
  const ran = await cli(`instance deploy ${ID} ${NET}`, {
    script: { GetInstanceList: instances({ InstanceId: ID, DeployType: 5 }), StartInstance: {} },
  });
  expect(ran.calls[1]?.action).toBe('StartInstance');
});

test('is not confirmed, and sends a name', async () => {
  const ran = await start('--name orders-prod', 5, {
    terminal: true,
    script: { GetInstanceList: instances({ InstanceId: ID, DeployType: 5 }), StartInstance: {} },
  });
  expect(ran).toMatchObject({ code: 0, asked: [] });
  expect(ran.calls[1]?.params['Name']).toBe('orders-prod');
});

test('all missing values are reported together', async () => {
  const ran = await cli('instance start -o json');
  expect(ran.code).toBe(2);
  expect(errorOf(ran).details.map(({ flag }) => flag)).toEqual(['<id>', '--vpc-id', '--vswitch-id', '--zone-id']);
});

describe('user and password', () => {
  const USER = '--set-user-password --username app';

  test('are sent with eip', async () => {
    const ran = await start(`${USER} --password-stdin`, 4, { stdin: 'testpass word\n' });
    expect(ran.calls[1]?.params).toEqual({
      ...SENT,
      DeployModule: 'eip',
      IsEipInner: 'true',
      IsSetUserAndPassword: 'true',
      Username: 'app',
      Password: 'testpass word',
    });
    expect(ran.stdout + ran.stderr).not.toContain('testpass');
  });

  test.each([
    ['--eip-inner', ['--eip-inner']],
    [`${USER} --password-stdin`, ['--set-user-password', '--username']],
  ])('with vpc (%s) is exit 2 before anything is sent', async (flags, wrong) => {
    const ran = await start(`--deploy-module vpc ${flags}`, 5, { stdin: 'testpass\n' });
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran).details.map(({ flag }) => flag)).toEqual(wrong);
  });

  test('with a vpc instance is exit 2', async () => {
    const ran = await start(`${USER} --password-stdin`, 5, { stdin: 'testpass\n' });
    expect(ran.code).toBe(2);
    expect(ran.calls.map(({ action }) => action)).toEqual(['GetInstanceList']);
  });

  test.each([
    ['--set-user-password --password-stdin', '--username'],
    ['--username app', '--username'],
  ])('%s requires the other one: exit 2', async (flags, wrong) => {
    const ran = await start(flags, 4, { stdin: 'testpass\n', script: {} });
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran).details.map(({ flag }) => flag)).toContain(wrong);
  });

  test('without them no password is asked for', async () => {
    const ran = await start('', 4, { terminal: true });
    expect(ran.asked).toEqual([]);
  });
});

test('a dry run without a user prints no password', async () => {
  const ran = await start('--dry-run', 5);
  expect(ran.stdout).toContain('"DeployModule": "vpc"');
  expect(ran.stdout).not.toContain('Password');
});

test('a dry run reads only the deploy type, and needs no password', async () => {
  const ran = await start('--deploy-module eip --set-user-password --username app --dry-run', 4);
  expect([ran.code, ran.calls.map(({ action }) => action)]).toEqual([0, ['GetInstanceList']]);
  expect(json(ran)).toMatchObject([
    { action: 'StartInstance', params: { DeployModule: 'eip', Username: 'app', Password: '******' } },
  ]);
});

test('a name in place of the id: exit 3 with the corrected line, if one instance has that name', async () => {
  const line = 'instance start waiting --vpc-id v --vswitch-id s --zone-id z -o json';
  const listing = (...all: readonly { InstanceId: string; Name: string }[]) => ({
    GetInstanceList: (params: Readonly<Record<string, string>>) =>
      params['InstanceId.1'] === undefined ? instances(...all) : instances(),
  });
  const one = { InstanceId: 'alikafka_pre-cn-0waiting0001', Name: 'waiting' };
  const ran = await cli(line, { script: listing(one) });
  expect(ran.code).toBe(3);
  expect(errorOf(ran)['next']).toBe(`alikafka ${line.replace('waiting', one.InstanceId)}`);
  const two = await cli(line, { script: listing(one, { ...one, InstanceId: 'alikafka_pre-cn-0waiting0002' }) });
  expect(errorOf(two)['next']).toBe('alikafka instance list');
  const twice = await cli(`${line} --name waiting`, { script: listing(one) });
  expect(errorOf(twice)['next']).toBe('alikafka instance list');
});
