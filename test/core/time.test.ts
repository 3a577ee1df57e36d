/** Durations and times as typed; times without a zone are UTC, in any zone of the machine. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apiTime, parseDuration, parseMoment, parseUtc } from '../../src/core/text/time.ts';

describe('parseDuration', () => {
  test.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['7d', 604_800_000],
    ['1.5s', 1500],
    ['0.0004s', 0],
    ['0s', 0],
    [' 5s ', 5000],
  ])('%s', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds));

  test.each(['', '30', 's', '-5s', '5 s', '5sec', '1h30m', '5M', '1e3s', '.5s', '٣s'])('%j is not one', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('parseMoment', () => {
  const NOON = Date.UTC(2026, 0, 31, 12, 30, 15);

  test.each([
    ['2026-01-31T12:30:15Z', NOON],
    ['2026-01-31 12:30:15', NOON],
    ['2026-01-31T12:30:15', NOON],
    ['2026-01-31T12:30:15.250Z', NOON + 250],
    ['2026-01-31T12:30:15.2', NOON + 200],
    ['2026-01-31 12:30', NOON - 15_000],
    ['2026-01-31T20:30:15+08:00', NOON],
    ['2026-01-31T20:30:15+0800', NOON],
    ['2026-01-31T07:00:15-05:30', NOON],
    ['2026-01-31', Date.UTC(2026, 0, 31)],
    [String(NOON), NOON],
    [` ${String(NOON)} `, NOON],
  ])('%s', (text, at) => expect(parseMoment(text)).toBe(at));

  test.each([
    '',
    'yesterday',
    '2026',
    '2026-1-1',
    '2026-13-01',
    '2026-01-31T25:00:00',
    '31.01.2026',
    '1769862615000000',
    '12:30',
    '2026-01-31T',
  ])('%j is not one', (text) => expect(parseMoment(text)).toBeUndefined());

  test('is the inverse of both forms in UTC', () => {
    const seconds = fc.integer({ min: 0, max: 4_102_444_799 });
    fc.assert(
      fc.property(seconds, (second) => {
        const text = new Date(second * 1000).toISOString();
        expect(parseMoment(text)).toBe(second * 1000);
        expect(parseMoment(text.replace('T', ' ').replace('.000Z', ''))).toBe(second * 1000);
      }),
    );
  });
});

describe('apiTime', () => {
  test.each([
    [Date.UTC(2016, 1, 23, 12, 46, 24), '2016-02-23T12:46:24Z'],
    [Date.UTC(2016, 1, 23, 12, 46, 24, 999), '2016-02-23T12:46:24Z'],
    [0, '1970-01-01T00:00:00Z'],
  ])('%i', (at, text) => expect(apiTime(at)).toBe(text));
});

describe('parseUtc', () => {
  const NOON = Date.UTC(2026, 0, 31, 12);
  test.each([
    ['2026-01-31T12:00:00Z', NOON],
    ['2026-01-31T12:00:00', NOON],
    ['2026-01-31T12:00', NOON],
    [' 2026-01-31 12:00:00 ', NOON],
    ['2026-01-31T12:00:00.123456789Z', NOON + 123],
    ['2026-01-31T12:00:00.123456789', NOON + 123],
    ['2026-01-31T20:00:00+08:00', NOON],
    ['2026-01-31T20:00:00+0800', NOON],
    ['2026-01-31 06:30:00 -05:30', NOON],
    ['2026-01-31', NOON - 43_200_000],
    ['Sat, 31 Jan 2026 12:00:00 GMT', NOON],
    ['Sat, 31 Jan 2026 12:00:00', NOON],
    ['Sat Jan 31 12:00:00 2026', NOON],
    ['Sat, 31 Jan 2026 07:00:00 EST', NOON],
    ['Jan 31 2026', NOON - 43_200_000],
  ])('%s', (text, at) => expect(parseUtc(text)).toBe(at));

  test.each(['', 'soon', '2026-13-31T12:00:00Z', '12:00'])('%j is not one', (text) => {
    expect(parseUtc(text)).toBeUndefined();
  });
});
