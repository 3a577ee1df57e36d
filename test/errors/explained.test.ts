/** Every code of the service and of this tool is explained, in any spelling. hints.test.ts checks the commands. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { listed } from '../../src/errors/catalogue.ts';
import { adviceText } from '../../src/errors/catalogue/entry.ts';
import { FAMILIES } from '../../src/errors/catalogue/families.ts';
import { EVERY_CODE, explained, THEMES } from '../../src/errors/explained/all.ts';
import type { Explained } from '../../src/errors/explained/theme.ts';
import { EXIT } from '../../src/errors/failure.ts';
import { ALL_CODES, IN_FAMILIES } from './codes.ts';

const of = (kinds: (kind: Explained['kind']) => boolean): Explained[] => EVERY_CODE.filter(({ kind }) => kinds(kind));
const ofService = of((kind) => kind !== 'tool' && kind !== 'exit');
const CATALOGUE = Object.fromEntries(listed());
const dotted = (code: string): string => code.replaceAll('_', '.');
const snaked = (code: string): string => code.replaceAll('.', '_');

describe('codes of the vendor', () => {
  test.each(ALL_CODES)('%s has its own entry with exit code %i, in any spelling', (code, exitCode) => {
    const found = explained(code);
    expect(found).toMatchObject({ code: IN_FAMILIES[code] ?? code, exitCode });
    for (const spelling of [code.toLowerCase(), code.toUpperCase()]) expect(explained(spelling)).toBe(found);
    if (!(code in IN_FAMILIES))
      for (const spelling of [dotted(code), snaked(code), snaked(code).toLowerCase()])
        expect(explained(spelling)).toBe(found);
  });

  test('are those of the catalogue and its families, each once', () => {
    const names = ofService.map(({ code }) => code);
    expect([...names].sort()).toEqual([...Object.keys(CATALOGUE), ...FAMILIES.map(({ name }) => name)].sort());
  });

  test('meaning and advice are those that errors are printed with', () => {
    for (const { code, meaning, advice, command, next } of ofService)
      if (code in CATALOGUE)
        expect({ command: undefined, next: undefined, ...CATALOGUE[code] }).toMatchObject({
          meaning,
          advice,
          command,
          next,
        });
  });
});

describe('families', () => {
  test.each([
    ['MissingTopic', 'Missing<Parameter>'],
    ['missingtopic', 'Missing<Parameter>'],
    ['INVALIDPARTITIONNUM', 'Invalid<Parameter>'],
    ['Throttling.Newer', 'Throttling.*'],
    ['forbidden.newer', 'Forbidden.*'],
    ['InvalidAccessKeyId.Newer', 'InvalidAccessKeyId.*'],
    ['InvalidSecurityToken.Newer', 'InvalidSecurityToken.*'],
    ['Missing<Parameter>', 'Missing<Parameter>'],
  ])('%s is one of %s', (code, family) => expect(explained(code)?.code).toBe(family));
});

describe('exit codes', () => {
  test.each(Object.values(EXIT))('%i, however it is written', (exitCode) => {
    const found = explained(`exit-${exitCode}`);
    expect(found).toMatchObject({ kind: 'exit', exitCode });
    for (const written of [`${exitCode}`, `exit ${exitCode}`, `EXIT_${exitCode}`, `exit code ${exitCode}`])
      expect(explained(written)).toBe(found);
  });

  test.each(['77', 'exit 10', 'exit', '-1', '6.0', '1000'])('%s is not one', (typed) => {
    expect(explained(typed)).toBeUndefined();
  });
});

test.each(['HTTP503', 'http 404', '500'])('%s is the code of a response that has none', (typed) => {
  expect(explained(typed)?.code).toBe('HTTP<status>');
});

test.each(['', 'constructor', 'Missing', 'BIZ', 'toString'])('%j is unknown', (typed) => {
  expect(explained(typed)).toBeUndefined();
});

describe("this tool's own codes", () => {
  /** Codes of failures that are thrown and caught again, and never printed. */
  const UNSEEN = ['NotSent'];
  const src = join(import.meta.dirname, '..', '..', 'src');
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const made = sources.flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/new Failure\(\{(?:[^\n]*\}\)|[\s\S]*?\n\s*\}\))/g)].flatMap(
      ([text]) => {
        const exits = [...text.matchAll(/\bEXIT\.(\w+)/g)].map(([, name]) => EXIT[name as keyof typeof EXIT]);
        const [codes = ''] = /\bcode:[\s\S]*?(?=\n\s*\w+[:,]|\}\)$)/.exec(text) ?? [];
        return [...codes.matchAll(/'([A-Z]\w+)'/g)].map(([, code = '']) => ({ file, code, exits }));
      },
    ),
  );

  test('are found in the sources', () => {
    expect(made.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['Usage', 'Exists', 'NotFound', 'BatchFailed']),
    );
  });

  test('are explained, each with its exit code', () => {
    for (const { file, code, exits } of made.filter((one) => !UNSEEN.includes(one.code))) {
      const found = explained(code);
      expect({ file, code, kind: found?.kind }).toEqual({ file, code, kind: 'tool' });
      const said = [
        found?.exitCode,
        ...[...(found?.meaning ?? '').matchAll(/exit code (\d+)/g)].map(([, exit]) => Number(exit)),
      ];
      if (exits.length === 1) expect({ file, code, said }).toEqual({ file, code, said: expect.arrayContaining(exits) });
    }
  });

  test('are no codes of the service', () => {
    const service = ofService.map(({ code }) => code.toLowerCase());
    expect(of((kind) => kind === 'tool').filter(({ code }) => service.includes(code.toLowerCase()))).toEqual([]);
  });
});

describe('texts', () => {
  test.each(EVERY_CODE.map((known) => [known.code, known] as const))('of %s are sentences', (_code, known) => {
    for (const text of [known.meaning, known.cause]) expect(text).toMatch(/^[A-Z].*\.$/);
    expect(adviceText(known)).toMatch(/^[A-Z].*\.$/);
    expect(adviceText(known)).not.toMatch(/\{command\}/);
    expect(known.next ?? 'alikafka topic list').toMatch(/^alikafka [a-z][a-z -]*[\da-z]$/);
  });

  test('each theme has its own title, and codes', () => {
    expect(new Set(THEMES.map(({ title }) => title)).size).toBe(THEMES.length);
    for (const { codes } of THEMES) expect(codes.length).toBeGreaterThan(0);
  });
});
