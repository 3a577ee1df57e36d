/**
 * Answers of the service with one field that is missing, of another type or hostile: for every command and format, this
 * tool has no bug (exit 70), prints no object as a text, and reports nothing about a change that is not true.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED_INSTANCE } from '../../../src/core/local-names.ts';
import { seed } from '../../../src/emulator/state/seed.ts';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { lies } from '../../reliability/faulty.ts';
import { cli, errorOf, INSTANCE, json, type Ran, runCli, words } from '../../support/context.ts';
import { fixedClock, http, NOW, noAnswer, REQUEST_ID } from '../../support/effects.ts';
import { IN_PROCESS_ENV, inProcess } from '../../support/in-process.ts';
import { type Mutation, mutated, mutations } from '../../support/mutated.ts';
import { FAULTS, type Of, STEPS } from '../../support/samples.ts';
import { acls, instances, topics } from '../../support/service.ts';
import type { FaultScenario } from '../../samples/sample.ts';

/** Runs of each property; more are tried by hand with ODD_RUNS. */
const RUNS = Number(process.env['ODD_RUNS'] ?? 200);
const SEED = Number(process.env['ODD_SEED'] ?? 20260131);

/** Every read of the samples, and more of the same and of this tool's own. */
const READS: readonly string[] = [
  ...STEPS.filter(({ operation: { effect } }) => effect === 'read').map(({ path, types }) => `${path} ${types}`),
  'instance list',
  'instance list --name local* --status running',
  'topic list --name or*',
  'topic list --page 1 --page-size 3',
  'topic describe orders',
  'group list --name b*',
  'group lag',
  'group lag billing --fail-above 10',
  'tag list instance',
  'tag list topic/orders group/billing',
  'sasl list --show-secrets',
  'metrics data topic_message_input --topic orders --since 3h',
  'metrics top topic_message_input --order-by Value',
  'wait topic orders exists --wait-timeout 1s',
  'wait topic orders running --wait-timeout 1s',
  'wait topic nowhere deleted --wait-timeout 1s',
  'wait group billing drained --wait-timeout 1s',
  `wait instance ${SEEDED_INSTANCE} running --wait-timeout 1s`,
  `wait instance ${SEEDED_INSTANCE} deleted --wait-timeout 1s`,
  'topic list -i local-running',
  'api GetTopicList PageSize=2',
  'api GetTopicList --all-pages',
  'api GetInstanceList',
  'api DescribeSaslUsers',
  'api DescribeMetricList MetricName=instance_message_input',
  'doctor',
];

const FORMATS = ['table', 'json', 'csv', 'xml', 'name', 'ndjson', 'yaml', 'tsv'] as const;

interface Odd {
  readonly ran: Ran;
  /** Calls by action. */
  readonly calls: ReadonlyMap<string, number>;
  /** Where the answer was changed; undefined if that answer never came. */
  readonly path: readonly string[] | undefined;
}

/** Runs a command against the emulator with one answer changed: the `nth` of `action`, or of all answers. */
async function runOdd(
  line: string,
  more: { stdin?: string; prepare?: (state: ReturnType<typeof seed>) => void },
  which: { nth: number; hits: (action: string) => boolean },
  mutation: Mutation,
): Promise<Odd & { state: ReturnType<typeof seed> }> {
  const state = seed(NOW);
  more.prepare?.(state);
  const clock = fixedClock(NOW);
  let [count, path]: [number, readonly string[] | undefined] = [0, undefined];
  const { send, calls } = inProcess(
    state,
    () => clock.now(),
    (action, _nth, text) => {
      if (!which.hits(action) || ++count !== which.nth) return text;
      const odd = mutated(text, mutation);
      path = odd.path;
      return odd.text;
    },
  );
  const { stdin } = more;
  const ran = await runCli(words(line), {
    env: IN_PROCESS_ENV,
    clock,
    send,
    ...(stdin === undefined ? {} : { stdin }),
  });
  return { ran, calls, path, state };
}

