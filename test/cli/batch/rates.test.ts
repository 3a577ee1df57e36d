/** `--rate` and ALIKAFKA_RATE: their values, precedence and errors. */
import { describe, expect, test } from '@jest/globals';
import { parseRates, rateOf } from '../../../src/client/rate-limit/rates.ts';

const KNOWN = ['CreateTopic', 'DeleteTopic', 'GetTopicList'];

describe('rates', () => {
  test.each<[string[], string | undefined, object]>([
    [[], undefined, { by: {} }],
    [[], '', { by: {} }],
    [['20'], undefined, { all: 20, by: {} }],
    [['0'], undefined, { all: 0, by: {} }],
    [['2.5', 'CreateTopic=0.5'], undefined, { all: 2.5, by: { CreateTopic: 0.5 } }],
    [['CreateTopic=1', 'CreateTopic=2', '3', '4'], undefined, { all: 4, by: { CreateTopic: 2 } }],
    [[], ' 20, CreateTopic=2 ,', { all: 20, by: { CreateTopic: 2 } }],
    [['5'], '20,CreateTopic=2', { all: 5, by: {} }],
    [['CreateTopic=5'], '20,CreateTopic=2,DeleteTopic=1', { all: 20, by: { CreateTopic: 5, DeleteTopic: 1 } }],
  ])('%j and the variable %j', (flags, env, rates) => {
    expect(parseRates(flags, env, KNOWN)).toEqual({ rates, problems: [] });
  });

  const invalid = (name: string, value: string): string =>
    `${name} must be a number or <Action>=<number>, not "${value}"`;

  test.each<[string[], string | undefined, string[]]>([
    [['fast'], undefined, [invalid('--rate', 'fast')]],
    [['-1', ''], undefined, [invalid('--rate', '-1'), invalid('--rate', '')]],
    [['1e3'], undefined, [invalid('--rate', '1e3')]],
    [['CreateTopic='], undefined, [invalid('--rate', 'CreateTopic=')]],
    [['1,2'], undefined, [invalid('--rate', '1,2')]],
    [[], '3,x', [invalid('ALIKAFKA_RATE', 'x')]],
    [['CreateTopics=1'], undefined, ['--rate: unknown operation "CreateTopics"; did you mean CreateTopic?']],
    [[], 'Xyz=1', ['ALIKAFKA_RATE: unknown operation "Xyz"']],
    [['Infinity'], 'NaN', [invalid('--rate', 'Infinity'), invalid('ALIKAFKA_RATE', 'NaN')]],
  ])('%j and the variable %j: %j', (flags, env, problems) => {
    const { problems: found } = parseRates(flags, env, KNOWN);
    expect(found.map(({ message }) => message)).toEqual(problems);
    expect(found.map(({ flag, name }) => flag ?? name)).toEqual(problems.map((message) => message.split(/[ :]/)[0]));
  });

  test('any operation is accepted', () => {
    expect(parseRates(['Newer=1'], undefined)).toEqual({ rates: { by: { Newer: 1 } }, problems: [] });
  });
});

describe('the rate of a call', () => {
  const create = { action: 'CreateTopic', rate: 20, older: 1, change: true };
  const list = { action: 'GetTopicList', rate: 100, older: 3, change: false };

  test.each([
    [{ by: {} }, 20, 100],
    [{ all: 7, by: {} }, 7, 100],
    [{ all: 20, by: { CreateTopic: 2, GetTopicList: 7 } }, 2, 7],
    [{ all: 0, by: {} }, 0, 0],
    [{ all: 0, by: { CreateTopic: 2 } }, 2, 0],
  ])('%j: a change %d, a read %d', (rates, change, read) => {
    expect([rateOf(rates, create).rate, rateOf(rates, list).rate]).toEqual([change, read]);
  });

  test('that is requested has no older rate, even if it equals the published one', () => {
    expect(rateOf({ by: {} }, create)).toEqual(create);
    expect(rateOf({ all: 20, by: {} }, create)).toEqual({ action: 'CreateTopic', rate: 20, change: true });
    expect(rateOf({ all: 20, by: {} }, list)).toEqual(list);
    expect(rateOf({ by: {} }, { action: 'Newer', rate: 3, change: true })).toEqual({
      action: 'Newer',
      rate: 3,
      change: true,
    });
  });
});
