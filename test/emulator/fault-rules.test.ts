/** Fault rules: how they are read, and to which calls they are applied. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newFaults } from '../../src/emulator/faults/faults.ts';
import { FAULT_KEYS } from '../../src/emulator/faults/keys.ts';
import { ruleFromJson, ruleFromText } from '../../src/emulator/faults/read.ts';
import { FAULT_KINDS, ruleText, type Target, targetOf } from '../../src/emulator/faults/rule.ts';
import { OPERATIONS, operationOf } from '../../src/operations/registry.ts';
import { rules } from '../support/emulator.ts';

describe('a rule is read', () => {
  test.each([
    ['drop', { kind: 'drop' }],
    ['drop,action=CreateTopic,at=after,times=1', { kind: 'drop', action: ['CreateTopic'], at: 'after', times: 1 }],
    [
      ' half , action=CreateTopic|DeleteTopic , effect=change ',
      { kind: 'half', action: ['CreateTopic', 'DeleteTopic'], effect: 'change' },
    ],
    ['delay,ms=250', { kind: 'delay', ms: 250 }],
    ['delay,ms=2.5s,at=before', { kind: 'delay', ms: 2500, at: 'before' }],
    ['throttle,status=429,after=1m', { kind: 'throttle', status: 429, after: 60_000 }],
    ['error,status=503,code=Rejected.Throttling', { kind: 'error', status: 503, code: 'Rejected.Throttling' }],
    ['html,status=200,skip=3', { kind: 'html', status: 200, skip: 3 }],
    ['refuse,chance=.25,seed=7', { kind: 'refuse', chance: 0.25, seed: 7 }],
    ['skew,by=-20m', { kind: 'skew', by: -1_200_000 }],
    ['skew,by=+500', { kind: 'skew', by: 500 }],
  ])('%s', (text, rule) => {
    expect(ruleFromText(text)).toEqual({ rule });
  });

  test('from JSON, with the same fields or as a text', () => {
    expect(ruleFromJson({ kind: 'drop', action: ['CreateTopic', 'DeleteTopic'], times: 2 })).toEqual(
      ruleFromText('drop,action=CreateTopic|DeleteTopic,times=2'),
    );
    expect(ruleFromJson({ kind: 'skew', by: -500 })).toEqual(ruleFromText('skew,by=-500'));
    expect(ruleFromJson({ rule: 'html' })).toEqual(ruleFromText('html'));
  });

  test('and written in the same form', () => {
    const texts = ['drop,action=CreateTopic|DeleteTopic,at=after,times=1', 'refuse,chance=0.25,seed=7', 'skew,by=-500'];
    expect(rules(...texts).map(ruleText)).toEqual(texts);
  });
});

describe('an invalid rule gives all its problems', () => {
  test.each([
    ['', ['kind is required: one of drop, delay, half, throttle, error, html, refuse, skew']],
    ['dorp', ['unknown kind "dorp"; did you mean drop?']],
    ['explosion', ['kind must be one of drop, delay, half, throttle, error, html, refuse, skew, not "explosion"']],
    [
      'dorp,acton=CreateTopic,times=0,now',
      [
        'unknown kind "dorp"; did you mean drop?',
        '"now" must be key=value',
        'unknown key "acton"; did you mean action?',
        'times must be a whole number from 1, not "0"',
      ],
    ],
    ['drop,action=CreateTopik', ['unknown operation "CreateTopik"; did you mean CreateTopic?']],
    ['drop,action=createtopic', ['unknown operation "createtopic"; did you mean CreateTopic?']],
    ['drop,action=', ['unknown operation ""']],
    [
      'drop,effect=reads',
      ['effect must be one of read, write, destroy, order, change, not "reads"; did you mean read?'],
    ],
    ['drop,times=1,times=2', ['times is given twice']],
    ['drop,status=500,ms=5', ['status cannot be used with drop', 'ms cannot be used with drop']],
    ['half,at=after', ['at cannot be used with half']],
    ['delay', ['delay requires ms']],
    ['delay,ms=soon', ['ms must be a number of milliseconds or a duration such as 2s, not "soon"']],
    ['delay,ms=-5', ['ms must be a number of milliseconds or a duration such as 2s, not "-5"']],
    ['skew', ['skew requires by']],
    ['skew,by=--5', ['by must be a duration such as 20m or -20m, not "--5"']],
    ['error,status=404', ['status of error must be from 500 to 599, not 404']],
    ['throttle,status=200', ['status of throttle must be from 400 to 599, not 200']],
    ['html,status=20', ['status must be a whole number from 200 to 599, not "20"']],
    ['refuse,code=two words', ['code must be a code such as ServiceUnavailable, not "two words"']],
    ['drop,chance=2', ['chance must be a number from 0 to 1, not "2"']],
    ['drop,seed=1', ['seed requires chance']],
    ['drop,constructor=1', ['unknown key "constructor"']],
  ])('%s', (text, problems) => {
    expect(ruleFromText(text)).toEqual({ problems });
  });

  test.each([
    ['drop', ['a rule must be an object']],
    [null, ['a rule must be an object']],
    [[], ['a rule must be an object']],
    [{}, ['kind is required: one of drop, delay, half, throttle, error, html, refuse, skew']],
    [
      { kind: 'drop', times: true, action: [1] },
      ['times must be a string or a number', 'action must be a string or a number'],
    ],
    [{ rule: 'drop', times: 1 }, expect.arrayContaining(['unknown key "rule"'])],
  ])('%j', (json, problems) => {
    expect(ruleFromJson(json)).toEqual({ problems });
  });

  test('any text is accepted or refused', () => {
    const word = fc.oneof(fc.constantFrom(...FAULT_KINDS, ...Object.keys(FAULT_KEYS), '=', ',', '|', '1'), fc.string());
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const read = ruleFromText(words.join(''));
        expect('rule' in read || read.problems.length > 0).toBe(true);
      }),
    );
  });
});

const create: Target = { action: 'CreateTopic', effect: 'write' };
const list: Target = { action: 'GetTopicList', effect: 'read' };

/** To which of the calls the rules are applied, as 1 and 0. */
const applied = (texts: readonly string[], calls: readonly Target[]): string => {
  const faults = newFaults(rules(...texts));
  return calls.map((call) => (faults.choose(call) === undefined ? '0' : '1')).join('');
};

