import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readTranslation } from '../../src/host/translation.ts';
import { languageOf } from '../../src/version.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alikafka-translations-'));
  writeFileSync(join(folder, 'de.json'), '{"Topics":"Themen"}');
  writeFileSync(join(folder, 'fr.json'), '["Topics"]');
  writeFileSync(join(folder, 'es.json'), '{');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [{ LANG: 'de_AT.UTF-8' }, 'de'],
  [{ LANG: 'de' }, 'de'],
  [{ LANG: 'fil_PH' }, 'fil'],
  [{ LANG: 'de_DE', LC_MESSAGES: 'fr_FR' }, 'fr'],
  [{ LANG: 'de_DE', LC_MESSAGES: 'fr_FR', LC_ALL: 'es_ES.UTF-8' }, 'es'],
  [{ LANG: 'de_DE', LC_ALL: '' }, 'de'],
  [{ LANG: 'de_DE', LC_ALL: 'C' }, undefined],
  [{ LANG: 'en_US.UTF-8' }, undefined],
  [{ LANG: 'C.UTF-8' }, undefined],
  [{ LANG: '../../etc/passwd' }, undefined],
  [{ LANG: 'german' }, undefined],
  [{}, undefined],
])('the language of %j', (env, language) => expect(languageOf(env)).toBe(language));

test('the texts of the language are read', () => {
  expect(readTranslation({ LANG: 'de_DE.UTF-8' }, folder)).toEqual({ language: 'de', texts: { Topics: 'Themen' } });
});

test.each(['it_IT', 'fr_FR', 'es_ES', 'en_US', 'C'])('%s: English, if there is no readable file', (LANG) => {
  expect(readTranslation({ LANG }, folder)).toBeUndefined();
});
