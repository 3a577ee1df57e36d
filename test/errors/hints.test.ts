/** Every command and option in the catalogue and in explanations exists. */
import { expect, test } from '@jest/globals';
import { fieldsOf } from '../../src/engine/input/fields.ts';
import { GLOBAL_OPTIONS } from '../../src/commands/global-options.ts';
import { TOOL_COMMANDS } from '../../src/commands/registry.ts';
import { adviceText } from '../../src/errors/catalogue/entry.ts';
import { EVERY_CODE } from '../../src/errors/explained/all.ts';
import { COMMANDS } from '../../src/operations/registry.ts';

const longFlags = (text: string): string[] => [...text.matchAll(/--[a-z][a-z-]*/g)].map(([flag]) => flag);
const global = ['--help', ...Object.values(GLOBAL_OPTIONS).map(({ flag = '' }) => `--${flag}`)];

/** Every command with its options. */
const taken = new Map<string, readonly string[]>([
  ...[...COMMANDS].map(
    ([path, bound]) =>
      [path, fieldsOf(bound).flatMap(({ param }) => (param.flag === undefined ? [] : [`--${param.flag}`]))] as const,
  ),
  ...TOOL_COMMANDS.map(
    ({ path, options = {} }) => [path, Object.values(options).map(({ flag = '' }) => `--${flag}`)] as const,
  ),
]);
const everyFlag = new Set([...global, ...[...taken.values()].flat()]);

const texts = EVERY_CODE.flatMap((known) => [known.meaning, known.cause, adviceText(known), known.next ?? '']);
const paths = [...taken.keys()].sort((a, b) => b.length - a.length);
const commands = [
  ...new Set(texts.flatMap((text) => [...text.matchAll(/alikafka ([^.,;"]+)/g)].map(([, words = '']) => words))),
];

test.each(commands)('alikafka %s exists', (words) => {
  const path = paths.find((one) => `${words} `.startsWith(`${one} `));
  expect(path).toBeDefined();
  const flags = longFlags(words);
  expect(flags.filter((flag) => !global.includes(flag) && taken.get(path ?? '')?.includes(flag) !== true)).toEqual([]);
});

test('every option in a text exists', () => {
  expect(texts.flatMap(longFlags).filter((flag) => !everyFlag.has(flag))).toEqual([]);
});
