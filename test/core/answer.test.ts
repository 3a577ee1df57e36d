/**
 * Answers are read leniently: wrappers, levels, lone objects, text where numbers belong, JSON in text. What comes out
 * has one form: lists are lists, documented fields are there, undocumented ones stay.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dataOf, dataShape, normalise, recordShape, unwrap } from '../../src/core/answer.ts';
import type { Operation } from '../../src/core/operation.ts';
import {
  arrayOf,
  fieldNames,
  fieldOf,
  type Json,
  jsonText,
  listOf,
  object,
  type Row,
  type Shape,
} from '../../src/core/shape.ts';
import { operationOf } from '../../src/operations/registry.ts';

const of = (action: string): Operation => operationOf(action) as Operation;
const data = (action: string, body: Row): Json => dataOf(of(action).answer, body);

describe('unwrap', () => {
  test.each<[string, Row, Row]>([
    ['the wrapper of eleven samples', { GetTopicListResponse: { Total: 1 } }, { Total: 1 }],
    ['a wrapper of any name', { QueryMetricListResponse: { Code: 200 } }, { Code: 200 }],
    ['a flat answer', { RequestId: 'x' }, { RequestId: 'x' }],
    [
      'a field next to it',
      { GetTopicListResponse: { Total: 1 }, Code: 200 },
      { GetTopicListResponse: { Total: 1 }, Code: 200 },
    ],
    ['a text under such a name', { SomeResponse: 'x' }, { SomeResponse: 'x' }],
    ['a list under such a name', { SomeResponse: [] }, { SomeResponse: [] }],
    ['nothing', {}, {}],
  ])('%s', (_says, body, inside) => expect(unwrap(body)).toEqual(inside));
});

const user = (Username: string): Row => ({ Username, Type: null, Mechanism: null, Password: null });

describe('lists in all known forms', () => {
  test.each<[string, Row]>([
    ['the level of the item', { SaslUserList: { SaslUserVO: [{ Username: 'a' }, { Username: 'b' }] } }],
    ['no level', { SaslUserList: [{ Username: 'a' }, { Username: 'b' }] }],
    ['a level of another name', { SaslUserList: { SasUserVO: [{ Username: 'a' }, { Username: 'b' }] } }],
    ['one list too many', { SaslUserList: [[{ Username: 'a' }, { Username: 'b' }]] }],
  ])('%s', (_says, body) => expect(data('DescribeSaslUsers', body)).toEqual([user('a'), user('b')]));

  test.each<[string, Row]>([
    ['under the level of the item', { SaslUserList: { SaslUserVO: { Username: 'a' } } }],
    ['under a level of another name', { SaslUserList: { SasUserVO: { Username: 'a' } } }],
    ['without a level', { SaslUserList: { Username: 'a', Type: null } }],
  ])('a lone object %s', (_says, body) => expect(data('DescribeSaslUsers', body)).toEqual([user('a')]));

  test.each<[string, Row]>([
    ['an empty item', { SaslUserList: { SaslUserVO: [] } }],
    ['an empty list', { SaslUserList: [] }],
    ['an empty object', { SaslUserList: {} }],
    ['an empty text, as XML has it', { SaslUserList: '' }],
    ['an empty item in XML', { SaslUserList: { SaslUserVO: '' } }],
    ['null', { SaslUserList: null }],
    ['null under the item', { SaslUserList: { SaslUserVO: null } }],
    ['nothing', {}],
  ])('%s is an empty list', (_says, body) => expect(data('DescribeSaslUsers', body)).toEqual([]));

  test('nested duplicate names', () => {
    const OffsetTable = {
      OffsetTable: [{ Partition: 0, MinOffset: 1, MaxOffset: 2, Topic: 't', LastUpdateTimestamp: 0 }],
    };
    expect(data('GetTopicStatus', { TopicStatus: { TotalCount: 1, OffsetTable } })).toEqual({
      TotalCount: 1,
      LastTimeStamp: null,
      OffsetTable: OffsetTable.OffsetTable,
    });
  });

  test('a topic list that is one object, as in the reference', () => {
    const OffsetList = { OffsetList: { Partition: 3 } };
    const progress = data('GetConsumerProgress', {
      ConsumerProgress: { TopicList: { TopicList: { Topic: 't', OffsetList } } },
    });
    expect(progress).toMatchObject({ TopicList: [{ Topic: 't', OffsetList: [{ Partition: 3 }] }] });
  });

  test('lists without a level, repeated as XML repeats them', () => {
    const body = { AllowedList: { DeployType: '4', VpcList: { PortRange: '9092/9092', AllowedIpList: '10.0.0.0/8' } } };
    expect(data('GetAllowedIpList', body)).toMatchObject({
      DeployType: 4,
      InternetList: null,
      VpcList: [{ PortRange: '9092/9092', AllowedIpList: ['10.0.0.0/8'] }],
    });
  });

  test('tags inside records, with their level or without', () => {
    const Tag = { Key: 'k', Value: 'v' };
    const rows = data('GetTopicList', {
      TopicList: {
        TopicVO: [
          { Topic: 'a', Tags: { TagVO: [Tag] } },
          { Topic: 'b', Tags: [Tag] },
          { Topic: 'c', Tags: { TagVO: [] } },
          { Topic: 'd' },
        ],
      },
    });
    expect((rows as Row[]).map(({ Tags }) => Tags)).toEqual([[Tag], [Tag], [], null]);
  });

  test('records with one list inside are not mistaken for a level', () => {
    const list = listOf('ThingVO', { Names: arrayOf('text'), Count: 'integer' });
    expect(normalise(list, [{ Names: ['a'] }, { Names: ['b'] }])).toEqual([
      { Names: ['a'], Count: null },
      { Names: ['b'], Count: null },
    ]);
  });
});

describe('JSON in text', () => {
  const point = { timestamp: 1700000000000, instanceId: 'i', Value: 12.5 };
  const read = {
    userId: null,
    consumerGroup: null,
    topic: null,
    Average: null,
    Minimum: null,
    Maximum: null,
    ...point,
  };

  test.each<[string, Json]>([
    ['text', JSON.stringify([point])],
    ['an array', [point]],
    ['an array in an array', [[point]]],
    ['text of an array in an array', JSON.stringify([[point]])],
    ['text of one object', JSON.stringify(point)],
    ['text with numbers as text', JSON.stringify([{ ...point, timestamp: '1700000000000', Value: '12.5' }])],
  ])('Datapoints as %s', (_says, Datapoints) => {
    expect(data('DescribeMetricList', { Datapoints })).toEqual([read]);
  });

  test.each<[string, Json | undefined]>([
    ['empty text', ''],
    ['text of an empty array', '[]'],
    ['an empty array', []],
    ['null', null],
    ['nothing', undefined],
  ])('no Datapoints: %s', (_says, Datapoints) => {
    expect(data('DescribeMetricLast', Datapoints === undefined ? {} : { Datapoints })).toEqual([]);
  });

  test('text that is not JSON stays unchanged', () => {
    const Labels = '[{"name":"metricCategory';
    expect(data('DescribeProjectMeta', { Resources: { Resource: [{ Namespace: 'acs_kafka', Labels }] } })).toEqual([
      { Namespace: 'acs_kafka', Description: null, Labels },
    ]);
  });

  test.each<[string, Json]>([
    ['text', '[{"name":"product","value":"Kafka"}]'],
    ['an array', [{ name: 'product', value: 'Kafka' }]],
  ])('Labels as %s', (_says, Labels) => {
    const [row] = data('DescribeProjectMeta', { Resources: { Resource: { Namespace: 'acs_kafka', Labels } } }) as Row[];
    expect(row).toEqual({ Namespace: 'acs_kafka', Description: null, Labels: [{ name: 'product', value: 'Kafka' }] });
  });

  test('big integers inside stay exact', () => {
    const [row] = data('DescribeMetricList', { Datapoints: '[{"Value":9007199254740993}]' }) as Row[];
    expect(row?.['Value']).toBe(9007199254740993n);
  });
});

describe('scalars of another type', () => {
  test.each<[Shape, Json, Json]>([
    ['integer', '12', 12],
    ['integer', 12, 12],
    ['integer', '-3', -3],
    ['integer', '', null],
    ['integer', 'many', 'many'],
    ['long', '9007199254740993', 9007199254740993n],
    ['long', '-9007199254740993', -9007199254740993n],
    ['long', '9007199254740991', 9007199254740991],
    ['time', '1577808000000', 1577808000000],
    ['number', '59.55', 59.55],
    ['number', '1.2.3', '1.2.3'],
    ['boolean', 'true', true],
    ['boolean', 'True', true],
    ['boolean', 'FALSE', false],
    ['boolean', 'maybe', 'maybe'],
    ['boolean', false, false],
    ['text', 20497346575, '20497346575'],
    ['text', 9007199254740993n, '9007199254740993'],
    ['text', '007', '007'],
    ['text', null, null],
    ['secret', 'p', 'p'],
    ['map', { any: [1] }, { any: [1] }],
  ])('%j %j is %j', (shape, came, value) => expect(normalise(shape, came)).toEqual(value));
});

describe('fields', () => {
  const shape = object({ Known: 'text', Count: 'integer', Inner: object({ Deep: 'text' }) });

  test('documented ones are present, null if not sent, and come first', () => {
    expect(Object.entries(normalise(shape, { Newer: 1, Count: '2' }) as Row)).toEqual([
      ['Known', null],
      ['Count', 2],
      ['Inner', null],
      ['Newer', 1],
    ]);
  });

  test('undocumented ones stay unchanged, of any name', () => {
    const newer = { constructor: 'x', toString: [1], hasOwnProperty: { a: '1' }, Newer: '7' };
    expect(normalise(shape, { ...newer })).toEqual({ Known: null, Count: null, Inner: null, ...newer });
  });

  test('a missing object is an object of nulls if it is the printed data', () => {
    expect(data('GetTopicStatus', {})).toEqual({ TotalCount: null, LastTimeStamp: null, OffsetTable: null });
    expect(data('GetTopicStatus', { TopicStatus: null })).toEqual({
      TotalCount: null,
      LastTimeStamp: null,
      OffsetTable: null,
    });
  });

  test('a value in place of an object stays unchanged', () => {
    expect(normalise(shape, { Inner: 'text' })).toMatchObject({ Inner: 'text' });
  });

  test('an acknowledgement has its own fields', () => {
    expect(data('CreatePrePayOrder', { OrderId: 20497346575, Code: 200 })).toEqual({
      OrderId: '20497346575',
      Code: 200,
    });
  });
});

describe('property names of every object', () => {
  const shape = object({ Known: 'text' });

  test('a field named __proto__ is a field, and does not set the prototype', () => {
    const came = JSON.parse('{"__proto__":{"Known":"x","Newer":1}}') as Row;
    const read = normalise(shape, came) as Row;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(Object.keys(read)).toEqual(['Known', '__proto__']);
    expect(read['Known']).toBeNull();
    expect(read['Newer']).toBeUndefined();
    expect(JSON.stringify(read)).toBe('{"Known":null,"__proto__":{"Known":"x","Newer":1}}');
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    '%s is not a field of a record without it',
    (name) => {
      expect(fieldOf({ Known: 'x' }, name)).toBeNull();
      expect(fieldOf(JSON.parse(`{"${name}":1}`) as Row, name)).toBe(1);
    },
  );
});

describe('shapes of printed data', () => {
  test.each([
    ['GetTopicList', 'list', 'Topic'],
    ['GetTopicStatus', 'object', 'TotalCount'],
    ['DescribeMetricList', 'jsonText', 'timestamp'],
    ['DeleteTopic', 'object', undefined],
  ])('%s', (action, kind, first) => {
    const shape = dataShape(of(action).answer);
    expect(typeof shape === 'string' ? shape : shape.kind).toBe(kind);
    expect(fieldNames(recordShape(of(action).answer))[0]).toBe(first);
  });
});

test('normalising twice changes nothing', () => {
  const shape = object({
    List: listOf('Item', { A: 'integer', Tags: listOf('TagVO', { Key: 'text', Value: 'text' }) }),
    Text: jsonText(arrayOf({ v: 'number' })),
    Plain: arrayOf('text'),
    Flag: 'boolean',
  });
  const scalar = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('true', '12', '1.5'),
  );
  const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('List', 'Item', 'TagVO', 'Tags', 'Key', 'Text', 'Plain', 'Flag', 'A', 'v', 'x'),
        tie('tree'),
        {
          maxKeys: 4,
          noNullPrototype: true,
        },
      ),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const once = normalise(shape, value);
      expect(normalise(shape, once)).toEqual(once);
    }),
    { examples: [[{ List: [[[]]] }], [{ List: [[[[{ A: 1 }]]]] }], [{ Plain: [[['a']]] }], [{ Text: '[[[]]]' }]] },
  );
});
