/** Operations by their own name, without a command line: a record is made of what is given, and the engine runs it. */
import { describe, expect, test } from '@jest/globals';
import { calledOperation } from '../../src/commands/api/operation.ts';
import { type Call, callRequest } from '../../src/commands/api/request.ts';
import type { CommandOptions } from '../../src/engine/command-context.ts';
import { DEFAULT_OPTIONS } from '../../src/engine/command-request.ts';
import { runCommand } from '../../src/engine/run-command.ts';
import { Failure } from '../../src/errors/failure.ts';
import { INSTANCE, type Options, REGION } from '../support/context.ts';
import { http, noAnswer, ok, refusal } from '../support/effects.ts';
import { came, type Came } from '../support/engine.ts';
import { groups, topics } from '../support/service.ts';

const WHERE = { RegionId: REGION, InstanceId: INSTANCE };
const ORDERS = { Topic: 'orders', Remark: 'shop', PartitionNum: 12, Status: 0 };

interface How extends Omit<Call, 'operation' | 'params'> {
  readonly options?: Partial<CommandOptions>;
}

const call = (
  action: string,
  params: Call['params'],
  script: Options['script'],
  { options, ...how }: How = {},
): Promise<Came> =>
  came({ ...(script === undefined ? {} : { script }) }, (settings, io) => {
    const request = { operation: calledOperation(action), params, ...how };
    return runCommand(callRequest(request, settings, { ...DEFAULT_OPTIONS, ...options }), settings, io);
  });

const actions = ({ calls }: Pick<Came, 'calls'>): string[] => calls.map(({ action }) => action);
const sent = ({ calls }: Pick<Came, 'calls'>): object[] => calls.map(({ params }) => params);

describe('a read that has a record', () => {
  test('gets region and instance, and its response keeps the totals', async () => {
    const ran = await call(
      'GetTopicList',
      { CurrentPage: '1', PageSize: '2' },
      {
        GetTopicList: { ...topics(ORDERS), Total: 3, CurrentPage: 1, PageSize: 2 },
      },
    );
    expect(sent(ran)).toEqual([{ ...WHERE, CurrentPage: '1', PageSize: '2' }]);
    expect(ran.data).toMatchObject({ Total: 3, TopicList: [{ Topic: 'orders', Tags: null }] });
  });

  test('all its pages stream as records, in the given size', async () => {
    const page = (from: number) => ({
      ...topics({ Topic: `t${from}`, Password: 'pw' }, { Topic: `t${from + 1}` }),
      Total: 4,
    });
    const ran = await call('GetTopicList', { PageSize: '2' }, { GetTopicList: [page(0), page(2)] }, { allPages: true });
    expect(sent(ran)).toEqual([1, 2].map((n) => ({ ...WHERE, CurrentPage: String(n), PageSize: '2' })));
    expect(ran.rows).toMatchObject([
      { Topic: 't0', Password: '******' },
      { Topic: 't1' },
      { Topic: 't2' },
      { Topic: 't3' },
    ]);
  });

  test('a range is read in halves, and a point in both comes once', async () => {
    const points = (...at: number[]) =>
      http(200, { Code: '200', RequestId: 'R', Datapoints: JSON.stringify(at.map((timestamp) => ({ timestamp }))) });
    const ran = await call(
      'DescribeMetricData',
      { MetricName: 'm', Period: '60', EndTime: '240000', Length: '3' },
      { DescribeMetricData: [points(0, 120_000, 240_000), points(0, 120_000), points(120_000, 240_000)] },
      { allPages: true, options: { params: { StartTime: '0' } } },
    );
    expect(
      sent(ran).map((params) => [(params as { StartTime: string }).StartTime, (params as { EndTime: string }).EndTime]),
    ).toEqual([
      ['0', '240000'],
      ['0', '120000'],
      ['120000', '240000'],
    ]);
    expect(ran.rows.map(({ timestamp }) => timestamp)).toEqual([0, 120_000, 240_000]);
  });

  test('invalid parameters are refused before anything is sent, by their wire names', async () => {
    const refused = call('GetTopicStatus', {}, {});
    await expect(refused).rejects.toMatchObject({
      exitCode: 2,
      details: [{ name: 'Topic', message: 'Topic is required' }],
    });
    const ran = await call('GetTopicStatus', {}, { GetTopicStatus: {} }, { options: { validate: false } });
    expect(sent(ran)).toEqual([WHERE]);
  });

  test.each([false, true])('a refusal has the message of the service (all pages: %s)', async (allPages) => {
    const script = { GetTopicList: refusal('BIZ_INSTANCE_NOT_FOUND', 404, 'no such instance') };
    const failure: unknown = await call('GetTopicList', {}, script, { allPages }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 3, message: expect.stringContaining('no such instance') });
    expect((failure as Failure).message).not.toContain(INSTANCE);
  });
});