/** What no answer brings about. */
function expectNoBug({ code, stdout, stderr }: Ran): void {
  expect({ code, stderr }).not.toMatchObject({ code: 70 });
  expect(`${stdout}${stderr}`).not.toMatch(/\[object |function Object|native code/);
  // Nothing is obeyed: a terminal sees no escape sequence that the answer held.
  expect(`${stdout}${stderr}`).not.toContain('\u001b[2J');
}

describe('responses that once caused wrong results', () => {
  const ORDER =
    'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes -o json';

  test.each([{}, [], true, 1.5, 1e21, ' ', '', null, { toString: null }].map((OrderId) => ({ OrderId })))(
    'an order answered with %j: exit 6, sent once',
    async ({ OrderId }) => {
      const ran = await cli(ORDER, { script: { CreatePrePayOrder: { OrderId } } });
      expect(ran).toMatchObject({ code: 6, stdout: '' });
      expect(ran.calls).toHaveLength(1);
    },
  );

  test.each([
    ['208160700000001', '208160700000001'],
    [208160700000001, '208160700000001'],
  ])('OrderId %j is valid', async (OrderId, printed) => {
    const ran = await cli(ORDER, { script: { CreatePrePayOrder: { OrderId } } });
    expect(json(ran)).toMatchObject({ Result: 'created', OrderId: printed });
  });

  test.each(['constructor', 'toString', '__proto__'])(
    'the status %s is a text of the service, not a code',
    async (ServiceStatus) => {
      const script = {
        GetInstanceList: instances({ InstanceId: INSTANCE, Name: 'shop', ServiceStatus, PaidType: ServiceStatus }),
      };
      const { code, stdout } = await cli('instance list', { script });
      expect(code).toBe(0);
      expect(stdout).toContain(`status ${ServiceStatus} (${ServiceStatus})`);
      expect(stdout).not.toContain('native code');
      expect(await cli('instance list --status running -o name', { script })).toMatchObject({ code: 0, stdout: '' });
    },
  );

  test('a rule without its operation does not count as deleted', async () => {
    const Rule = {
      Username: 'app',
      AclResourceType: 'Topic',
      AclResourceName: 'orders',
      AclResourcePatternType: 'LITERAL',
    };
    const ran = await cli('acl delete --username app --topic orders --operation read --yes', {
      script: { DeleteAcl: noAnswer(), DescribeAcls: acls(Rule) },
    });
    expect(ran.code).toBe(6);
    expect(ran.calls.map(({ action }) => action)).toEqual(['DeleteAcl', 'DescribeAcls']);
  });

  test('property names of every object are not columns', async () => {
    const rows: readonly object[] = [{ Topic: 'a', constructor: 1 }, { Topic: 'b' }];
    const whole = await cli('topic list -o csv', { script: { GetTopicList: topics(...rows) } });
    expect(whole.stdout.split('\r\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^a,.*,1$/),
      expect.stringMatching(/^b,.*,$/),
    ]);
  });
});

const which = fc.integer({ min: 1, max: 4 });
const format = fc.constantFrom(...FORMATS);

/** Requests that a read may take: all its pages and parts, four attempts each. */
const MOST_READS = 40;

test('reads', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...READS), format, which, mutations, async (line, output, nth, mutation) => {
      const { ran, calls } = await runOdd(`${line} -o ${output}`, {}, { nth, hits: () => true }, mutation);
      expectNoBug(ran);
      if (!line.startsWith('wait ')) expect(sum(calls)).toBeLessThanOrEqual(MOST_READS);
    }),
    { numRuns: RUNS * 2, seed: SEED },
  );
}, 120_000);

const sum = (calls: ReadonlyMap<string, number>): number => [...calls.values()].reduce((all, n) => all + n, 0);

