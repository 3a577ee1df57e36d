/**
 * Odd answers to the read before a change: one field of the listing is missing, of another type, or nonsense. Either
 * the one correct request is sent, or none with an error that explains why. Never a zero, a fraction or "NaN" is
 * ordered.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cli, errorOf, json, type Ran, REGION } from '../../support/context.ts';
import { http, REQUEST_ID } from '../../support/effects.ts';
import { instances, topics } from '../../support/service.ts';

const ID = 'alikafka_pre-cn-0pp1cng20abc';

const PRESENT = {
  InstanceId: ID,
  DiskSize: 900,
  IoMax: 20,
  TopicNumLimit: 50,
  EipMax: 10,
  SpecType: 'normal',
  DeployType: 4,
  PaidType: 0,
  ServiceStatus: 5,
};

const GONE = Symbol('gone');

/** What a field may hold in place of its value, as JSON text so that numbers come as they would over the wire. */
const ODD: readonly (string | typeof GONE)[] = [
  GONE,
  'null',
  '""',
  '" "',
  '"abc"',
  '"1e3"',
  '"NaN"',
  '"Infinity"',
  '"0x10"',
  '-1',
  '"-5"',
  '0',
  '1.5',
  '"1.5"',
  '1e21',
  '"1000000000000000000000"',
  '9007199254740993',
  '2147483648',
  'true',
  'false',
  '[]',
  '[7]',
  '{}',
  '{"toString":null}',
  '7',
  '"13"',
  '40000',
];

/** An answer with one field of its only record replaced. */
function listing(list: (row: object) => object, row: object, field: string, odd: string | typeof GONE) {
  const { [field]: _old, ...rest } = row as Record<string, unknown>;
  const placed = odd === GONE ? rest : { ...rest, [field]: '\u0001' };
  const body = JSON.stringify({ Code: 200, RequestId: REQUEST_ID, Success: true, ...list(placed) });
  return http(200, odd === GONE ? body : body.replace('"\\u0001"', odd));
}

/** The whole number of a mutated field, by hand: the number that the service may mean. */
function whole(odd: string | typeof GONE, min: number): number | undefined {
  if (odd === GONE) return undefined;
  const digits = /^"?(\d+)"?$/.exec(odd)?.[1];
  const value = digits === undefined ? Number.NaN : Number(digits);
  return value >= min && value < 2 ** 31 ? value : undefined;
}

