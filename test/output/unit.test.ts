/** Numbers with units in tables. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unitText } from '../../src/output/table/unit.ts';
import { described, list, PIPE, printed, TERMINAL } from './help.ts';

describe('a number with its unit', () => {
  test.each([
    [0, 'bytes/s', '0 B/s'],
    [-0, 'bytes/s', '0 B/s'],
    [-0.04, 'bytes/s', '0 B/s'],
    [-0.004, '%', '0%'],
    [1, 'bytes/s', '1 B/s'],
    [12.34, 'bytes/s', '12.3 B/s'],
    [999.94, 'bytes/s', '999.9 B/s'],
    [999.95, 'bytes/s', '1.0 kB/s'],
    [1000, 'bytes/s', '1.0 kB/s'],
    [1_400_000, 'bytes/s', '1.4 MB/s'],
    [999_949, 'bytes/s', '999.9 kB/s'],
    [999_950, 'bytes/s', '1.0 MB/s'],
    [-1_400_000, 'bytes/s', '-1.4 MB/s'],
    [1.5e21, 'bytes', '1500.0 EB'],
    [9_007_199_254_740_993n, 'bytes', '9.0 PB'],
    [3600, 'GB', '3600 GB'],
    [9_007_199_254_740_993n, 'GB', '9007199254740993 GB'],
    [33.333333, '%', '33.33%'],
    [0, '%', '0%'],
    [7, '%', '7%'],
  ])('%p in %s: %s', (value, unit, text) => {
    expect(unitText(value, unit)).toBe(text);
  });

  test('scaled bytes are the value, to one decimal, and no prefix is left out', () => {
    const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
    fc.assert(
      fc.property(fc.double({ min: -1e20, max: 1e20, noNaN: true }), (value) => {
        const [, number = '', prefix = ''] = /^(-?[\d.]+) (.?)B$/.exec(unitText(value, 'bytes')) ?? [];
        const factor = 1000 ** prefixes.indexOf(prefix);
        expect(Math.abs(Number(number) - value / factor)).toBeLessThanOrEqual(0.0501);
        expect(prefix === 'E' || Math.abs(Number(number)) < 1000).toBe(true);
        expect(prefix === '' || Math.abs(Number(number)) >= 1).toBe(true);
      }),
    );
  });
});

describe('a column with a unit', () => {
  const columns = [{ name: 'Value', numeric: true, time: false, unit: 'bytes/s' }];
  const rows = [{ Value: 1_400_000 }, { Value: 0 }, { Value: null }, { Value: '?' }];

  test('shows it on a terminal, right-aligned', async () => {
    expect(await printed('table', list(rows, { columns }), TERMINAL)).toBe(
      [
        '┌──────────┐',
        '│    Value │',
        '├──────────┤',
        '│ 1.4 MB/s │',
        '│    0 B/s │',
        '│          │',
        '│        ? │',
        '└──────────┘',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['off a terminal', PIPE],
    ['with --wide', { ...TERMINAL, wide: true }],
  ])('is exact %s', async (_case, look) => {
    const text = await printed('table', list(rows, { columns }), look);
    expect(text).toContain('1400000');
    expect(text).not.toContain('B/s');
  });

  test('of an object is shown once', async () => {
    const fields = [{ name: 'DiskSize', numeric: true, time: false, unit: 'GB' }];
    expect(await printed('table', described({ DiskSize: 900 }, { fields }), TERMINAL)).toContain('│ 900 GB │');
    expect(await printed('table', described({ DiskSize: 900 }, { fields }), PIPE)).toBe('DiskSize  900\n');
  });
});
