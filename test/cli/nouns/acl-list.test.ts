/** `acl list` for one user, one resource or all: which requests it sends, how fast, and what it prints of their answers. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Acl, Instance, State, Topic } from '../../../src/emulator/state/state.ts';
import { seed } from '../../../src/emulator/state/seed.ts';
import { run } from '../../../src/run.ts';
import type { Send } from '../../../src/transport/send.ts';
import { formByHand } from '../../support/by-hand.ts';
import { cli, errorOf, json, type Options, type Ran, testContext, words } from '../../support/context.ts';
import type { http } from '../../support/effects.ts';
import { type Clock, fixedClock, NOW, ok, refusal } from '../../support/effects.ts';
import { IN_PROCESS_ENV, inProcess } from '../../support/in-process.ts';
import { acls, saslUsers } from '../../support/service.ts';

type Form = Readonly<Record<string, string>>;
/** In place of the emulator's answer to a request. */
type Fault = (form: Form) => ReturnType<typeof http> | Error | undefined;

let state: State;
let clock: Clock;
let asked: Form[];

beforeEach(() => {
  state = seed(NOW);
  clock = fixedClock(NOW);
  asked = [];
});

const instance = (): Instance => state.instances[0] as Instance;
const acl = (change: Partial<Acl>): Acl => ({
  user: 'app',
  type: 'Topic',
  name: 'orders',
  pattern: 'LITERAL',
  operation: 'Read',
  ...change,
});

/** The emulator, which notes each request and may answer something else. */
function emulator(fault: Fault = () => undefined): Send {
  const { send } = inProcess(
    state,
    () => clock.now(),
    (_action, _nth, text) => text,
  );
  return async (request) => {
    const form = formByHand(request.body);
    asked.push(form);
    const reply = fault(form);
    if (reply instanceof Error) throw reply;
    return reply ?? (await send(request));
  };
}

const list = (line: string, fault?: Fault, options: Options = {}): Promise<Ran> =>
  cli(`acl list ${line}`, { send: emulator(fault), clock, env: IN_PROCESS_ENV, ...options });

/** User, type and name of the requests for permissions, in order. */
const pairs = (): string[] =>
  asked
    .filter(({ Action }) => Action === 'DescribeAcls')
    .map(({ Username, AclResourceType, AclResourceName }) => [Username, AclResourceType, AclResourceName].join(' '));
const actions = (): string[] => [...new Set(asked.map(({ Action = '' }) => Action))].sort();

/** The rows as text, in order. */
const rules = (ran: Ran): string[] =>
  (json(ran) as Record<string, string>[]).map((row) =>
    [
      row['Username'],
      row['AclResourceType'],
      row['AclResourceName'],
      row['AclResourcePatternType'],
      row['AclOperationType'],
    ].join(' '),
  );

const SEEDED = [
  'app Topic orders LITERAL Read',
  'app Topic orders LITERAL Write',
  'app Group billing LITERAL Read',
  'reporting Topic pay PREFIXED Read',
  '* Topic refunds LITERAL Read',
];