describe('a rule matches', () => {
  const ten = Array.from({ length: 10 }, () => create);

  test.each([
    ['drop', '1111111111'],
    ['drop,times=3', '1110000000'],
    ['drop,skip=2', '0011111111'],
    ['drop,skip=2,times=3', '0011100000'],
    ['drop,chance=0', '0000000000'],
    ['drop,chance=1', '1111111111'],
    ['drop,action=DeleteTopic', '0000000000'],
  ])('%s: %s', (text, expected) => {
    expect(applied([text], ten)).toBe(expected);
  });

  test('with a probability: the same calls for the same seed', () => {
    const many = Array.from({ length: 1000 }, () => create);
    const [one, again, other] = [1, 1, 2].map((seed) => applied([`drop,chance=0.3,seed=${seed}`], many));
    expect(one).toBe(again);
    expect(one).not.toBe(other);
    const hits = one?.replaceAll('0', '').length ?? 0;
    expect(hits).toBeGreaterThan(240);
    expect(hits).toBeLessThan(360);
  });

  test('at most its number of times', () => {
    expect(applied(['drop,chance=0.9,times=2'], ten).replaceAll('0', '')).toBe('11');
  });

  test.each([
    ['drop,action=CreateTopic', '10'],
    ['drop,action=GetTopicList|CreateTopic', '11'],
    ['drop,effect=read', '01'],
    ['drop,effect=write', '10'],
    ['drop,effect=change', '10'],
    ['drop,effect=order', '00'],
  ])('%s: %s of a change and a read', (text, expected) => {
    expect(applied([text], [create, list])).toBe(expected);
  });

  test('no call without an operation, unless it is for all operations', () => {
    expect(applied(['drop,effect=change', 'drop,action=CreateTopic'], [{}])).toBe('0');
    expect(applied(['drop'], [{}])).toBe('1');
  });

  test('by the effect of the input, if an operation has several', () => {
    const update = operationOf('UpdateAllowedIp');
    expect(targetOf(update, { UpdateType: 'delete' }).effect).toBe('destroy');
    expect(targetOf(update, { UpdateType: 'add' }).effect).toBe('write');
    expect(targetOf(undefined, {})).toEqual({});
  });
});

describe('of several rules', () => {
  test('the first match applies, and each counts what reached it', () => {
    const faults = newFaults(rules('drop,times=1', 'half,skip=1,times=1', 'html'));
    expect([1, 2, 3, 4].map(() => faults.choose(create)?.kind)).toEqual(['drop', 'html', 'half', 'html']);
    expect(faults.list()).toEqual([
      { rule: 'drop,times=1', reached: 4, hits: 1 },
      { rule: 'half,skip=1,times=1', reached: 3, hits: 1 },
      { rule: 'html', reached: 2, hits: 2 },
    ]);
  });

  test('a skew lets the other rules apply too', () => {
    const faults = newFaults(rules('skew,by=20m,times=1', 'drop'));
    expect([faults.skew(create), faults.choose(create)?.kind]).toEqual([1_200_000, 'drop']);
    expect([faults.skew(create), faults.choose(create)?.kind]).toEqual([0, 'drop']);
  });

  test('they can be added to and cleared', () => {
    const faults = newFaults();
    expect(faults.choose(create)).toBeUndefined();
    faults.add(...rules('drop', 'half'));
    expect(faults.choose(create)?.kind).toBe('drop');
    faults.clear();
    expect([faults.choose(create), faults.list()]).toEqual([undefined, []]);
  });
});

test('every operation can be named', () => {
  for (const { action } of OPERATIONS) expect(ruleFromText(`drop,action=${action}`)).toHaveProperty('rule');
});
