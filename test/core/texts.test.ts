import { afterEach, describe, expect, test } from '@jest/globals';
import { plural, sentence, t, translateTo } from '../../src/core/text/texts.ts';

afterEach(() => translateTo(undefined));

describe('a text', () => {
  test('has its values at the places of its template', () => {
    expect(t('topic "{topic}" not found in {instance}', { topic: 'a', instance: 'i-1' })).toBe(
      'topic "a" not found in i-1',
    );
    expect(t('{n} of {n}', { n: 3 })).toBe('3 of 3');
    expect(t('no values')).toBe('no values');
  });

  test('keeps braces and dollar signs of values', () => {
    expect(t('{a} {b}', { a: '{b}', b: '$1 $& {a}' })).toBe('{b} $1 $& {a}');
  });

  test('keeps a place without a value, also one named like an object property', () => {
    expect(t<string>('{nothing} {constructor} {toString}', {})).toBe('{nothing} {constructor} {toString}');
  });
});

describe('a counted text', () => {
  test.each([
    [0, '0 topics in i'],
    [1, '1 topic in i'],
    [2, '2 topics in i'],
  ])('%d', (count, text) => {
    expect(plural(count, '{count} topic in {i}', '{count} topics in {i}', { i: 'i' })).toBe(text);
  });
});

describe('a sentence about an input', () => {
  test('gets the name of the input later', () => {
    const tooSmall = sentence('{name} must be at least {min}, not {n}', { min: 1, n: 0 });
    expect(tooSmall('--partitions')).toBe('--partitions must be at least 1, not 0');
    expect(tooSmall('PartitionNum')).toBe('PartitionNum must be at least 1, not 0');
  });
});

describe('a translation', () => {
  const texts = {
    'topic "{topic}" not found': 'Topic „{topic}“ nicht gefunden',
    '{name} is required': '{name} fehlt',
    '{count} topics': { one: '{count} temat', few: '{count} tematy', many: '{count} tematów' },
    '{count} files': 'Dateien: {count}',
    '{count} rows': null,
  };

  test('translates known texts with their values, the others stay English', () => {
    translateTo({ language: 'de', texts });
    expect(t('topic "{topic}" not found', { topic: 'a' })).toBe('Topic „a“ nicht gefunden');
    expect(sentence('{name} is required')('--region')).toBe('--region fehlt');
    expect(t('constructor')).toBe('constructor');
    expect(t('not translated')).toBe('not translated');
  });

  test.each([
    [1, '1 temat'],
    [2, '2 tematy'],
    [5, '5 tematów'],
  ])('counts by the rules of its language: %d', (count, text) => {
    translateTo({ language: 'pl', texts });
    expect(plural(count, '{count} topic', '{count} topics')).toBe(text);
  });

  test('may have one form for all numbers, or none yet', () => {
    translateTo({ language: 'pl', texts });
    expect(plural(1, '{count} file', '{count} files')).toBe('Dateien: 1');
    expect(plural(1, '{count} row', '{count} rows')).toBe('1 row');
    expect(plural(2, '{count} row', '{count} rows')).toBe('2 rows');
  });
});
