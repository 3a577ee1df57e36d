/** Rules of values: names, tags, ranges, choices; what is refused, what is passed on with a warning, what the service refuses. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  as,
  cautions,
  choice,
  flag,
  instanceName,
  integer,
  json,
  type Param,
  resourceName,
  type Tag,
  tagKey,
  tags,
  tagValue,
  text,
  texts,
  violations,
  type Value,
} from '../../src/core/params.ts';
import { type Sentence, sentence } from '../../src/core/text/texts.ts';
import { operationOf } from '../../src/operations/registry.ts';

const help = 'Help';

/** The violation of the value of --it. */
const of = (found: readonly Sentence[]): string[] => found.map((says) => says('--it'));
const only = (found: Sentence | undefined): string | undefined => found?.('--it');

const paramOf = (action: string, name: string): Param => operationOf(action)?.params[name] as Param;

describe('names of topics and groups', () => {
  test.each(['abc', 'a.b', 'A_9-z', '...', 'x'.repeat(64)])('%s is accepted', (name) => {
    expect(resourceName(name)).toBeUndefined();
  });

  test.each([
    ['ab', 'has a length of 2'],
    ['', 'has a length of 0'],
    ['x'.repeat(65), 'has a length of 65'],
    ['a b c', 'contains a space'],
    ['a/b/c', 'contains "/"'],
    ['主题名', 'contains "主"'],
    ['abc\n', 'contains "\\n"'],
  ])('%j is refused: %s', (name, why) => {
    expect(only(resourceName(name))).toBe(
      `--it must be 3 to 64 letters, digits, ".", "_" and "-"; "${name}" ${why} (--no-validate skips this check)`,
    );
  });

  test('exactly 3 to 64 letters, digits, ".", "_" and "-" are accepted', () => {
    const allowed = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-';
    const unit = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...allowed) },
      fc.string({ minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 70 }), (name) => {
        const good = name.length >= 3 && name.length <= 64 && [...name].every((letter) => allowed.includes(letter));
        expect(resourceName(name) === undefined).toBe(good);
        expect(instanceName(name) === undefined).toBe(good && !name.includes('.'));
      }),
    );
  });
});

describe('names of instances', () => {
  test('have the same rule without the dot', () => {
    expect(instanceName('orders-prod_1')).toBeUndefined();
    expect(only(instanceName('orders.prod'))).toBe(
      '--it must be 3 to 64 letters, digits, "_" and "-"; "orders.prod" contains "." (--no-validate skips this check)',
    );
    expect(only(instanceName('ab'))).toContain('"ab" has a length of 2');
  });
});