describe('without a user and a resource', () => {
  test('requests every user, topic and group, all of them, and each prefix, and announces the number of requests', async () => {
    const ran = await list('-o json');
    expect([ran.code, rules(ran)]).toEqual([0, SEEDED]);
    const { users, topics, groups } = instance();
    const names = [
      ...[...topics.map(({ name }) => name), '*', 'pay'].map((name) => `Topic ${name}`),
      ...[...groups.map(({ name }) => name), '*'].map((name) => `Group ${name}`),
    ];
    const all = [...users.map(({ name }) => name), '*'].flatMap((user) => names.map((name) => `${user} ${name}`));
    expect(pairs().toSorted()).toEqual(all.toSorted());
    expect(ran.stderr).toBe(`reading permissions: 3 users x ${names.length} resources, ${all.length} requests\n`);
    const first = asked.findIndex(({ Action }) => Action === 'DescribeAcls');
    expect(asked.slice(first).every(({ Action }) => Action === 'DescribeAcls')).toBe(true);
  });

  test('of an empty instance', async () => {
    Object.assign(instance(), { users: [], topics: [], groups: [], acls: [] });
    const ran = await list('-o json');
    expect(ran).toMatchObject({ code: 0, stderr: 'reading permissions: 1 user x 2 resources, 2 requests\n' });
    expect(json(ran)).toEqual([]);
    expect((await list('')).stdout).toMatch(/^Username +AclResourceType .*\n$/);
  });

  test('requests a user of two types only once, and a topic that is a prefix, also if a name is a number', async () => {
    instance().topics = instance().topics.slice(0, 1);
    Object.assign(instance().topics[0] as object, { name: 'pay' });
    instance().groups = [];
    const users = saslUsers({ Username: 'a', Type: 'plain' }, { Username: 'a', Type: 'LDAP' }, { Username: 7 });
    const ran = await list('-o json', ({ Action }) => (Action === 'DescribeSaslUsers' ? ok(users) : undefined));
    expect(ran.code).toBe(0);
    expect(pairs().toSorted()).toEqual(
      ['a', '7', '*']
        .flatMap((user) => ['Topic pay', 'Topic *', 'Group *'].map((name) => `${user} ${name}`))
        .toSorted(),
    );
  });

  test('a topic that was deleted in between has none', async () => {
    const gone: Fault = ({ Action, AclResourceName }) =>
      Action === 'DescribeAcls' && AclResourceName === 'refunds' ? refusal('BIZ_TOPIC_NOT_FOUND') : undefined;
    const ran = await list('-o json', gone);
    expect([ran.code, rules(ran)]).toEqual([0, SEEDED.slice(0, -1)]);
  });

  test('a permission that the service returns for several names is one row', async () => {
    const prefixed = { Username: 'reporting', AclResourceType: 'Topic', AclResourceName: 'pay' };
    const row = { ...prefixed, AclResourcePatternType: 'PREFIXED', AclOperationType: 'Read' };
    const ran = await list('-o json', ({ Action, Username, AclResourceType }) =>
      Action === 'DescribeAcls' && Username === 'reporting' && AclResourceType === 'Topic' ? ok(acls(row)) : undefined,
    );
    expect(rules(ran)).toEqual(SEEDED);
  });
});

describe('with a user', () => {
  test('has the permissions of the user and those of all users', async () => {
    const ran = await list('--username app -o json');
    expect(rules(ran)).toEqual(SEEDED.filter((rule) => !rule.startsWith('reporting')));
    expect(new Set(pairs().map((pair) => pair.split(' ')[0]))).toEqual(new Set(['app', '*']));
    expect(rules(await list('--principal User:reporting -o json'))).toEqual(SEEDED.slice(3));
  });

  test('* is a literal name', async () => {
    const ran = await list('--username * -o json');
    expect(rules(ran)).toEqual(['* Topic refunds LITERAL Read']);
    expect(new Set(pairs().map((pair) => pair.split(' ')[0]))).toEqual(new Set(['*']));
  });

  test('that is not listed is reported, with the most similar name; if users cannot be listed, the command continues', async () => {
    const ran = await list('--username ap -o json');
    expect(ran.code).toBe(0);
    expect(ran.stderr.split('\n')[0]).toMatch(/^SASL user "ap" not found in instance \S+; did you mean "app"[?]$/);
    const denied = await list('--username app -o json', ({ Action }) =>
      Action === 'DescribeSaslUsers' ? refusal('NoPermission', 403) : undefined,
    );
    expect([denied.code, denied.stderr]).toEqual([0, 'reading permissions: 2 users x 11 resources, 22 requests\n']);
  });

  test('its names are before * and topics before groups, in any case of the answers', async () => {
    instance().acls = [
      acl({ type: 'Group', name: '*' }),
      acl({ name: '*' }),
      acl({ name: 'pay', pattern: 'PREFIXED' }),
      acl({ type: 'Group', name: 'billing' }),
      acl({ name: 'refunds' }),
      acl({ user: '*', name: 'audit-log' }),
      acl({}),
    ];
    const ran = await list('--username app -o json');
    const expected = [
      'app Topic orders LITERAL Read',
      'app Topic pay PREFIXED Read',
      'app Topic refunds LITERAL Read',
      'app Topic * LITERAL Read',
      'app Group billing LITERAL Read',
      'app Group * LITERAL Read',
      '* Topic audit-log LITERAL Read',
    ];
    expect(rules(ran)).toEqual(expected);
    const { send } = inProcess(
      state,
      () => NOW,
      (action, _nth, text) =>
        action === 'DescribeAcls' ? text.replaceAll('"Topic"', '"TOPIC"').replaceAll('"Group"', '"GROUP"') : text,
    );
    const loud = await cli('acl list --username app -o json', { send, clock, env: IN_PROCESS_ENV });
    expect(rules(loud).map((rule) => rule.replace('TOPIC', 'Topic').replace('GROUP', 'Group'))).toEqual(expected);
  });
});

