/** Every code that the vendor lists is in the catalogue, in both spellings, with the exit code of its kind. */
import { describe, expect, test } from '@jest/globals';
import { codeKey, entryOf, exitOf, type Kind, kindOf, listed } from '../../src/errors/catalogue.ts';
import { adviceText } from '../../src/errors/catalogue/entry.ts';
import { ALL_CODES } from './codes.ts';

const CATALOGUE = Object.fromEntries(listed());
const dotted = (code: string): string => code.replaceAll('_', '.');
const snaked = (code: string): string => code.replaceAll('.', '_');

describe('codes of the vendor', () => {
  test.each(ALL_CODES)('%s ends with %i, in both spellings', (code, exitCode) => {
    for (const spelling of [code, dotted(code), snaked(code), code.toLowerCase()]) {
      expect(entryOf(dotted(code))).toBeDefined();
      if (Object.hasOwn(CATALOGUE, code)) expect(entryOf(spelling)).toBe(entryOf(code));
    }
    expect(exitOf(kindOf(code, 400))).toBe(exitCode);
    expect(entryOf(code)?.meaning).toMatch(/^[A-Z].*\.$/);
  });

  test('the kind depends on the code, not on the HTTP status', () => {
    expect(kindOf('Topic.NotFound', 400)).toBe('notFound');
    expect(kindOf('BIZ_TOPIC_NOT_FOUND', 500)).toBe('notFound');
    expect(kindOf('InvalidAccessKeyId.NotFound', 404)).toBe('credentials');
    expect(kindOf('InvalidAction.NotFound', 404)).toBe('input');
    for (const status of [400, 403, 404]) expect(kindOf('AUTH_RESOURCE_OWNER_ERROR', status)).toBe('noInstance');
    expect(kindOf('Throttling.User', 400)).toBe('throttled');
  });
});

describe('families', () => {
  test.each<[string, Kind]>([
    ['Throttling.Newer', 'throttled'],
    ['Forbidden.SubUser', 'permission'],
    ['InvalidAccessKeyId.Newer', 'credentials'],
    ['InvalidSecurityToken.Newer', 'credentials'],
    ['MissingTopic', 'input'],
    ['InvalidPartitionNum', 'input'],
    ['InvalidRegionId', 'input'],
  ])('%s is %s', (code, kind) => {
    expect(CATALOGUE).not.toHaveProperty([code]);
    expect(kindOf(code, 400)).toBe(kind);
  });

  test.each(['Missing', 'Invalid', 'missing', 'Throttlings', 'ForbiddenX', '', 'constructor', '200'])(
    '%j is not one',
    (code) => {
      expect(entryOf(code)).toBeUndefined();
    },
  );
});

describe('unknown codes are classified by the HTTP status', () => {
  test.each<[number, Kind, number]>([
    [404, 'notFound', 3],
    [401, 'permission', 4],
    [403, 'permission', 4],
    [429, 'throttled', 9],
    [500, 'internal', 9],
    [503, 'internal', 9],
    [400, 'refused', 1],
    [409, 'refused', 1],
    [200, 'refused', 1],
    [0, 'refused', 1],
  ])('%i is %s: exit %i', (status, kind, exitCode) => {
    expect(kindOf('Something.Newer', status)).toBe(kind);
    expect(exitOf(kind)).toBe(exitCode);
  });
});

describe('the catalogue', () => {
  test('has no code twice in two spellings', () => {
    const keys = listed().map(([code]) => codeKey(code));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  test('the meaning and the advice of every entry are sentences, and a command is part of the advice', () => {
    for (const known of Object.values(CATALOGUE)) {
      expect(known.meaning).toMatch(/^[A-Z].*[.]$/);
      expect(adviceText(known)).toMatch(/^[A-Z].*[.]$/);
      expect(adviceText(known)).not.toMatch(/\{command\}/);
      if (known.command !== undefined) expect(adviceText(known)).toContain(`"${known.command}"`);
    }
  });

  test('only codes about existing and absent objects have the kinds that --if-not-exists and --if-exists ignore', () => {
    const of = (kind: Kind): string[] =>
      Object.entries(CATALOGUE)
        .filter(([, entry]) => entry.kind === kind)
        .map(([code]) => code);
    for (const code of of('exists')) expect(code).toMatch(/exist|duplicated/i);
    for (const code of of('notFound')) expect(code).toMatch(/not.?found|not.?exist|owner|SG_ERROR|WHITE\.DELETE/i);
  });
});