/** Where a text or number belongs it makes the whole listing unreadable. */
const isNested = (odd: string | typeof GONE): boolean => odd !== GONE && /^[[{]/.test(odd);

const sentBy = (ran: Ran, action: string) =>
  ran.calls.filter((call) => call.action === action).map(({ params }) => params);

const odd = fc.constantFrom(...ODD);

describe('instance upgrade', () => {
  const FIELDS = ['DiskSize', 'IoMax', 'TopicNumLimit', 'EipMax', 'SpecType', 'DeployType', 'PaidType', 'InstanceId'];
  const PARAM: Readonly<Record<string, string>> = {
    DiskSize: 'DiskSize',
    IoMax: 'IoMax',
    TopicNumLimit: 'TopicQuota',
    EipMax: 'EipMax',
  };
  const KEPT = { DiskSize: '1000', IoMax: '20', TopicQuota: '50', EipMax: '10' };

  /** How it must end: the parameters that are sent, or the exit code. */
  function wanted(
    field: string,
    value: string | typeof GONE,
    deployType: number,
    withEdition: boolean,
  ): object | number {
    const right = { RegionId: REGION, InstanceId: ID, ...KEPT, ...(withEdition ? { SpecType: 'professional' } : {}) };
    const param = PARAM[field];
    if (isNested(value)) return 9;
    const isAbsent = value === GONE || value === 'null' || value === '""';
    if (field === 'PaidType') return whole(value, 0) === 0 ? right : 9;
    if (field === 'SpecType') return !withEdition || isName(value) ? right : 9;
    if (param === undefined) return right;
    if (field === 'EipMax' && deployType === 5 && isAbsent) return { ...right, EipMax: '0' };
    const present = whole(value, field === 'EipMax' ? 0 : 1);
    if (present === undefined) return 9;
    if (field !== 'DiskSize') return { ...right, [param]: String(present) };
    return present > 1000 ? 2 : right;
  }

  /** Text or a number, which both become text. */
  const isName = (value: string | typeof GONE): boolean =>
    value !== GONE && value !== '""' && /^("\s*\S.*"|-?[\d.]+(e\d+)?)$/.test(value);

  test('with any value in any field, orders the right values or nothing', async () => {
    const ends = { sent: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FIELDS),
        odd,
        fc.constantFrom(4, 5),
        fc.boolean(),
        async (field, value, DeployType, withEdition) => {
          const row = { ...PRESENT, DeployType };
          const ran = await cli(
            `instance upgrade ${ID} --disk-size 1000 ${withEdition ? '--spec-type professional' : ''} --yes -o json`,
            {
              script: { GetInstanceList: listing(instances, row, field, value), UpgradePrePayOrder: { OrderId: '7' } },
            },
          );
          const sent = sentBy(ran, 'UpgradePrePayOrder');
          if (field === 'InstanceId') {
            // not the instance that was asked for, or none at all
            ends.refused++;
            expect([3, 9]).toContain(ran.code);
            expect(sent).toEqual([]);
            return;
          }
          const right = wanted(field, value, DeployType, withEdition);
          if (typeof right === 'number') {
            ends.refused++;
            expect([ran.code, sent, ran.stdout]).toEqual([right, [], '']);
            if (right === 9) expect(ran.stderr).toContain(field);
          } else {
            ends.sent++;
            expect([ran.code, sent]).toEqual([0, [right]]);
          }
        },
      ),
      { numRuns: 500, seed: 8101 },
    );
    expect(ends.sent).toBeGreaterThan(100);
    expect(ends.refused).toBeGreaterThan(100);
  });

  test('reports all missing values at once, with the instance and the next command', async () => {
    const { DiskSize: _disk, IoMax: _io, ...rest } = PRESENT;
    const ran = await cli(`instance upgrade ${ID} --disk-size 1000 --yes -o json`, {
      script: { GetInstanceList: instances({ ...rest, TopicNumLimit: 'abc' }) },
    });
    expect([ran.code, ran.calls.length, ran.stdout]).toEqual([9, 1, '']);
    const error = errorOf(ran);
    expect(error).toMatchObject({ code: 'UnreadableAnswer', exitCode: 9, retryable: true });
    expect(error['message']).toContain(ID);
    expect(error['message']).toMatch(/DiskSize is missing, IoMax is missing, TopicNumLimit is "abc"; nothing was sent/);
    expect(JSON.stringify(error)).toContain(`alikafka instance describe ${ID}`);
  });

  test.each([
    [1, /pay as you go.*UpgradePostPayOrder/],
    [3, /serverless.*UpgradePostPayOrder/],
    [4, /confluent/],
  ])('PaidType %i: exit 5 and nothing sent, for any values of the other fields', async (PaidType, why) => {
    const ran = await cli(`instance upgrade ${ID} --disk-size 1000 --yes -o json`, {
      script: { GetInstanceList: instances({ ...PRESENT, PaidType, IoMax: null }) },
    });
    expect([ran.code, ran.calls.map(({ action }) => action)]).toEqual([5, ['GetInstanceList']]);
    expect(errorOf(ran)).toMatchObject({ code: 'WrongState', message: expect.stringMatching(why) });
  });

  test.each(['2', '7', '-1', '"subscription"'])('unknown PaidType %s: exit 9', async (value) => {
    const script = { GetInstanceList: listing(instances, PRESENT, 'PaidType', value) };
    const ran = await cli(`instance upgrade ${ID} --disk-size 1000 --yes`, { script });
    expect([ran.code, ran.calls.length]).toEqual([9, 1]);
  });

  test.each(['professional', 'PROFESSIONAL', 'professionalForHighRead', 'enterprise'])(
    'the edition %s cannot be lowered to normal',
    async (SpecType) => {
      const script = { GetInstanceList: instances({ ...PRESENT, SpecType }) };
      const ran = await cli(`instance upgrade ${ID} --spec-type normal --yes -o json`, { script });
      expect([ran.code, ran.calls.length]).toEqual([2, 1]);
      expect(errorOf(ran).details).toMatchObject([{ flag: '--spec-type' }]);
    },
  );

  test('editions are compared without case', async () => {
    const script = { GetInstanceList: instances({ ...PRESENT, SpecType: 'Normal' }) };
    const ran = await cli(`instance upgrade ${ID} --spec-type normal --yes -o json`, { script });
    expect(json(ran)).toMatchObject({ Result: 'unchanged' });
  });
});

