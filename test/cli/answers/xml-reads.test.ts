/** Every read as XML, against the emulator: the API's element names, nested elements all through, the data of JSON. */
import { describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import type { Json, Shape } from '../../../src/core/shape.ts';
import { OPERATIONS, readOf } from '../../../src/operations/registry.ts';
import { undiciSender } from '../../../src/host/http/undici.ts';
import { cli, type Ran } from '../../support/context.ts';
import { fixedClock, NOW } from '../../support/effects.ts';
import { startTestEmulator } from '../../support/emulator.ts';
import { STEPS } from '../../support/samples.ts';
import type { Step } from '../../samples/sample.ts';

/** Every way to read that the samples have; each finds something in the seed. */
const READS = STEPS.filter(({ operation: { effect } }) => effect === 'read').flatMap((step) =>
  [step.types, ...(step.also ?? [])]
    .filter((types) => !types.includes('-o '))
    .map((types) => ({ line: `${step.path} ${types}`.trim(), step })),
);

/** Names of the API's answers, and of the fields that this tool adds. */
const KNOWN = new Set([
  ...OPERATIONS.flatMap(({ action, answer }) => [
    `${action}Response`,
    ...namesIn({ kind: 'object', fields: answer.fields }),
  ]),
  ...STEPS.flatMap(({ adds = [] }) => adds),
]);

function namesIn(shape: Shape): string[] {
  if (typeof shape === 'string') return [];
  if (shape.kind === 'object') return Object.entries(shape.fields).flatMap(([name, of]) => [name, ...namesIn(of)]);
  const item = shape.kind === 'list' && shape.item !== null ? [shape.item] : [];
  return [...item, ...namesIn(shape.of)];
}

/** Every text with the name of its element, in any order; null and the empty text are nothing. */
function leaves(name: string, value: Json | undefined): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((one) => leaves(name, one));
  if (typeof value !== 'object') return [`${name}: ${String(value)}`];
  return Object.entries(value).flatMap(([key, inner]) => leaves(key, inner));
}

/** Names of all elements. */
const elements = (xml: string): string[] => [...new Set([...xml.matchAll(/<([\w.]+)/g)].map(([, name = '']) => name))];

const parsed = (xml: string): Json =>
  new XMLParser({ ignoreDeclaration: true, parseTagValue: false, htmlEntities: true }).parse(xml, true) as Json;

const read = async (line: string, { prepare, before = [] }: Partial<Step> = {}): Promise<Ran> => {
  // The fake dice give every clock the same nonces, so each has a separate emulator.
  const [emulator, sender, clock] = [await startTestEmulator(), undiciSender(), fixedClock(NOW)];
  try {
    prepare?.(emulator.state());
    const typed = (one: string): Promise<Ran> => cli(one, { env: emulator.env, clock, send: sender.send });
    for (const one of before) expect((await typed(one)).code).toBe(0);
    const ran = await typed(line);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    return ran;
  } finally {
    await sender.close();
    await emulator.close();
  }
};

describe('as XML', () => {
  test.each(READS)('$line', async ({ line, step }) => {
    const xml = (await read(`${line} -o xml`, step)).stdout;
    if (line === `${step.path} ${step.types}`.trim()) expect(xml).toContain(step.shows);
    expect(elements(xml).filter((name) => !KNOWN.has(name))).toEqual([]);
    // AllConfig is a text of the API, in every format, although it is the service's own JSON.
    const texts = leaves('', parsed(xml));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((text) => /^(?!AllConfig)\w+: *[[{]/.test(text))).toEqual([]);
    const { view } = readOf(step.path).command;
    if (view.kind === 'list' && view.toRows !== undefined) return; // JSON has other rows: one an address
    const json = JSON.parse((await read(`${line} -o json`, step)).stdout) as Json;
    expect(texts.sort()).toEqual(leaves('', json).sort());
  });

  test('points of metrics and labels are elements', async () => {
    expect((await read('metrics list message_accumulation --group billing --since 10m -o xml')).stdout).toMatch(
      /<DescribeMetricListResponse>\n {2}<Datapoints>\n {4}<timestamp>\d+<\/timestamp>/,
    );
    expect((await read('metrics meta -o xml')).stdout).toMatch(
      /<Labels>\n {8}<name>[^<]+<\/name>\n {8}<value>[^<]*<\/value>\n {6}<\/Labels>/,
    );
  });
});
