/** The records are tested as records: what every operation and command must have, and what the wire knows of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fieldsOf } from '../src/engine/input/fields.ts';
import { GLOBAL_OPTIONS } from '../src/commands/global-options.ts';
import { recordShape } from '../src/core/answer.ts';
import { fieldNames, type Shape } from '../src/core/shape.ts';
import { type OperationRecord, viewsOf } from '../src/core/record.ts';
import { complete, wireNames } from '../src/core/request.ts';
import { COMMANDS, OPERATIONS } from '../src/operations/registry.ts';
import { asChange } from './support/commands.ts';
import { NOUNS, SUB_NOUNS } from '../src/operations/nouns.ts';

interface Facts {
  readonly product: string;
  readonly version: string;
  readonly methods: readonly string[];
  readonly params: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly required: boolean;
        readonly enum?: readonly (string | number)[];
        readonly secret?: boolean;
      }
    >
  >;
  readonly newerParams: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly top: Readonly<Record<string, string>>;
}

const facts = JSON.parse(readFileSync(join(import.meta.dirname, 'facts', 'operations.json'), 'utf8')) as Record<
  string,
  Facts
>;
const operations = OPERATIONS.map((operation) => [operation.action, operation] as const);
const commands = [...COMMANDS.values()].map((bound) => [bound.command.path, bound] as const);
const factsOf = (action: string): Facts => facts[action] as Facts;

describe('the 33 operations', () => {
  test('are the ones of the table, each once', () => {
    expect(OPERATIONS.map(({ action }) => action).sort()).toEqual(Object.keys(facts).sort());
    expect(OPERATIONS).toHaveLength(33);
  });

  test.each(operations)('%s: product, version and methods', (action, operation) => {
    expect({
      product: operation.product.id,
      version: operation.product.version,
      methods: [...operation.methods].sort(),
    }).toEqual({
      product: factsOf(action).product,
      version: factsOf(action).version,
      methods: [...factsOf(action).methods].sort(),
    });
  });

  test.each(operations)('%s: wire names are those of the table, or newer ones it lists', (action, operation) => {
    const names = Object.entries(operation.params).flatMap(([name, param]) => wireNames(name, param));
    const { params, newerParams } = factsOf(action);
    expect(names.filter((name) => !(name in params) && !newerParams.includes(name))).toEqual([]);
    expect(Object.keys(params).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(operations)('%s: types, required marks, words and secrets of its parameters', (action, operation) => {
    for (const [name, param] of Object.entries(operation.params)) {
      const known = factsOf(action).params[wireNames(name, param)[0] ?? ''];
      if (known === undefined) continue;
      expect({ name, type: param.type, required: param.required, secret: param.secret ?? false }).toEqual({
        name,
        type: known.type,
        required: isRequired(action, name, known.required),
        secret: known.secret ?? false,
      });
      if (known.enum !== undefined) expect(param.choices ?? []).toEqual(expect.arrayContaining(known.enum.map(String)));
    }
  });

  test.each(operations)('%s: every documented field of the answer', (action, operation) => {
    const documented = Object.keys(factsOf(action).fields).map((name) => name.split(/[.[]/)[0] ?? '');
    const known = fieldNames(recordFor(operation));
    expect(documented.filter((name) => !known.includes(name))).toEqual([]);
    const top = Object.keys(factsOf(action).top).filter(
      (name) => !['Code', 'Message', 'RequestId', 'Success'].includes(name),
    );
    expect(top.filter((name) => !(name in operation.answer.fields))).toEqual([]);
  });

  test.each(operations)('%s: has a summary that is a sentence, and at least one command', (_action, operation) => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(operation.commands.length).toBeGreaterThan(0);
  });
});

/** Where today's metadata and the reference differ, and which one the record follows: ranking needs a statistic (docs/sources.md#metric-ranking); paging has defaults (docs/sources.md#topic-pages). */
const TODAY: Readonly<Record<string, boolean>> = {
  'DescribeMetricTop Orderby': true,
  'GetTopicList CurrentPage': false,
  'GetTopicList PageSize': false,
};
const isRequired = (action: string, name: string, inTable: boolean): boolean => TODAY[`${action} ${name}`] ?? inTable;