describe('topic add-partitions --to', () => {
  const ORDERS = { Topic: 'orders', PartitionNum: 12, Status: 0, StatusName: 'running', Remark: 'orders' };

  test('with any value in any field, adds the missing partitions or none', async () => {
    const ends = { sent: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('PartitionNum', 'Topic', 'Status', 'Remark'), odd, async (field, value) => {
        const ran = await cli('topic add-partitions orders --to 13 -o json', {
          script: { GetTopicList: listing(topics, ORDERS, field, value), ModifyPartitionNum: {} },
        });
        const sent = sentBy(ran, 'ModifyPartitionNum').map(({ AddPartitionNum }) => AddPartitionNum);
        const present = isNested(value) ? undefined : field === 'PartitionNum' ? whole(value, 1) : 12;
        if (field === 'Topic') expect([3, 9]).toContain(ran.code);
        else if (present === undefined) expect(ran.code).toBe(9);
        else expect(ran.code).toBe(present > 13 ? 2 : 0);
        const adds = field !== 'Topic' && present !== undefined && present < 13;
        expect(sent).toEqual(adds ? [String(13 - present)] : []);
        ends[sent.length > 0 ? 'sent' : 'refused']++;
      }),
      { numRuns: 300, seed: 8102 },
    );
    expect(ends.sent).toBeGreaterThan(50);
    expect(ends.refused).toBeGreaterThan(50);
  });

  test('an unreadable value is named, with the command that shows it', async () => {
    const ran = await cli('topic add-partitions orders --to 13 -o json', {
      script: { GetTopicList: topics({ ...ORDERS, PartitionNum: null }) },
    });
    expect([ran.code, ran.calls.length, ran.stdout]).toEqual([9, 1, '']);
    expect(errorOf(ran)['message']).toMatch(/topic "orders".*PartitionNum is missing; nothing was sent/);
    expect(JSON.stringify(errorOf(ran))).toContain('alikafka topic describe orders');
  });
});

describe('instance start', () => {
  const start = (value: string | typeof GONE, flags = '') =>
    cli(`instance start ${ID} --vpc-id v --vswitch-id s --zone-id zonea ${flags} -o json`, {
      script: { GetInstanceList: listing(instances, PRESENT, 'DeployType', value), StartInstance: {} },
    });

  test.each([...ODD, '6'].map((value) => [typeof value === 'symbol' ? 'missing' : value, value] as const))(
    'unknown DeployType %s: exit 9, nothing sent',
    async (_says, value) => {
      for (const flags of ['', '--deploy-module vpc']) {
        const ran = await start(value, flags);
        expect([ran.code, ran.calls.map(({ action }) => action)]).toEqual([9, ['GetInstanceList']]);
        expect(ran.stderr).toContain('DeployType');
      }
    },
  );

  test('DeployType may be a text', async () => {
    expect((await start('"5"')).calls[1]?.params).toMatchObject({ DeployModule: 'vpc' });
  });
});
