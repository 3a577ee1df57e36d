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

  /** Words of a code, with the noun of its commands and its name in texts. */
  const NAMED: readonly (readonly [words: RegExp, noun: string, name: RegExp])[] = [
    [/^(?:BIZ[._])?TOPIC[._]/i, 'topic', /\btopics?\b/],
    [/^(?:BIZ[._])?(?:SUBSCRIPTION|GROUP|CONSUMER[._]GROUP)[._]/i, 'group', /\bgroups?\b/],
    [/^(?:BIZ[._])?SASL[._]USER[._]/i, 'sasl', /\busers?\b/],
    [/^(?:BIZ[._])?INSTANCE[._]/i, 'instance', /\binstances?\b/],
  ];

  test.each(listed().filter(([, { kind }]) => kind === 'notFound' || kind === 'exists' || kind === 'noInstance'))(
    '%s: its texts are about what the code names, and its command lists that',
    (code, entry) => {
      const [, noun, name] = NAMED.find(([words]) => words.test(code)) ?? [];
      if (noun === undefined || name === undefined) return;
      expect(entry.meaning).toMatch(name);
      expect(adviceText(entry)).toMatch(name);
      const others = NAMED.filter(([, other]) => other !== noun && other !== 'instance');
      for (const [, , other] of others) expect(adviceText(entry).replace('consumer group', 'group')).not.toMatch(other);
      if (entry.next !== undefined) expect(entry.next).toBe(`alikafka ${noun} list`);
    },
  );

  test('only codes about existing and absent objects have the kinds that --if-not-exists and --if-exists ignore', () => {
    const of = (kind: Kind): string[] =>
      Object.entries(CATALOGUE)
        .filter(([, entry]) => entry.kind === kind)
        .map(([code]) => code);
    for (const code of of('exists')) expect(code).toMatch(/exist|duplicated/i);
    for (const code of of('notFound')) expect(code).toMatch(/not.?found|not.?exist|owner|SG_ERROR|WHITE\.DELETE/i);
  });
});