/** The shape whose fields the table lists: of the rows, wherever they are nested. */
function recordFor(operation: OperationRecord): Shape {
  const inner = viewsOf(operation).find(
    (view) => view.toRows !== undefined || ('rows' in view && view.rows !== undefined),
  );
  const shape = recordShape(operation.answer);
  if (inner === undefined) return shape;
  const all = { kind: 'object' as const, fields: Object.fromEntries(deepFields(shape)) };
  return all;
}

function deepFields(shape: Shape): [string, Shape][] {
  if (typeof shape === 'string') return [];
  if (shape.kind === 'object')
    return Object.entries(shape.fields).flatMap(([name, inside]): [string, Shape][] => [
      [name, inside],
      ...deepFields(inside),
    ]);
  return deepFields(shape.of);
}

describe('the commands', () => {
  test('have unique paths and aliases under known nouns', () => {
    const names = commands.flatMap(([path, { command }]) => [
      path,
      ...(command.alias === undefined ? [] : [`${path.split(' ')[0] ?? ''} ${command.alias}`]),
    ]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !((name.split(' ')[0] ?? '') in NOUNS))).toEqual([]);
    const nested = names.map((name) => name.split(' ').slice(0, -1)).filter((words) => words.length > 1);
    expect(nested.map((words) => words.join(' ')).filter((noun) => !(noun in SUB_NOUNS))).toEqual([]);
  });

  test.each(commands)('%s: every field has help without a full stop', (_path, bound) => {
    for (const { key, param } of fieldsOf(bound)) {
      expect({ key, help: param.help }).toEqual({ key, help: expect.stringMatching(/^\S.*[^.]$/) });
    }
  });

  test.each(commands)('%s: flags are unique, kebab-case, and none of the global ones', (_path, bound) => {
    const flags = fieldsOf(bound).flatMap(({ param }) => (param.flag === undefined ? [] : [param.flag]));
    const globals = Object.values(GLOBAL_OPTIONS).map(({ flag }) => flag?.replace(/^no-/, ''));
    expect(new Set(flags).size).toBe(flags.length);
    expect(flags.filter((flag) => !/^[a-z]+(-[a-z]+)*$/.test(flag) || globals.includes(flag))).toEqual([]);
  });

  test.each(commands)('%s: has an example', (_path, { command }) => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { says } of command.examples) expect(says).toMatch(/^[A-Z].*[^.]$/);
  });

  test.each(commands)(
    '%s: a read has a view, a change says how its results are printed',
    (_path, { command, operation }) => {
      expect(command.kind).toBe(operation.effect === 'read' ? 'read' : 'change');
      if (command.kind === 'read') expect(command.view.kind).toMatch(/^(list|object)$/);
      else expect(command.results.kind).toMatch(/^(array|single)$/);
    },
  );

  test.each(commands)('%s: no required wire parameter is left without a source', (_path, bound) => {
    const { command, operation } = bound;
    const typed = new Set(fieldsOf(bound).map(({ key }) => key));
    const settled = complete(operation, {}, { region: 'r', instance: 'i' });
    const open = Object.entries(operation.params).filter(
      ([name, param]) =>
        param.required &&
        !typed.has(name) &&
        settled[name] === undefined &&
        param.secret !== true &&
        command.plan === undefined &&
        !('planEach' in command) &&
        !('fetch' in command),
    );
    expect(open.map(([name]) => name)).toEqual([]);
  });

  test('wait where something takes its time', () => {
    expect(commands.filter(([, { command }]) => asChange(command)?.wait !== undefined).map(([path]) => path)).toEqual([
      'instance create',
      'instance start',
      'instance upgrade',
      'instance delete',
      'topic create',
      'topic delete',
      'group create',
      'group delete',
      'sasl create',
      'acl create',
    ]);
  });

  test.each(commands)('%s: shows its one result after a wait by a view', (_path, bound) => {
    const { results, wait } = asChange(bound.command) ?? {};
    expect(wait?.shownBy !== undefined).toBe(wait !== undefined && results?.kind === 'single');
    if (wait?.shownBy !== undefined) expect(COMMANDS.get(wait.shownBy)?.command.kind).toBe('read');
  });
});

