/** `instance delete` cannot be undone, so each id is typed; --yes is not enough. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json, type Options, type Ran, REGION } from '../../support/context.ts';
import { refusal } from '../../support/effects.ts';
import { result } from '../../support/result.ts';
import { groups, instances, topics } from '../../support/service.ts';

const [A, B] = ['alikafka_pre-cn-aaaaaaaaaaaa', 'alikafka_pre-cn-bbbbbbbbbbbb'];
const script = { DeleteInstance: {} };
const remove = (line: string, options: Options = {}) => cli(`instance delete ${line} -o json`, { script, ...options });

/** On a terminal it is read first what the instances hold. */
const deleted = (ran: Ran): unknown[] =>
  ran.calls.filter(({ action }) => action === 'DeleteInstance').map(({ params }) => params['InstanceId']);

describe('in scripts', () => {
  test('--confirm for each id is sufficient', async () => {
    const ran = await remove(`${A} ${B} --confirm ${B} --confirm ${A}`);
    expect(ran.calls.map(({ action, params }) => [action, params])).toEqual(
      [A, B].map((InstanceId) => ['DeleteInstance', { RegionId: REGION, InstanceId }]),
    );
    expect(json(ran)).toEqual([A, B].map((InstanceId) => result({ InstanceId }, 'deleted')));
    expect(ran.asked).toEqual([]);
  });

  test.each([
    ['nothing', A, [A]],
    ['--yes', `${A} --yes`, [A]],
    ['one of two', `${A} ${B} --confirm ${A} --yes`, [B]],
    ['neither of two', `${A} ${B}`, [A, B]],
  ])('%s is not sufficient: exit 2, and nothing is sent', async (_says, line, open) => {
    const ran = await remove(line);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(errorOf(ran).details.map(({ message }) => message)).toEqual(
      open.map((id) => expect.stringMatching(`^About to delete instance ${id} \\(.*\\)\\. This cannot be undone\\.$`)),
    );
    expect(errorOf(ran)['next']).toBe(
      `alikafka instance delete ${line} -o json ${open.map((id) => `--confirm ${id}`).join(' ')}`,
    );
    expect(errorOf(ran).details.every(({ flag }) => flag === '--confirm')).toBe(true);
  });

  test('--confirm with another id: exit 2', async () => {
    const ran = await remove(`${A} --confirm ${A} --confirm ${B}`);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran).message).toContain(B);
  });
});

describe('on a terminal', () => {
  test('asks for each id', async () => {
    const ran = await remove(`${A} ${B}`, { terminal: true, answers: { line: [A, B] } });
    expect(ran.code).toBe(0);
    expect(deleted(ran)).toEqual([A, B]);
    expect(ran.stderr).toMatch(new RegExp(`About to .*${A}.*region ${REGION}`));
  });

  test.each([
    ['another id', [B]],
    ['yes', ['yes']],
    ['nothing', ['']],
  ])('%s typed: exit 130, and nothing is sent', async (_says, line) => {
    const ran = await remove(A, { terminal: true, answers: { line } });
    expect({ code: ran.code, deleted: deleted(ran) }).toEqual({ code: 130, deleted: [] });
  });

  test('the second one not confirmed: the first is not sent either', async () => {
    const ran = await remove(`${A} ${B}`, { terminal: true, answers: { line: [A, 'no'] } });
    expect({ code: ran.code, deleted: deleted(ran) }).toEqual({ code: 130, deleted: [] });
  });

  test('--yes does not replace it, --confirm does', async () => {
    expect((await remove(`${A} --yes`, { terminal: true, answers: { line: [A] } })).asked).toHaveLength(1);
    expect((await remove(`${A} --confirm ${A}`, { terminal: true })).asked).toEqual([]);
  });

  test('the impact of each is printed above the question', async () => {
    const ran = await remove(`${A} ${B}`, {
      terminal: true,
      answers: { line: [A, B] },
      script: {
        ...script,
        GetInstanceList: instances({ InstanceId: A }, { InstanceId: B, UsedTopicCount: 3, UsedGroupCount: 1 }),
        GetTopicList: ({ InstanceId }) => (InstanceId === A ? topics({ Topic: 'orders' }) : refusal('Topic.NotFound')),
        GetConsumerList: ({ InstanceId }) => (InstanceId === A ? groups() : refusal('Topic.NotFound')),
      },
    });
    expect(ran.code).toBe(0);
    const lines = ran.stderr.split('\n').map((line) => line.trim());
    expect(lines.slice(0, 3)).toEqual([
      `${A}: 1 topic (orders); 0 groups`,
      `${B}: 3 topics; 1 group`,
      expect.stringMatching(`^About to delete instance ${A} \\(.*\\)\\. This cannot be undone\\.$`),
    ]);
  });

  test('a name in place of the id: exit 3 before the question, with the corrected line', async () => {
    const gone = refusal('BIZ_INSTANCE_NOT_FOUND');
    const service = {
      ...script,
      GetTopicList: gone,
      GetConsumerList: gone,
      GetInstanceList: ({ 'InstanceId.1': asked }: Readonly<Record<string, string>>) =>
        asked === undefined ? instances({ InstanceId: A, Name: 'old' }, { InstanceId: B, Name: 'new' }) : instances(),
    };
    const ran = await remove('old -y', { terminal: true, script: service });
    expect(ran).toMatchObject({ code: 3, asked: [], stdout: '' });
    expect(deleted(ran)).toEqual([]);
    expect(errorOf(ran)).toMatchObject({
      message: `instance "old" not found in region ${REGION}; did you mean ${A} (old)?`,
      next: `alikafka instance delete ${A} -y -o json`,
    });
    const twice = {
      ...service,
      GetInstanceList: () => instances({ InstanceId: A, Name: 'old' }, { InstanceId: B, Name: 'old' }),
    };
    const unclear = await remove('old', { terminal: true, script: twice });
    expect(errorOf(unclear)['next']).toBe('alikafka instance list');
    const unread = {
      ...script,
      GetTopicList: refusal('NoPermission', 403),
      GetConsumerList: refusal('NoPermission', 403),
    };
    expect((await remove(A, { terminal: true, answers: { line: [A] }, script: unread })).code).toBe(0);
  });

  test('--no-input: exit 2', async () => {
    expect(await remove(`${A} --no-input`, { terminal: true })).toMatchObject({ code: 2, calls: [], asked: [] });
  });
});

test('ids are arguments: environment and -i are ignored', async () => {
  const ran = await remove(`-i ${A} --confirm ${A}`);
  expect(ran).toMatchObject({ code: 2, calls: [] });
  expect(errorOf(ran).details).toEqual([{ flag: '<id>', message: '<id> is required' }]);
});

test('an instance that is not released: exit 5', async () => {
  const ran = await remove(`${A} --confirm ${A}`, {
    script: { DeleteInstance: refusal('InstanceStatus.NotReleased') },
  });
  expect(ran.code).toBe(5);
  expect(errorOf(ran)['hint']).toMatch(/release/);
});

test('a dry run needs no confirmation', async () => {
  const ran = await remove(`${A} --dry-run`);
  expect(ran).toMatchObject({ code: 0, calls: [] });
  expect(json(ran)).toMatchObject([{ action: 'DeleteInstance', params: { InstanceId: A } }]);
});