describe('tags', () => {
  test.each([
    ['k', undefined],
    ['x'.repeat(128), undefined],
    ['', 'must not have an empty key'],
    ['x'.repeat(129), 'must not have a key longer than 128 characters; this one has 129'],
    ['aliyun', 'must not have a key that begins with "aliyun" or "acs:": "aliyun"'],
    ['Aliyun-x', 'must not have a key that begins with "aliyun" or "acs:": "Aliyun-x"'],
    ['acs:tag', 'must not have a key that begins with "aliyun" or "acs:": "acs:tag"'],
    ['ACS:tag', 'must not have a key that begins with "aliyun" or "acs:": "ACS:tag"'],
    ['my-aliyun', undefined],
    ['acs', undefined],
    ['see http://x', 'must not have a key that contains "http://" or "https://": "see http://x"'],
    ['https://x', 'must not have a key that contains "http://" or "https://": "https://x"'],
    ['HTTP://x', 'must not have a key that contains "http://" or "https://": "HTTP://x"'],
    ['http:/x', undefined],
    ['中文', undefined],
  ])('key %j: %s', (key, why) => {
    if (why === undefined) expect(tagKey(key)).toBeUndefined();
    else expect(only(tagKey(key))).toBe(`--it ${why}`);
  });

  test('a value may be empty, and follows the rules of keys otherwise', () => {
    expect(tagValue('')).toBeUndefined();
    expect(tagValue('x'.repeat(128))).toBeUndefined();
    expect(only(tagValue('x'.repeat(129)))).toBe(
      '--it must not have a value longer than 128 characters; this one has 129',
    );
    expect(only(tagValue('aliyun'))).toBe('--it must not have a value that begins with "aliyun" or "acs:": "aliyun"');
    expect(only(tagValue('a http://x'))).toBe(
      '--it must not have a value that contains "http://" or "https://": "a http://x"',
    );
  });

  const param = tags({ help, maxItems: 20 });
  const many = (count: number): Tag[] => Array.from({ length: count }, (_, i) => ({ Key: `k${i}`, Value: 'v' }));

  test.each<[string, Tag[], string | undefined]>([
    ['20 are accepted', many(20), undefined],
    ['21 are not', many(21), 'at most 20'],
    [
      'one key twice',
      [
        { Key: 'k', Value: 'a' },
        { Key: 'k', Value: 'b' },
      ],
      '--it has the key "k" twice',
    ],
    ['keys that differ by case', [{ Key: 'k' }, { Key: 'K' }], undefined],
    ['a bad key among good ones', [{ Key: 'k' }, { Key: '' }], 'empty key'],
    [
      'a bad value among good ones',
      [{ Key: 'k', Value: 'acs:x' }],
      'a value that begins with "aliyun" or "acs:": "acs:x"',
    ],
  ])('%s', (_says, given, why) => {
    const found = of(violations(param, given));
    if (why === undefined) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringContaining(why)]);
  });
});

describe('numbers', () => {
  const param = integer({ help, min: 1, max: 360, usualMax: 48 });

  test.each<[number, string[], number]>([
    [1, [], 0],
    [48, [], 0],
    [49, [], 1],
    [360, [], 1],
    [361, ['--it must be at most 360, not 361'], 1],
    [0, ['--it must be at least 1, not 0'], 0],
    [-5, ['--it must be at least 1, not -5'], 0],
  ])('%i', (n, refused, warned) => {
    expect(of(violations(param, n))).toEqual(refused);
    expect(cautions(param, n)).toHaveLength(warned);
  });

  test('the warning names both limits', () => {
    expect(of(cautions(param, 100))).toEqual([
      '--it 100 is above the documented maximum of 48; the service currently accepts up to 360',
    ]);
    expect(of(cautions(integer({ help, usualMax: 48 }), 100))).toEqual([
      '--it 100 is above the documented maximum of 48; the service may refuse it',
    ]);
  });

  test('without limits any number is accepted', () => {
    expect(violations(integer({ help }), -1)).toEqual([]);
    expect(cautions(integer({ help }), 1e9)).toEqual([]);
  });
});

describe('texts', () => {
  test.each([
    [text({ help, min: 2, max: 4 }), 'a', ['--it must have at least 2 characters, not 1']],
    [text({ help, min: 2, max: 4 }), 'abcde', ['--it must have at most 4 characters, not 5']],
    [text({ help, min: 2, max: 4 }), '', ['--it must not be empty']],
    [text({ help, min: 2, max: 4 }), 'abc', []],
    [text({ help }), '', []],
    [texts({ help, maxItems: 2 }), ['a', 'b'], []],
    [texts({ help, maxItems: 2 }), ['a', 'b', 'c'], ['--it accepts at most 2 values, not 3']],
    [texts({ help }), ['a', ''], ['--it must not have an empty value']],
  ] as [Param, Value, string[]][])('%#', (param, value, expected) =>
    expect(of(violations(param, value))).toEqual(expected),
  );

  test('all violated rules are reported', () => {
    const param = text({
      help,
      max: 2,
      rules: [(value) => (value.includes('x') ? sentence('{name} has an x') : undefined)],
    });
    expect(of(violations(param, 'xxx'))).toEqual(['--it must have at most 2 characters, not 3', '--it has an x']);
  });
});

