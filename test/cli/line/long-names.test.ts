/**
 * Names that the service may accept nevertheless: the option to send them is named, and a note states how they are cut.
 */
import { describe, expect, test } from '@jest/globals';
import { memoryFolder } from '../../support/memory-folder.ts';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';
import { noAnswer, NOW, refusal } from '../../support/effects.ts';
import { groups, instances, type Script, topics } from '../../support/service.ts';

const LONG = 'c'.repeat(70);
const CUT = 'c'.repeat(64);

test.each([
  `topic create ${LONG}`,
  'topic create ab',
  'topic create a',
  'topic create my@topic',
  'group create my@app',
  'group create ab',
  `group create ${LONG}`,
  `instance rename alikafka_x ${LONG}`,
])('%s', async (line) => {
  const ran = await cli(line, { script: {} });
  expect([ran.code, ran.calls]).toEqual([2, []]);
  expect(ran.stderr).toContain('--no-validate');
});

test('a name that the service may cut gives a warning before it is sent', async () => {
  const ran = await cli(`topic create ${LONG} --no-validate`, { script: { CreateTopic: {} } });
  expect(ran.calls.map(({ params }) => params['Topic'])).toEqual([LONG]);
  expect(ran.stderr).toContain(`has 70 characters; the service may cut it to 64: "${CUT}"`);
  const usual = await cli(`topic create ${CUT}`, { script: { CreateTopic: {} } });
  expect(usual.stderr).not.toContain('cut');
});

const OTHER = 'd'.repeat(70);
const OTHER_CUT = 'd'.repeat(64);
const SAYS = `the service lists it as "${CUT}"`;
const running = (...names: readonly string[]): object =>
  topics(...names.map((Topic) => ({ Topic, PartitionNum: 12, Status: 0 })));

/** Each command that creates what has a name, the answer to it and what lists it under a name. */
const CREATIONS: readonly [line: string, action: string, listed: (name: string) => Script][] = [
  ['topic create', 'CreateTopic', (name) => ({ GetTopicList: running(name) })],
  ['group create', 'CreateConsumerGroup', (ConsumerId) => ({ GetConsumerList: groups({ ConsumerId }) })],
];

describe.each(CREATIONS)('%s of a long name', (line, action, listed) => {
  const field = line.startsWith('topic') ? 'Topic' : 'ConsumerId';

  test('--wait finds it under the cut name, with a note', async () => {
    const ran = await cli(`${line} ${LONG} --no-validate --wait -o json`, {
      script: { [action]: {}, ...listed(CUT) },
    });
    expect([ran.code, ran.waits]).toEqual([0, []]);
    expect(json(ran)).toMatchObject([
      { [field]: LONG, Result: 'created', Message: `operation success; ${SAYS}`, Success: true },
    ]);
    expect(ran.stderr).toContain(`${LONG}: the service lists it as "${CUT}"`);
  });

  test('--wait finds it under its full name if the service does not cut it, without a note', async () => {
    for (const script of [listed(LONG), { ...listed(LONG), ...both(line) }]) {
      const ran = await cli(`${line} ${LONG} --no-validate --wait -o json`, { script: { [action]: {}, ...script } });
      expect(ran.code).toBe(0);
      expect(json(ran)).toMatchObject([{ [field]: LONG, Message: 'operation success.' }]);
      expect(ran.stderr).not.toContain('lists it as');
    }
  });

  test('reconciling finds it after an unclear response, with one note', async () => {
    const ran = await cli(`${line} ${LONG} --no-validate --wait -o json`, {
      script: { [action]: noAnswer(), ...listed(CUT) },
    });
    expect(ran.code).toBe(0);
    expect(ran.calls.filter((call) => call.action === action)).toHaveLength(1);
    expect(json(ran)).toMatchObject([
      {
        Result: 'created',
        Message: `no clear response, but the ${line.split(' ')[0] ?? ''} exists, so it was created; ${SAYS}`,
      },
    ]);
    expect(ran.stderr.split('the service lists it as')).toHaveLength(2);
  });

  test('each of many has its own note', async () => {
    const ran = await cli(`${line} short ${OTHER} -f - --no-validate --wait -o json`, {
      stdin: `${LONG}\n`,
      script: { [action]: {}, ...(line.startsWith('topic') ? ALL_TOPICS : ALL_GROUPS) },
    });
    expect(ran.code).toBe(0);
    expect(json(ran)).toMatchObject([
      { [field]: 'short', Message: 'operation success.' },
      { [field]: OTHER, Message: `operation success; the service lists it as "${OTHER_CUT}"` },
      { [field]: LONG, Message: `operation success; ${SAYS}` },
    ]);
  });

  test('-o name prints the name that other commands accept', async () => {
    const ran = await cli(`${line} ${LONG} --no-validate --wait -o name`, {
      script: { [action]: {}, ...listed(CUT) },
    });
    expect([ran.code, ran.stdout]).toEqual([0, `${CUT}\n`]);
  });

  test('a name in no list is waited for, and searched by its first 64 characters', async () => {
    const none = line.startsWith('topic') ? { GetTopicList: running('x') } : { GetConsumerList: groups() };
    const waited = await cli(`${line} ${LONG} --no-validate --wait --wait-timeout 3s`, {
      script: { [action]: {}, ...none },
    });
    expect(waited.code).toBe(7);
    const lost = await cli(`${line} ${LONG} --no-validate --max-attempts 1 -o json`, {
      script: { [action]: noAnswer(), ...none },
    });
    expect(lost.code).toBe(6);
    expect(errorOf(lost)['next']).toMatch(`list --name '${CUT}*'`);
  });

  test('wait finds it under the cut name too', async () => {
    const ran = await cli(`wait ${line.split(' ')[0] ?? ''} ${LONG} exists -o json`, { script: listed(CUT) });
    expect(ran.code).toBe(0);
    expect(json(ran)).toMatchObject({ [field]: CUT });
    expect(ran.stderr).toContain(`the service lists it as "${CUT}"`);
  });
});