describe('the changes', () => {
  test.each(operations)('%s: is settled by reading, but for orders', (_action, operation) => {
    expect(operation.verify !== undefined).toBe(operation.effect === 'write' || operation.effect === 'destroy');
  });

  test.each(commands.filter(([, { operation }]) => operation.effect !== 'read'))(
    '%s: names the command that finds out what became of it',
    (_path, { command }) => {
      const input = {
        Topic: 'orders',
        InstanceId: 'i',
        ResourceType: 'TOPIC',
        ResourceId: ['Kafka_alikafka_pre-cn-x_a'],
      };
      expect(asChange(command)?.inspectCommand(input)).toMatch(/^alikafka [a-z-]+ (list|describe|allowed-ip list)/);
    },
  );

  test('all may be sent again but the one that adds a number', () => {
    expect(OPERATIONS.filter(({ repeatable }) => !repeatable).map(({ action }) => action)).toEqual([
      'ModifyPartitionNum',
    ]);
  });
});

/** Calls a second, published today and in the reference of 2020; where none is published a change has 3, a read 100. */
const RATES: Readonly<Record<string, readonly [today: number, older: number]>> = {
  GetInstanceList: [100, 3],
  GetAllowedIpList: [100, 3],
  StartInstance: [2, 2],
  ModifyInstanceName: [40, 3],
  UpdateAllowedIp: [40, 3],
  DeleteInstance: [3, 3],
  CreatePrePayOrder: [2, 3],
  UpgradePrePayOrder: [2, 3],
  CreateTopic: [20, 1],
  DeleteTopic: [40, 3],
  GetTopicList: [100, 3],
  GetTopicStatus: [100, 3],
  ModifyTopicRemark: [40, 3],
  ModifyPartitionNum: [3, 3],
  CreateConsumerGroup: [40, 3],
  DeleteConsumerGroup: [40, 3],
  GetConsumerList: [100, 3],
  GetConsumerProgress: [100, 3],
  TagResources: [3, 3],
  UntagResources: [40, 3],
  ListTagResources: [100, 3],
  CreateSaslUser: [10, 3],
  DeleteSaslUser: [10, 3],
  DescribeSaslUsers: [40, 3],
  CreateAcl: [10, 3],
  DeleteAcl: [10, 3],
  DescribeAcls: [80, 3],
  DescribeMetricLast: [50, 50],
  DescribeMetricList: [50, 50],
  DescribeMetricData: [10, 10],
  DescribeMetricTop: [10, 10],
  DescribeMetricMetaList: [50, 50],
  DescribeProjectMeta: [50, 50],
};

describe('rates', () => {
  test.each(operations)('%s', (action, { rate, olderRate }) => {
    expect([rate, olderRate]).toEqual(RATES[action]);
  });

  test('of changes are those that docs/reliability.md lists', () => {
    const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'reliability.md'), 'utf8');
    const rows = [...page.matchAll(/^\| ([A-Z][A-Za-z, ]+?|all other changes: .*?) +\| (\d+) +\| (\d+) +\|$/gm)];
    const listed = rows.map(
      ([, names = '', today, older]) => [names.split(', '), [Number(today), Number(older)]] as const,
    );
    const said = new Map(listed.flatMap(([names, rates]) => names.map((name) => [name, rates] as const)));
    const others = said.get('all other changes: no rate is published');
    for (const { action, effect, rate, olderRate } of OPERATIONS)
      if (effect !== 'read') expect([action, said.get(action) ?? others]).toEqual([action, [rate, olderRate]]);
    expect(said.size).toBeGreaterThan(10);
  });
});