describe('a read without a record', () => {
  test('is sent as given, and its answer is shown unchanged', async () => {
    const answer = { Data: { Any: [1] }, AccessKeySecret: 'canary', Text: '{"Password":"canary"}' };
    const ran = await call('GetNewer', { Key: '01', 'Tag.1.Key': 'a', confirm: 'x' }, { GetNewer: answer });
    expect(sent(ran)).toEqual([{ RegionId: REGION, Key: '01', 'Tag.1.Key': 'a', confirm: 'x' }]);
    expect(ran.data).toMatchObject({ Data: { Any: [1] }, AccessKeySecret: '******' });
    expect(JSON.stringify(ran.data)).not.toContain('canary');
  });

  test('reports that more results exist, and reads all of them on request', async () => {
    const things = (Id: number, more: object) => ({ ...more, Things: { Thing: [{ Id }] } });
    const script = () => ({ ListNewer: [things(1, { NextToken: 'x' }), things(2, {})] });
    const one = await call('ListNewer', {}, script());
    expect(one.data).toMatchObject({ NextToken: 'x' });
    expect(one.log).toMatch(/more results exist; the next page is NextToken=x;/);
    const all = await call('ListNewer', { Size: '1' }, script(), { allPages: true });
    expect(sent(all)).toEqual([
      { RegionId: REGION, Size: '1' },
      { RegionId: REGION, Size: '1', NextToken: 'x' },
    ]);
    expect(all.rows).toEqual([{ Id: 1 }, { Id: 2 }]);
  });

  test('with --raw returns the bytes of the service, except with a password', async () => {
    const bytes = ' {"RequestId":"R" , "A":1}\n';
    const raw = { options: { raw: true } };
    expect(await call('GetNewer', {}, { GetNewer: http(200, bytes) }, raw)).toMatchObject({ end: 0, bytes });
    const failed = call('GetNewer', {}, { GetNewer: { Password: 'x' } }, raw);
    await expect(failed).rejects.toMatchObject({ code: 'SecretInAnswer' });
  });
});

describe('a change without a record', () => {
  const BUY = { BuyMore: { OrderId: '9' } };

  test('requires a confirmation, and nothing is sent without it', async () => {
    await expect(call('BuyMore', { Size: '1' }, {})).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('confirmation required'),
      hint: 'Pass --yes to proceed.',
      details: [{ flag: '--yes', message: expect.stringMatching(/^About to call BuyMore \(.*\)\.$/) }],
    });
    const ran = await call('BuyMore', { Size: '1' }, BUY, { options: { yes: true } });
    expect([ran.end, ran.data]).toEqual([0, expect.objectContaining({ OrderId: '9' })]);
    expect(sent(ran)).toEqual([{ RegionId: REGION, Size: '1' }]);
  });

  test('is also confirmed by the name of its instance, and another name is refused', async () => {
    const instance = { InstanceId: 'other' };
    expect(await call('BuyMore', instance, BUY, { confirm: 'other' })).toMatchObject({ end: 0 });
    await expect(call('BuyMore', instance, {}, { confirm: INSTANCE })).rejects.toMatchObject({ exitCode: 2 });
  });

  test('is not confirmed by a parameter named like an input of this tool', async () => {
    await expect(call('BuyMore', { confirm: REGION }, {})).rejects.toMatchObject({ exitCode: 2 });
    const ran = await call('BuyMore', { confirm: REGION, 'if-exists': 'true' }, BUY, { options: { yes: true } });
    expect(sent(ran)).toEqual([{ RegionId: REGION, confirm: REGION, 'if-exists': 'true' }]);
  });

  test('is sent once, with or without all pages', async () => {
    const yes = { options: { yes: true } };
    const failed = call('BuyMore', {}, { BuyMore: [noAnswer(), ok()] }, yes);
    await expect(failed).rejects.toMatchObject({ exitCode: 6 });
    const paged = { BuyMore: [{ NextToken: 'x', A: [{}] }, {}] };
    expect(actions(await call('BuyMore', {}, paged, { ...yes, allPages: true }))).toEqual(['BuyMore']);
  });

  test('in a dry run is not confirmed and not sent', async () => {
    const ran = await call('BuyMore', { Size: '1' }, {}, { options: { dryRun: true } });
    expect(ran.rows).toMatchObject([{ action: 'BuyMore', params: { RegionId: REGION, Size: '1' } }]);
    expect(ran.calls).toEqual([]);
  });
});

