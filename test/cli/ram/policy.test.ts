/** `ram policy`: the least-privilege RAM policy for commands, without credentials, settings or network. */
import { describe, expect, test } from '@jest/globals';
import { type Params, text } from '../../../src/core/params.ts';
import { callsOf, permissionsFor, ramText } from '../../../src/operations/ram.ts';
import { type BoundCommand, COMMANDS, OPERATIONS } from '../../../src/operations/registry.ts';
import { errorOf, json, type Ran } from '../../support/context.ts';
import { cliAlone as cli } from '../../support/alone.ts';

const allow = (...Action: string[]) => ({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const actionsOf = (ran: Ran): string[] =>
  (json(ran) as { Statement: { Action: string[] }[] }).Statement.flatMap(({ Action }) => Action);

const LOOK_UP = 'alikafka:ListInstance';

describe('the policy', () => {
  test('of two commands is valid to paste', async () => {
    const ran = await cli('ram policy topic create topic list');
    expect(ran).toMatchObject({ code: 0, stderr: '', calls: [], asked: [] });
    expect(ran.stdout).toBe(
      `${JSON.stringify(allow('alikafka:CreateTopic', 'alikafka:ListInstance', 'alikafka:ListTopic'), null, 2)}\n`,
    );
  });

  test.each<[string, string[]]>([
    ['topic create', ['alikafka:CreateTopic', LOOK_UP, 'alikafka:ListTopic']],
    ["'topic create'", ['alikafka:CreateTopic', LOOK_UP, 'alikafka:ListTopic']],
    ["'topic create topic list' topic status", ['alikafka:CreateTopic', LOOK_UP, 'alikafka:ListTopic']],
    ['topic delete', ['alikafka:DeleteTopic', 'alikafka:ListGroup', LOOK_UP, 'alikafka:ListTopic']],
    ['instance delete', ['alikafka:ListGroup', LOOK_UP, 'alikafka:ListTopic', 'alikafka:ReleaseInstance']],
    ['group progress', ['alikafka:ListGroup', LOOK_UP]],
    ['instance deploy', [LOOK_UP, 'alikafka:StartInstance']],
    ['group', ['alikafka:CreateGroup', 'alikafka:DeleteGroup', 'alikafka:ListGroup', LOOK_UP]],
    ['instance allowed-ip', [LOOK_UP, 'alikafka:UpdateInstance']],
    ['instance list', [LOOK_UP]],
    ['acl delete', ['alikafka:DeleteAcl', 'alikafka:ListAcl', LOOK_UP]],
    ['metrics last', [LOOK_UP, 'cms:QueryMetricLast']],
    ['wait topic', [LOOK_UP, 'alikafka:ListTopic']],
    ['wait instance', [LOOK_UP]],
    ['wait', ['alikafka:ListGroup', LOOK_UP, 'alikafka:ListTopic']],
    ['configure', [LOOK_UP]],
    ['api ModifyTopicRemark', [LOOK_UP, 'alikafka:ListTopic', 'alikafka:UpdateTopic']],
    ['api GetTopicStatus', [LOOK_UP, 'alikafka:ListTopic']],
    ['api DescribeAcls', ['alikafka:ListAcl', LOOK_UP]],
    ['api GetInstanceList', [LOOK_UP]],
    ['api DescribeMetricLast', ['cms:QueryMetricLast']],
  ])('of %s', async (named, actions) => {
    const ran = await cli(`ram policy ${named}`);
    expect(ran).toMatchObject({ code: 0, stderr: '', calls: [] });
    expect(json(ran)).toEqual(allow(...actions));
  });

  test('does not depend on order and repetition of the names', async () => {
    const { stdout } = await cli('ram policy sasl create acl list topic');
    expect((await cli("ram policy topic 'acl list' sasl create topic create")).stdout).toBe(stdout);
  });

  test('without names allows every read, and no change', async () => {
    const ran = await cli('ram policy');
    const reads = OPERATIONS.filter(({ effect }) => effect === 'read');
    expect(actionsOf(ran)).toEqual(permissionsFor(reads).actions);
    expect(actionsOf(ran).filter((action) => !/:(List|Query)/.test(action))).toEqual([]);
    expect(ran.stderr).toMatch(/^warning: no RAM action .* DescribeMetricMetaList, DescribeProjectMeta, .*\n$/);
  });

  test.each([...COMMANDS].map(([path, { operation }]) => [path, operation] as const))(
    'of %s allows its own operation, or reports that it has no documented action',
    async (path, { action, ramAction }) => {
      const ran = await cli(`ram policy ${path}`);
      expect(ran).toMatchObject({ code: 0, calls: [] });
      if (ramAction === undefined) expect(ran.stderr).toMatch(new RegExp(`^warning: no RAM action .*\\b${action}\\b`));
      else expect(actionsOf(ran)).toContain(ramAction);
    },
  );
});

describe('operations without a documented action', () => {
  test.each([
    ['metrics projects', 'DescribeProjectMeta'],
    ['metrics list', 'DescribeMetricMetaList'],
    ['doctor', 'DescribeProjectMeta'],
  ])('%s: is named on stderr', async (named, action) => {
    const ran = await cli(`ram policy ${named}`);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain(`no RAM action is documented for ${action}, so the policy does not allow it;`);
    expect((await cli(`ram policy ${named} -q`)).stdout).toBe(ran.stdout);
  });
});

test('without any action there is no statement', async () => {
  expect(json(await cli('ram policy metrics projects'))).toEqual({ Version: '1', Statement: [] });
});

test('the look-up of an instance name is allowed, also of the one from the settings', () => {
  const { operation, command } = COMMANDS.get('instance list') as BoundCommand;
  const called = (params: Params): string[] =>
    callsOf({ command, operation: { ...operation, action: 'SummonUnicorn', params } }).map(({ action }) => action);
  const Place = { required: true, help: 'Where' } as const;
  expect(called({})).toEqual(['SummonUnicorn']);
  expect(called({ Place: text({ ...Place, instance: 'id' }) })).toEqual(['SummonUnicorn']);
  expect(called({ Place: text({ ...Place, instance: 'id-or-name' }) })).toEqual(['SummonUnicorn', 'GetInstanceList']);
  expect(called({ Place: text({ ...Place, from: 'instance' }) })).toEqual(['SummonUnicorn', 'GetInstanceList']);
});

describe('formats', () => {
  test('is JSON, in any environment, unless another format is typed', async () => {
    const { stdout } = await cli('ram policy topic list');
    expect((await cli('ram policy topic list -o json')).stdout).toBe(stdout);
    expect((await cli('ram policy topic list', { env: { ALIKAFKA_OUTPUT: 'table' } })).stdout).toBe(stdout);
    expect((await cli('ram policy topic list', { terminal: true, columns: 40, env: { NO_COLOR: '1' } })).stdout).toBe(
      stdout,
    );
    expect((await cli('ram policy topic list -o yaml')).stdout).toMatch(/^Version: "1"\nStatement:\n/);
    expect((await cli("ram policy topic list --query 'Statement[0].Action[1]'")).stdout).toBe('"alikafka:ListTopic"\n');
  });
});

describe('an unknown command', () => {
  test('all are reported at once, each with a suggestion', async () => {
    const ran = await cli("ram policy topic crate topik list 'group list' config list api wait api -o json");
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    const { details } = errorOf(ran) as unknown as { details: object[] };
    const unknown = (name: string, near = '') => ({
      name: `"${name}"`,
      message: `"${name}" is not a command that calls the service${near}`,
    });
    const api = { name: 'api', message: 'api requires an operation, such as "api GetTopicList"' };
    expect(details).toEqual([
      unknown('topic crate', '; did you mean topic create?'),
      unknown('topik list', '; did you mean topic list?'),
      expect.objectContaining({ name: '"config list"' }),
      api,
      api,
    ]);
  });

  test.each([
    ['topic create orders', /"orders" is not a command/],
    ['instance allowed-ip ad', /did you mean instance allowed-ip add\?/],
    ['api topic', /api requires an operation/],
    ["''", /\[command\.\.\.\] must not be empty/],
    ['api GetQuotaTip', /"api GetQuotaTip": unknown RAM action; if the service refuses the call/],
    ['api GetTopicLst', /"api GetTopicLst": unknown operation; did you mean GetTopicList\?/],
    ['topic list --nope', /--nope/],
    ['topic list -o nope', /must be one of/],
    ['topic list --columns Nope', /Nope/],
  ])('%s', async (named, says) => {
    const ran = await cli(`ram policy ${named}`);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(says);
  });
});

describe('help', () => {
  test.each([
    [
      'topic create',
      'RAM action: alikafka:CreateTopic; for lookups and checks: alikafka:ListInstance, alikafka:ListTopic.',
    ],
    ['instance list', 'RAM action: alikafka:ListInstance.'],
    ['metrics projects', 'No RAM action is documented for DescribeProjectMeta.'],
    [
      'metrics list',
      'RAM action: cms:QueryMetricList; for lookups and checks: alikafka:ListInstance. No RAM action is documented for DescribeMetricMetaList.',
    ],
  ])('of %s names its RAM action', async (path, says) => {
    const { stdout } = await cli(`${path} --help`);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(` ${says}`);
  });

  test.each([...COMMANDS])('of %s agrees with the reference page', async (path, bound) => {
    const { stdout } = await cli(`${path} --help`);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(ramText(bound));
  });
});