describe('with a resource', () => {
  test('has who may use it: by its name, by a prefix of it, and by *', async () => {
    instance().acls.push(
      acl({ user: 'reporting', name: '*' }),
      acl({ name: 'payments' }),
      acl({ name: 'pay' }),
      acl({ name: 'payments', pattern: 'PREFIXED', operation: 'Write' }),
      acl({ user: '*', name: 'payments-x', pattern: 'PREFIXED' }),
    );
    const ran = await list('--resource topic/payments -o json');
    expect(rules(ran)).toEqual([
      'app Topic payments LITERAL Read',
      'app Topic payments PREFIXED Write',
      'reporting Topic pay PREFIXED Read',
      'reporting Topic * LITERAL Read',
    ]);
    expect(new Set(pairs().map((pair) => pair.split(' ').slice(1).join(' ')))).toEqual(
      new Set(['Topic payments', 'Topic *', 'Topic pay']),
    );
    expect(actions()).toEqual(['DescribeAclResourceName', 'DescribeAcls', 'DescribeSaslUsers']);
  });

  test('* is a literal name', async () => {
    await list('--topic * -o json');
    expect(pairs()).toEqual(['app Topic *', 'reporting Topic *', '* Topic *']);
    expect(actions()).toEqual(['DescribeAcls', 'DescribeSaslUsers']);
  });

  test.each([
    ['--resource topic/paymentz', 'topic "paymentz"', 'payments'],
    ['--group biling', 'group "biling"', 'billing'],
  ])('that does not exist: %s', async (line, what, near) => {
    const ran = await list(`${line} -o json`);
    expect([ran.code, ran.stdout, pairs().length]).toEqual([3, '', 1]);
    expect(errorOf(ran)['message']).toContain(`${what} not found in instance`);
    expect(errorOf(ran)['message']).toContain(`did you mean "${near}"?`);
  });
});

test('with both, it is one request, and nothing is filtered or announced', async () => {
  instance().acls.push(acl({ pattern: 'PREFIXED' }));
  const ran = await list('--username app --resource topic/orders -o json');
  expect([ran.code, ran.stderr, asked.length]).toEqual([0, '', 1]);
  expect(rules(ran)).toContain('app Topic orders PREFIXED Read');
});

