/** A failure as text and as JSON: complete, on one line where it must be, and without control characters. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EXIT, Failure, detailText, usage } from '../../src/errors/failure.ts';
import { asJson, asText } from '../../src/errors/render.ts';

const PLAIN = { bad: (text: string) => text, dim: (text: string) => text };

const refused = new Failure({
  exitCode: EXIT.notFound,
  code: 'BIZ_TOPIC_NOT_FOUND',
  message: 'DeleteTopic: no such topic',
  requestId: 'R-1',
  httpStatus: 400,
  action: 'DeleteTopic',
  hint: 'Check the spelling, or list the topics.',
  next: 'alikafka topic list',
  details: [],
});

describe('as text', () => {
  test('prints message, code, action, RequestId, hint and next command, one a line', () => {
    expect(asText(refused, PLAIN).split('\n')).toEqual([
      'error: DeleteTopic: no such topic',
      expect.stringMatching(/^ {2}code: +BIZ_TOPIC_NOT_FOUND$/),
      expect.stringMatching(/^ {2}action: +DeleteTopic$/),
      expect.stringMatching(/^ {2}requestId: +R-1$/),
      expect.stringMatching(/^ {2}hint: +Check the spelling, or list the topics\.$/),
      expect.stringMatching(/^ {2}next: +alikafka topic list$/),
      '',
    ]);
  });

  test('omits unknown facts', () => {
    expect(asText(new Failure({ exitCode: 1, code: 'X', message: 'no', hint: '' }), PLAIN)).toMatch(
      /^error: no\n {2}code: +X\n$/,
    );
  });

  test('one problem of a command line is the message, several are listed', () => {
    const [one, two] = [
      { flag: '--partitions', message: '--partitions must be at least 1, not 0' },
      { name: '<name>', message: '<name> is required' },
    ];
    expect(asText(usage([one]), PLAIN)).toBe('error: --partitions must be at least 1, not 0\n');
    expect(asText(usage([one, two]), PLAIN).split('\n')).toEqual([
      'error: 2 problems in the command line',
      '  - --partitions must be at least 1, not 0',
      '  - <name> is required',
      '',
    ]);
  });

  test('a line break of the service begins no line that looks like one of this tool', () => {
    const forged = 'no\n  next:      rm -rf /\n  - other: no';
    const single = new Failure({ exitCode: 1, code: 'X', message: forged });
    expect(asText(single, PLAIN).split('\n').slice(0, 3)).toEqual([
      'error: no',
      '         next:      rm -rf /',
      '         - other: no',
    ]);
    const batch = new Failure({ exitCode: 8, code: 'X', message: 'm', details: [{ name: 'a', message: forged }] });
    expect(
      asText(batch, PLAIN)
        .split('\n')
        .filter((line) => /^ {0,2}\S/.test(line)),
    ).toEqual(['error: m', expect.stringMatching(/^ {2}- a: no$/), expect.stringMatching(/^ {2}code: /)]);
  });

  test('failed items of a batch are listed, also a single one', () => {
    const failure = new Failure({
      exitCode: 8,
      code: 'X',
      message: 'm',
      details: [{ name: 'orders', code: 'X', message: 'no' }],
    });
    expect(asText(failure, PLAIN)).toContain('\n  - orders: no (X)\n');
  });

  test('colors are only those of the given functions', () => {
    const colors = {
      bad: (text: string) => `\u001b[31m${text}\u001b[39m`,
      dim: (text: string) => `\u001b[2m${text}\u001b[22m`,
    };
    const text = asText(new Failure({ exitCode: 1, code: 'X', message: '\u001b[32mgreen', hint: 'h' }), colors);
    expect(text).toContain('\u001b[31merror:\u001b[39m \\u001b[32mgreen');
    expect(text).toMatch(/\u001b\[2mhint: +\u001b\[22mh/);
  });
});

describe('as JSON', () => {
  test('is one object with every key, null where a value is unknown', () => {
    expect(JSON.parse(asJson(refused))).toEqual({
      error: {
        code: 'BIZ_TOPIC_NOT_FOUND',
        message: 'DeleteTopic: no such topic',
        requestId: 'R-1',
        httpStatus: 400,
        action: 'DeleteTopic',
        hint: 'Check the spelling, or list the topics.',
        next: 'alikafka topic list',
        retryable: false,
        exitCode: 3,
        details: [],
      },
    });
    expect(JSON.parse(asJson(usage([{ flag: '--x', message: '--x is bad' }])))).toEqual({
      error: {
        code: 'Usage',
        message: '--x is bad',
        requestId: null,
        httpStatus: null,
        action: null,
        hint: null,
        next: null,
        retryable: false,
        exitCode: 2,
        details: [{ flag: '--x', message: '--x is bad' }],
      },
    });
  });

  test('is one line, also with line breaks in the message', () => {
    expect(asJson(new Failure({ exitCode: 7, code: 'X', message: 'a\nb\r\nc' }))).toMatch(/^[^\n\r]*\n$/);
  });
});

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'\u0000\u0007\b\t\u001b\u007f\u0085\u009b\u061c\u200b\u200e\u202e\u2028\u2029\u2066\u2069\ufeff"\\é中',
    ),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  ),
  maxLength: 20,
});

/** Characters that a terminal obeys or that are invisible. */
const OBEYED = /(?!\n)[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Cs}]/u;

test('control characters of the service are escaped, and JSON has the same values when it is parsed', () => {
  fc.assert(
    fc.property(nasty, nasty, nasty, (message, hint, code) => {
      const failure = new Failure({
        exitCode: 1,
        code,
        message,
        hint,
        requestId: hint,
        details: [{ name: code, message }, { message }],
      });
      expect(asText(failure, PLAIN)).not.toMatch(OBEYED);
      expect(asJson(failure)).not.toMatch(OBEYED);
      expect(JSON.parse(asJson(failure))).toMatchObject({ error: { code, message, hint: hint === '' ? null : hint } });
    }),
  );
});

describe('failures', () => {
  test('are errors, with a cause if there is one', () => {
    const cause = new Error('inner');
    expect(new Failure({ exitCode: 1, code: 'X', message: 'm', cause })).toMatchObject({
      name: 'Failure',
      message: 'm',
      cause,
    });
    expect(new Failure({ exitCode: 1, code: 'X', message: 'm' })).not.toHaveProperty('cause');
  });

  test.each([
    [{ flag: '--x', message: '--x is bad' }, '--x is bad'],
    [
      { flag: '--profile', message: 'profile prod: region is bad (--profile)' },
      'profile prod: region is bad (--profile)',
    ],
    [{ name: 'orders', code: 'X', message: 'said the service' }, 'orders: said the service'],
    [{ name: 'orders', code: 'X', message: 'the broker of orders is busy' }, 'orders: the broker of orders is busy'],
    [{ message: 'the file is empty' }, 'the file is empty'],
  ])('%j', (detail, text) => expect(detailText(detail)).toBe(text));
});