describe('secrets', () => {
  const USER = { Username: 'app', Password: async () => 'Secr3t-pw' };

  test('are read with the given reader, sent, and masked in output', async () => {
    const ran = await call(
      'CreateSaslUser',
      USER,
      { CreateSaslUser: { Message: 'Secr3t-pw is weak' } },
      { options: { debug: true, yes: true } },
    );
    expect(sent(ran)).toEqual([{ ...WHERE, Username: 'app', Password: 'Secr3t-pw' }]);
    expect(JSON.stringify(ran.data) + ran.log).not.toContain('Secr3t-pw');
  });

  test('may be several, also of a read', async () => {
    const given = { Token: async () => 'first-one', UserSecret: async () => 'second-one' };
    const ran = await call('GetNewer', given, { GetNewer: { Said: 'first-one second-one' } });
    expect(sent(ran)).toEqual([{ RegionId: REGION, Token: 'first-one', UserSecret: 'second-one' }]);
    expect(ran.data).toMatchObject({ Said: '****** ******' });
  });

  test('that are invalid end the call before anything is sent', async () => {
    const failure = new Failure({ exitCode: 2, code: 'Usage', message: 'is empty' });
    const given = { ...USER, Password: () => Promise.reject(failure) };
    await expect(call('CreateSaslUser', given, {}, { options: { yes: true } })).rejects.toBe(failure);
  });

  test('are not read for a dry run', async () => {
    const given = { Token: () => Promise.reject(new Error('read')), Password: () => Promise.reject(new Error('read')) };
    const ran = await call('SetNewer', given, {}, { options: { dryRun: true } });
    expect(ran.rows).toMatchObject([{ params: { Token: '******', Password: '******' } }]);
  });
});

describe('a change with a record', () => {
  const CREATE = { Topic: 'orders', Remark: 'shop', PartitionNum: '012' };

  test('is sent unchanged', async () => {
    const ran = await call('CreateTopic', CREATE, { CreateTopic: {} });
    expect([ran.end, sent(ran)]).toEqual([0, [{ ...WHERE, ...CREATE }]]);
  });

  test('has no default of the command that depends on another parameter', async () => {
    await expect(call('CreateTopic', { Topic: 'orders' }, {})).rejects.toMatchObject({ details: [{ name: 'Remark' }] });
  });

  test('an unclear response is reconciled by the record with these parameters', async () => {
    const script = { CreateTopic: noAnswer(), GetTopicList: topics(ORDERS) };
    const ran = await call('CreateTopic', CREATE, script);
    expect([ran.end, actions(ran)]).toEqual([0, ['CreateTopic', 'GetTopicList']]);
    expect(ran.log).toMatch(/^CreateTopic: no clear response, but the change has taken effect$/m);
    const other = { CreateTopic: noAnswer(), GetTopicList: topics({ ...ORDERS, PartitionNum: 24 }) };
    await expect(call('CreateTopic', CREATE, other)).rejects.toMatchObject({ exitCode: 5, code: 'Exists' });
  });

  test('if reading cannot tell, the failure names the command to inspect it', async () => {
    const script = { CreateTopic: noAnswer(), GetTopicList: refusal('NoPermission', 403) };
    await expect(call('CreateTopic', CREATE, script)).rejects.toMatchObject({
      exitCode: 6,
      next: 'alikafka topic describe orders',
    });
  });

  test('an order without an id is not clear', async () => {
    const order = { DeployType: '5', DiskSize: '900', DiskType: '1', IoMax: '20', TopicQuota: '50' };
    const yes = { options: { yes: true } };
    await expect(call('CreatePrePayOrder', order, { CreatePrePayOrder: {} }, yes)).rejects.toMatchObject({
      exitCode: 6,
    });
    expect(await call('CreatePrePayOrder', order, { CreatePrePayOrder: { OrderId: '7' } }, yes)).toMatchObject({
      end: 0,
    });
  });

  test('a deletion is confirmed as in its command', async () => {
    const script = { DeleteTopic: {}, GetConsumerList: groups() };
    await expect(call('DeleteTopic', { Topic: 'orders' }, {})).rejects.toMatchObject({ exitCode: 2 });
    expect(await call('DeleteTopic', { Topic: 'orders' }, script, { confirm: 'orders' })).toMatchObject({ end: 0 });
  });
});