describe('if something cannot be read', () => {
  const denied =
    (what: (form: Form) => boolean): Fault =>
    (form) =>
      what(form) ? refusal('NoPermission', 403) : undefined;

  test.each(['json', 'ndjson', 'table'])('the others are printed, and it is named: exit 8 (%s)', async (format) => {
    const ran = await list(
      `-o ${format}`,
      denied(({ Username, AclResourceName }) => Username === 'app' && AclResourceName === 'orders'),
    );
    expect(ran.code).toBe(8);
    expect(ran.stdout).toContain('billing');
    expect(ran.stdout).not.toContain('orders');
    expect(ran.stderr).toContain('app topic/orders');
    expect(ran.stderr).toContain('acl list: 1 read failed');
  });

  test('also the prefixes: permissions for one may be missing', async () => {
    const ran = await list(
      '-o json',
      denied(({ Action, AclResourceType }) => Action === 'DescribeAclResourceName' && AclResourceType === 'Topic'),
    );
    expect([ran.code, rules(ran)]).toEqual([8, SEEDED.filter((rule) => !rule.includes('PREFIXED'))]);
    expect(errorOf(ran).details).toMatchObject([{ name: 'prefixes of topic names', code: 'NoPermission' }]);
  });

  test('if the first requests all fail for one cause, it ends with that cause, and sends no more', async () => {
    const ran = await list(
      '-o json',
      denied(({ Action }) => Action === 'DescribeAcls'),
    );
    expect([ran.code, ran.stdout, errorOf(ran)['code']]).toEqual([4, '', 'NoPermission']);
    expect(pairs().length).toBeLessThanOrEqual(16);
  });

  test('if the first requests all fail for several causes, it names each', async () => {
    const ran = await list('-o json', ({ Action, AclResourceName }) => {
      if (Action !== 'DescribeAcls') return undefined;
      return AclResourceName === 'orders' ? refusal('NoPermission', 403) : refusal('InvalidParameter.Format', 400);
    });
    expect([ran.code, ran.stdout]).toEqual([8, '']);
    const { code, details } = errorOf(ran);
    expect(code).toBe('BatchFailed');
    expect(new Set(details.map((detail) => detail['code']))).toEqual(
      new Set(['NoPermission', 'InvalidParameter.Format']),
    );
    expect(details[0]).toMatchObject({ name: expect.stringMatching(/^app topic\//) });
  });

  test('users or topics: no request is possible', async () => {
    for (const action of ['DescribeSaslUsers', 'GetTopicList', 'GetConsumerList']) {
      const ran = await list(
        '-o json',
        denied(({ Action }) => Action === action),
      );
      expect([ran.code, ran.stdout, pairs()]).toEqual([4, '', []]);
    }
  });

  test('access control is off: exit code and advice of that', async () => {
    const ran = await list('-o json', ({ Action }) =>
      Action === 'GetTopicList' || Action === 'GetConsumerList' ? undefined : refusal('BIZ_ACL_NOT_ENABLED'),
    );
    expect(errorOf(ran)['code']).toBe('BIZ_ACL_NOT_ENABLED');
  });
});

describe('the rate limit', () => {
  /** So many topics more, and what the command waited for in all. */
  async function waited(topics: number, line = ''): Promise<Ran & { readonly all: number }> {
    const [first] = instance().topics;
    instance().topics = Array.from({ length: topics }, (_, i) => ({
      ...structuredClone(first as Topic),
      name: `t-${i}`,
    }));
    const ran = await list(`-o json ${line}`);
    return { ...ran, all: clock.waits.reduce((sum, wait) => sum + wait, 0) };
  }

  test('is the published rate, which the note names with the time', async () => {
    const ran = await waited(100);
    const requests = 3 * (100 + 2 + 1 + instance().groups.length);
    const least = Math.round(((requests - 80) / 80) * 10) / 10;
    expect(ran.stderr).toBe(
      `reading permissions: 3 users x ${requests / 3} resources, ${requests} requests at 80 per second, at least ${least}s\n`,
    );
    expect(ran.all).toBeGreaterThanOrEqual(least * 1000 - 100);
    expect(ran.all).toBeLessThan(least * 1000 + 1000);
  });

  test('that delays only briefly is not named', async () => {
    const ran = await waited(40);
    const requests = 3 * (40 + 2 + 1 + instance().groups.length);
    expect(ran.all).toBeGreaterThan(0);
    expect(ran.stderr).toBe(`reading permissions: 3 users x ${requests / 3} resources, ${requests} requests\n`);
  });

  test('is that of --rate for the operation; --rate 0 sets none, and a rate for changes does not apply to reads', async () => {
    const slow = await waited(10, '--rate DescribeAcls=5');
    expect(slow.stderr).toContain(' requests at 5 per second, at least ');
    expect(slow.all).toBeGreaterThan(5000);
    clock = fixedClock(NOW);
    expect((await waited(200, '--rate 0')).all).toBe(0);
    clock = fixedClock(NOW);
    expect((await waited(10, '--rate 1')).all).toBe(0);
  });

  test('many requests name the options that make them fewer', async () => {
    expect((await waited(340, '--rate 0')).stderr).toContain('\n--username or --resource makes this fewer requests\n');
    expect((await waited(500, '--username app --rate 0')).stderr).toContain('\n--resource makes this fewer requests\n');
    expect((await waited(20, '--username app --rate 0')).stderr).not.toContain('fewer');
  });

  test('up to eight requests at the same time, in the order of users and names', async () => {
    const send = emulator();
    let [now, most] = [0, 0];
    const counting: Send = async (request) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      const answer = await send(request);
      now--;
      return answer;
    };
    const ran = await list('-o ndjson', undefined, { send: counting });
    expect(most).toBe(8);
    expect(
      ran.stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { Username: string }).Username),
    ).toEqual(['app', 'app', 'app', 'reporting', '*']);
  });

  test('Ctrl-C ends it: nothing more is sent, and no incomplete document is printed', async () => {
    const stop = new AbortController();
    const ran = await list(
      '-o json',
      ({ Action }) => {
        if (Action === 'DescribeAcls' && pairs().length === 12) stop.abort(130);
        return undefined;
      },
      { stop: stop.signal },
    );
    expect([ran.code, ran.stdout]).toEqual([130, '']);
    expect(pairs().length).toBeLessThan(21);
  });

  test('on a terminal the progress counts up; --quiet prints nothing', async () => {
    for (const [flags, shows] of [
      ['', true],
      ['--quiet', false],
    ] as const) {
      const { context, stderr } = testContext({ send: emulator(), clock, env: IN_PROCESS_ENV, terminal: true });
      const texts: string[] = [];
      const say = (text: string | ((columns: number) => string)): void =>
        void texts.push(typeof text === 'string' ? text : text(200));
      const start = (text: Parameters<typeof say>[0]) => {
        say(text);
        return Object.assign(() => undefined, { update: say });
      };
      expect(await run(words(`acl list ${flags}`), { ...context, progress: { ...context.progress, start } })).toBe(0);
      expect(texts.some((text) => text.includes('16 of 33 done'))).toBe(shows);
      expect(stderr.text() === '').toBe(!shows);
    }
  });
});

