import { describe, expect, test } from '@jest/globals';
import { FORMATS, type Format } from '../../src/output/document.ts';
import { formatter, render } from '../../src/output/format.ts';
import { list, PIPE } from './help.ts';

const broken = () =>
  list([], {
    columns: [{ name: 'A', numeric: true, time: false }],
    pages: (async function* () {
      yield [{ A: 1 }];
      yield [{ A: 2 }];
      throw new Error('cut');
    })(),
  });

async function before(format: Format): Promise<{ text: string; error: string }> {
  let text = '';
  try {
    for await (const piece of render(format, broken(), PIPE)) text += piece;
    return { text, error: '' };
  } catch (error) {
    return { text, error: (error as Error).message };
  }
}

test.each(FORMATS)('%s has a formatter', async (format) => {
  expect(typeof (await formatter(format))).toBe('function');
});

describe('a list that ends with an error has printed', () => {
  test.each(FORMATS.filter((format) => format !== 'ndjson'))('nothing as %s', async (format) => {
    expect(await before(format)).toEqual({ text: '', error: 'cut' });
  });

  test('its first pages as ndjson', async () => {
    expect(await before('ndjson')).toEqual({ text: '{"A":1}\n{"A":2}\n', error: 'cut' });
  });
});