describe('changes', () => {
  /** A change of the acknowledgement that makes it another answer of the service, and no broken one. */
  function speaks(path: readonly string[] | undefined, { put }: Mutation): boolean {
    const name = path?.at(-1);
    if (name === 'Code')
      return (typeof put === 'string' && put !== '') || (typeof put === 'number' && Number.isSafeInteger(put));
    return name === 'Success' && put === false;
  }

  test('with an unusual acknowledgement: done if it took effect, else unknown, and never sent too often', async () => {
    const scenario = fc.constantFrom(...FAULTS);
    await fc.assert(
      fc.asyncProperty(scenario, format, which, mutations, async (one, output, nth, mutation) => {
        const hits = (action: string): boolean => action === one.operation.action;
        const { ran, calls, path, state } = await runOdd(
          `${one.line} -o ${output} --rate 0`,
          one,
          { nth, hits },
          mutation,
        );
        expectNoBug(ran);
        const sent = calls.get(one.operation.action) ?? 0;
        expect(sent).toBeLessThanOrEqual(one.operation.effect === 'order' ? 1 : 4 * Math.max(2, one.names.length));
        if (speaks(path, mutation)) return;
        expect([0, 6]).toContain(ran.code);
        if (output === 'json') expect(lies({ ran, sent, rows: rowsOf(ran, one, state) })).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  }, 120_000);

  function rowsOf(ran: Ran, { names, times }: Of<FaultScenario>, state: ReturnType<typeof seed>) {
    type Row = Readonly<Record<string, unknown>>;
    const printed = ran.stdout === '' ? [] : ([JSON.parse(ran.stdout)].flat() as Row[]);
    const rows = printed.length > 0 ? printed : names.map((row) => ({ ...row, Result: 'unknown' }));
    return rows.map((row: Row) => ({ row, word: String(row['Result']), times: times(state, row) }));
  }

  const waits = (line: string): boolean =>
    [...COMMANDS.values()].some(
      ({ command }) => command.kind === 'change' && command.wait !== undefined && line.startsWith(`${command.path} `),
    );

  test('with an unusual response before or after: none is sent too often', async () => {
    const scenario = fc.constantFrom(...FAULTS);
    await fc.assert(
      fc.asyncProperty(scenario, format, which, mutations, async (one, output, nth, mutation) => {
        const hits = (action: string): boolean => /^(Get|Describe|List)/.test(action);
        const line = `${one.line} -o ${output} --rate 0${waits(one.line) ? ' --wait --wait-timeout 2s' : ''}`;
        const { ran, calls } = await runOdd(line, one, { nth, hits }, mutation);
        expectNoBug(ran);
        const sent = calls.get(one.operation.action) ?? 0;
        expect(sent).toBeLessThanOrEqual(one.operation.effect === 'order' ? 1 : Math.max(2, one.names.length));
      }),
      { numRuns: RUNS, seed: SEED },
    );
  }, 120_000);
});

describe('an empty text in place of a list', () => {
  const NO_LIST = { Total: 0, TopicList: '' };
  const xml = http(
    200,
    `<GetTopicListResponse><RequestId>${REQUEST_ID}</RequestId><Code>200</Code><Success>true</Success><Total>0</Total><TopicList/></GetTopicListResponse>`,
  );

  test('in JSON is not an empty list: exit 9, and nothing is printed', async () => {
    const ran = await cli('topic list -o json', { script: { GetTopicList: NO_LIST } });
    expect(ran).toMatchObject({ code: 9, stdout: '' });
    expect(errorOf(ran)).toMatchObject({ code: 'UnreadableAnswer', message: expect.stringContaining('TopicList') });
  });

  test('in JSON does not prove a deletion: exit 6', async () => {
    const script = { DeleteTopic: noAnswer(), GetTopicList: NO_LIST };
    const ran = await cli('topic delete orders --yes -o json --max-attempts 1', { script });
    expect([ran.code, json(ran)]).toMatchObject([6, [{ Result: 'unknown' }]]);
  });

  test('in XML is an empty list, since XML has no other form for one', async () => {
    expect(json(await cli('topic list -o json', { script: { GetTopicList: xml } }))).toEqual([]);
    const script = { DeleteTopic: noAnswer(), GetTopicList: xml };
    const ran = await cli('topic delete orders --yes -o json', { script });
    expect([ran.code, json(ran)]).toMatchObject([0, [{ Result: 'deleted' }]]);
  });
});