test.each([
  ['ndjson', true],
  ['json', false],
])('the progress leaves the terminal to rows that are printed one by one: %s', async (format, leaves) => {
  const { context } = testContext({ send: emulator(), clock, env: IN_PROCESS_ENV, terminal: true });
  const events: string[] = [];
  const start = () => {
    events.push('start');
    return Object.assign(() => void events.push('end'), { update: () => undefined });
  };
  const write: typeof context.stdout.write = async () => void events.push('row');
  const own = {
    ...context,
    progress: { ...context.progress, start },
    stdout: { ...context.stdout, closed: false, write },
  };
  expect(await run(words(`acl list -o ${format}`), own)).toBe(0);
  const [first, last] = [events.indexOf('row'), events.lastIndexOf('row')];
  expect(first).toBeGreaterThan(0);
  expect(events.slice(0, last).filter((event) => event === 'start').length > 1).toBe(leaves);
});

describe('the forms', () => {
  test('XML has the elements of the API, CSV a line for each', async () => {
    const xml = (await list('-o xml')).stdout;
    expect(xml).toMatch(/<DescribeAclsResponse>\s*<KafkaAclList>\s*<KafkaAclVO>\s*<Username>app</);
    expect(xml.match(/<KafkaAclVO>/g)?.length).toBe(SEEDED.length);
    expect((await list('-o csv')).stdout.trimEnd().split(/\r?\n/).length).toBe(SEEDED.length + 1);
    expect((await list('-o tsv --query [].AclOperationType')).stdout.trimEnd().split('\n').length).toBe(SEEDED.length);
  });

  test.each(['-o name', '-o json --raw', '--username app -o xml --raw'])(
    '%s: exit 2, nothing is sent',
    async (line) => {
      expect([(await list(line)).code, asked]).toEqual([2, []]);
    },
  );

  test('--raw of one request is allowed', async () => {
    expect((await list('--username app --topic orders -o json --raw')).code).toBe(0);
  });

  test.each([
    [
      '',
      ['DescribeSaslUsers', 'GetTopicList', 'GetConsumerList', 'DescribeAclResourceName', 'DescribeAclResourceName'],
    ],
    [
      '--username app',
      ['DescribeSaslUsers', 'GetTopicList', 'GetConsumerList', 'DescribeAclResourceName', 'DescribeAclResourceName'],
    ],
    ['--username *', ['GetTopicList', 'GetConsumerList', 'DescribeAclResourceName', 'DescribeAclResourceName']],
    ['--topic orders', ['DescribeAcls', 'DescribeSaslUsers', 'DescribeAclResourceName']],
    ['--topic *', ['DescribeSaslUsers']],
    ['--username app --topic orders', ['DescribeAcls']],
  ])('a dry run of %j prints the first requests', async (line, first) => {
    const ran = await list(`${line} --dry-run -o json`);
    expect([ran.code, asked]).toEqual([0, []]);
    expect((json(ran) as { action: string }[]).map(({ action }) => action)).toEqual(first);
    expect(ran.stderr.includes('then one DescribeAcls for each user and each topic or group')).toBe(
      first.length > 1 || first[0] !== 'DescribeAcls',
    );
    const real = await list(`${line} -o json`);
    expect(real.code).toBe(0);
    // The same requests come first in a real run.
    expect(
      asked
        .slice(0, first.length)
        .map(({ Action }) => Action)
        .toSorted(),
    ).toEqual(first.toSorted());
  });

  test.each([
    ['--username app --principal User:web', ['--principal']],
    ['--topic a --group b --resource topic/c', ['--topic', '--group']],
  ])('two of one: %s', async (line, flags) => {
    const ran = await list(`${line} -o json`);
    expect([ran.code, errorOf(ran).details.map(({ flag }) => flag)]).toEqual([2, flags]);
  });
});

describe('acl resources', () => {
  const resources = (line: string, fault?: Fault): Promise<Ran> =>
    cli(`acl resources ${line}`, { send: emulator(fault), clock, env: IN_PROCESS_ENV });

  test('lists names or prefixes', async () => {
    expect((await resources('--type topic -o name')).stdout).toBe('orders\nrefunds\n');
    expect((await resources('--type TOPIC --pattern prefixed -o name')).stdout).toBe('pay\n');
    expect((await resources('--type group')).stdout).toBe('AclResourceName\nbilling\n');
  });

  test('an answer without the list is not an empty one', async () => {
    expect((await resources('--type topic', () => ok({ Data: {} }))).code).toBe(9);
    expect((await resources('--type topic -o json', () => ok({ Data: { data: [] } }))).stdout.trim()).toBe('[]');
  });
});