describe('choices', () => {
  test('a closed one refuses other values and lists all', () => {
    const param = choice(['0', '1'], { help, aliases: { ultra: '0', ssd: '1' } });
    expect(violations(param, '1')).toEqual([]);
    expect(of(violations(param, '2'))).toEqual(['--it must be one of 0, 1, ultra, ssd, not "2"']);
  });

  test('an open one gives a warning', () => {
    const param = choice(['normal', 'professional'], { help, open: true });
    expect(violations(param, 'professionalForHighRead')).toEqual([]);
    expect(of(cautions(param, 'professionalForHighRead'))).toEqual([
      '--it "professionalForHighRead" is not a documented value (normal, professional); sent unchanged',
    ]);
    expect(cautions(param, 'normal')).toEqual([]);
  });
});

describe('JSON', () => {
  test.each(['[{"instanceId":"i"}]', '{"groupby":["x"]}', 'null', '1'])('%s is accepted', (value) => {
    expect(violations(json({ help }), value)).toEqual([]);
  });

  test.each(['', '{', "[{'a':1}]", '{"groupby":["x"]'])('%j is refused', (value) => {
    expect(of(violations(json({ help }), value))).toEqual([expect.stringMatching(/^--it is not valid JSON: \S/)]);
  });
});

describe('client and service', () => {
  test('the service has its own rules if they differ, else the same', () => {
    const topic = paramOf('CreateTopic', 'Topic');
    expect(violations(topic, 'x'.repeat(65), 'client')).toHaveLength(1);
    expect(violations(topic, 'x'.repeat(65), 'service')).toEqual([]);
    expect(violations(topic, 'a b c', 'service')).toHaveLength(1);
    expect(violations(paramOf('CreateTopic', 'PartitionNum'), 0, 'service')).toHaveLength(1);
  });

  test.each([
    ['partitions above 48 warn', 'CreateTopic', 'PartitionNum', 49],
    ['partitions to add above 47 warn', 'ModifyPartitionNum', 'AddPartitionNum', 48],
    ['a port range beyond the documented ones warns', 'UpdateAllowedIp', 'PortRange', '9095/9095'],
    ['a remark beyond the documented form warns', 'CreateTopic', 'Remark', 'The orders of the shop'],
    ['a newer edition warns', 'CreatePrePayOrder', 'SpecType', 'professionalForHighRead'],
    ['a newer kind of permission warns', 'CreateAcl', 'AclOperationType', 'DESCRIBE_CONFIGS'],
  ] as [string, string, string, Value][])('%s and is sent', (_says, action, name, value) => {
    expect(violations(paramOf(action, name), value)).toEqual([]);
    expect(cautions(paramOf(action, name), value)).toHaveLength(1);
  });

  test.each(['1.2.3.4', '0.0.0.0/0', '10.0.0.0/8', '255.255.255.255/32'])('address %s', (address) => {
    expect(violations(paramOf('UpdateAllowedIp', 'AllowedListIp'), address)).toEqual([]);
  });

  test.each([
    '1.2.3',
    '256.1.1.1',
    '1.2.3.4/33',
    '1.2.3.4/',
    '::1',
    'localhost',
    '1.2.3.4,',
    ' 1.2.3.4',
    '1.2.3.4/8/8',
  ])('not an address: %j', (address) =>
    expect(violations(paramOf('UpdateAllowedIp', 'AllowedListIp'), address)).toHaveLength(1),
  );
});

test('another presentation keeps the rules', () => {
  const base = text({ help, min: 3, flag: 'name' });
  const other = as(base, { flag: 'title', required: true });
  expect(other).toMatchObject({ flag: 'title', required: true, kind: 'text' });
  expect(of(violations(other, 'ab'))).toEqual(of(violations(base, 'ab')));
  expect(violations(other, 'ab')).toHaveLength(1);
  expect(flag({ help })).toMatchObject({ kind: 'boolean', type: 'Boolean', required: false });
});
