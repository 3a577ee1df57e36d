import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { COMMANDS, OPERATIONS } from '../../../src/operations/registry.ts';
import { alikafka, emulator, folder } from './program.ts';
import { OWN_STEPS, STEPS, type Step } from './steps.ts';

/** Types every command in one format and looks at exit code, stdout and stderr together. */
export function checkFormat(format: 'table' | 'json' | 'xml'): void {
  const home = folder();
  let service: Awaited<ReturnType<typeof emulator>>;
  beforeAll(async () => {
    service = await emulator(home.path);
  });
  afterAll(async () => {
    await service.stop();
    home.remove();
  });

  test('every command is typed, and so every operation is called', () => {
    expect(STEPS.map(({ path }) => path).sort()).toEqual([...COMMANDS.keys()].sort());
    expect(new Set(STEPS.map(({ action }) => action))).toEqual(new Set(OPERATIONS.map(({ action }) => action)));
  });

  describe(`as ${format}`, () => {
    test.each([...STEPS, ...OWN_STEPS].map((step) => [step.path, step] as const))('%s', async (path, step) => {
      const ended = await alikafka([...path.split(' '), ...step.args, '--output', format], {
        home: home.path,
        env: service.env,
        ...(step.stdin === undefined ? {} : { stdin: step.stdin }),
      });
      expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' });
      CHECKS[format](ended.stdout, step);
      expect(ended.stdout).not.toContain('not-a-secret');
    });
  });
}

const CHECKS = { table: checkTable, json: checkJson, xml: checkXml };

function checkTable(text: string, { shows }: Step): void {
  expect(text).toContain(shows);
  for (const line of text.split('\n')) expect(line).toBe(line.trimEnd());
  expect(text.endsWith('\n')).toBe(true);
}

function checkJson(text: string, { shows, form }: Step): void {
  const data = JSON.parse(text) as unknown;
  expect(Array.isArray(data) ? 'array' : 'object').toBe(form);
  expect(text).toContain(shows);
}

function checkXml(text: string, { shows, action }: Step): void {
  const parsed = new XMLParser({ ignoreDeclaration: true, htmlEntities: true }).parse(text, true) as Record<
    string,
    unknown
  >;
  expect(Object.keys(parsed)).toEqual([`${action}Response`]);
  expect(text).toContain(shows);
}
