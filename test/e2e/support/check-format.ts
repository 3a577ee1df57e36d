import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { seed } from '../../../src/emulator/state/seed.ts';
import { fileStore } from '../../../src/emulator/state/store.ts';
import { resetVersions, versionedFile } from '../../../src/host/storage/versioned-file.ts';
import { withoutOrderNote } from '../../support/order-notes.ts';
import { alikafka, type Ended, emulator, folder } from './program.ts';
import { OWN_STEPS, STEPS, type TypedStep } from './steps.ts';

/** Runs every command in one format on the seeded state, and checks exit code, stdout and stderr together. */
export function checkFormat(format: 'table' | 'json' | 'xml'): void {
  const home = folder();
  const state = join(home.path, 'emulator.json');
  let service: Awaited<ReturnType<typeof emulator>>;
  beforeAll(async () => {
    service = await emulator(home.path, ['--state', state]);
  });
  beforeEach(() => resetVersions(state));
  afterAll(async () => {
    await service.stop();
    home.remove();
  });

  // The emulator is another process: `prepare` reaches it through its state file.
  const store = fileStore(state, () => seed(Date.now()), { open: versionedFile });

  const typed = (args: readonly string[], stdin = ''): Promise<Ended> =>
    alikafka(args, { home: home.path, env: service.env, stdin });

  describe(`as ${format}`, () => {
    test.each([...STEPS, ...OWN_STEPS].map((step) => [step.path, step] as const))('%s', async (path, step) => {
      if (step.prepare !== undefined) await store.write(step.prepare);
      for (const line of step.before) expect(await typed(line)).toMatchObject({ code: 0, stderr: '' });
      const ended = await typed([...path.split(' '), ...step.args, '--output', format], step.stdin);
      expect({ code: ended.code, stderr: withoutOrderNote(ended.stderr) }).toEqual({ code: 0, stderr: '' });
      CHECKS[format](ended.stdout, step);
      expect(ended.stdout).not.toContain('not-a-secret');
    });
  });
}

const CHECKS = { table: checkTable, json: checkJson, xml: checkXml };

function checkTable(text: string, { shows }: TypedStep): void {
  expect(text).toContain(shows);
  for (const line of text.split('\n')) expect(line).toBe(line.trimEnd());
  expect(text.endsWith('\n')).toBe(true);
}

function checkJson(text: string, { shows, json }: TypedStep): void {
  const data = JSON.parse(text) as unknown;
  expect(Array.isArray(data) ? 'array' : 'object').toBe(json);
  expect(text).toContain(shows);
}

function checkXml(text: string, { shows, root }: TypedStep): void {
  const parsed = new XMLParser({ ignoreDeclaration: true, htmlEntities: true }).parse(text, true) as Record<
    string,
    unknown
  >;
  expect(Object.keys(parsed)).toEqual([`${root}Response`]);
  expect(text).toContain(shows);
}