const ALL_TOPICS: Script = { GetTopicList: running('short', CUT, OTHER_CUT) };
const ALL_GROUPS: Script = {
  GetConsumerList: groups(...['short', CUT, OTHER_CUT].map((ConsumerId) => ({ ConsumerId }))),
};
const both = (line: string): Script =>
  line.startsWith('topic')
    ? { GetTopicList: running(CUT, LONG) }
    : { GetConsumerList: groups({ ConsumerId: CUT }, { ConsumerId: LONG }) };

test('names found by a wait are printed if the wait fails for another', async () => {
  const ran = await cli(`topic create ${LONG} missing --no-validate --wait --wait-timeout 3s -o json`, {
    script: { CreateTopic: {}, GetTopicList: running(CUT) },
  });
  expect(ran.code).toBe(7);
  expect(json(ran)).toMatchObject([{ Message: `operation success; ${SAYS}` }, { Message: 'operation success.' }]);
});

test('one that exists is compared under the cut name', async () => {
  const ran = await cli(`topic create ${LONG} --partitions 6 --no-validate --if-not-exists`, {
    script: { CreateTopic: refusal('BIZ_TOPIC_EXISTED'), GetTopicList: running(CUT) },
  });
  expect(ran.code).toBe(0);
  expect(ran.stderr).toContain('already exists, but differs: PartitionNum is 12, not 6');
});

test('a resumed batch recognizes what it created', async () => {
  const state = memoryFolder(() => NOW);
  const line = `topic create ${LONG} other --no-validate -o json`;
  const stop = new AbortController();
  const first = await cli(line, {
    state,
    stop: stop.signal,
    script: { CreateTopic: () => (stop.abort('SIGINT'), {}) },
  });
  expect([first.code, first.calls.length]).toEqual([130, 1]);
  const second = await cli(line, { state, script: { CreateTopic: {}, GetTopicList: running(CUT) } });
  expect([second.code, second.calls.map(({ action }) => action)]).toEqual([0, ['GetTopicList', 'CreateTopic']]);
  expect(json(second)).toMatchObject([
    { Topic: LONG, Result: 'unchanged', Message: expect.stringContaining(SAYS) },
    {},
  ]);
});

test('api prints the note after reconciling', async () => {
  const ran = await cli(`api CreateTopic Topic=${LONG} Remark=x InstanceId=${INSTANCE} RegionId=${REGION}`, {
    script: { CreateTopic: noAnswer(), GetTopicList: running(CUT) },
  });
  expect(ran.code).toBe(0);
  expect(ran.stderr).toContain(`the service lists it as "${CUT}"`);
});

test('a long name of an instance: reconciling finds the cut one', async () => {
  const ran = await cli(`instance rename ${INSTANCE} ${LONG} --no-validate -o json`, {
    script: { ModifyInstanceName: noAnswer(), GetInstanceList: instances({ InstanceId: INSTANCE, Name: CUT }) },
  });
  expect([ran.code, ran.calls.map(({ action }) => action)]).toEqual([0, ['ModifyInstanceName', 'GetInstanceList']]);
  expect(json(ran)).toMatchObject({ Result: 'changed', Message: expect.stringContaining(SAYS) });
  const named = await cli(`instance rename ${INSTANCE} ${LONG} --no-validate -o name`, {
    script: { ModifyInstanceName: noAnswer(), GetInstanceList: instances({ InstanceId: INSTANCE, Name: CUT }) },
  });
  expect(named.stdout).toBe(`${INSTANCE}\n`);
});

describe('a similar name is not confused with it', () => {
  test.each(['undefined', 'c'.repeat(63), `${CUT}c`])('a topic called %s', async (name) => {
    const script = { CreateTopic: {}, GetTopicList: running(name) };
    const ran = await cli(`topic create ${LONG} --no-validate --wait --wait-timeout 1s`, { script });
    expect(ran.code).toBe(7);
  });

  test('a topic called undefined, if a short name is missing', async () => {
    const script = { CreateTopic: {}, GetTopicList: running('undefined') };
    expect((await cli('topic create short --wait --wait-timeout 1s', { script })).code).toBe(7);
  });

  test('deleting a topic does not match another one with the same prefix', async () => {
    const line = `topic delete ${LONG} --yes -o json`;
    const lost = await cli(line, { script: { DeleteTopic: noAnswer(), GetTopicList: running(CUT) } });
    expect(lost.code).toBe(0);
    expect(json(lost)).toMatchObject([{ Topic: LONG, Result: 'deleted' }]);
    const script = { DeleteTopic: refusal('Topic.NotFound', 404), GetTopicList: running(CUT) };
    expect((await cli(line, { script })).code).toBe(3);
  });
});
