/** Every read as XML, against the emulator: the API's element names, nested elements all through, the data of JSON. */
import { describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import type { Json, Shape } from '../../../src/core/shape.ts';
import { SEEDED_INSTANCE } from '../../../src/core/local-names.ts';
import { COMMANDS, OPERATIONS } from '../../../src/operations/registry.ts';
import { undiciSender } from '../../../src/host/http/undici.ts';
import { cli, type Ran } from '../../support/context.ts';
import { fixedClock, NOW } from '../../support/effects.ts';
import { startTestEmulator } from '../../support/emulator.ts';

/** Arguments with which each read finds something in the seed. */
const READS: Readonly<Record<string, string>> = {
  'instance list': '',
  'instance describe': SEEDED_INSTANCE,
  'instance allowed-ip list': '',
  'topic list': '',
  'topic status': 'orders',
  'topic describe': 'orders',
  'group list': '',
  'group describe': 'billing',
  'group lag': '--partitions',
  'tag list': 'topic/orders instance',
  'sasl list': '',
  'acl list': '--username app --resource topic/orders',
  'metrics projects': '',
  'metrics meta': '',
  'metrics last': 'instance_message_input',
  'metrics list': 'message_accumulation --group billing --since 10m',
  'metrics data': 'instance_message_input --since 10m',
  'metrics top': 'topic_message_input --order-by Value --since 10m',
};

/** Names of the API's answers, and of the fields that this tool adds. */
const KNOWN = new Set([
  ...OPERATIONS.flatMap(({ action, answer }) => [
    `${action}Response`,
    ...namesIn({ kind: 'object', fields: answer.fields }),
  ]),
  ...['Lag', 'LagSeconds', 'ConsumerId', 'Partition', 'Topic', 'ConsumerProgress'],
]);

function namesIn(shape: Shape): string[] {
  if (typeof shape === 'string') return [];
  if (shape.kind === 'object') return Object.entries(shape.fields).flatMap(([name, of]) => [name, ...namesIn(of)]);
  const item = shape.kind === 'list' && shape.item !== null ? [shape.item] : [];
  return [...item, ...namesIn(shape.of)];
}

/** Every text with the name that it stands under, in some order; null and the empty text are nothing. */
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

const read = async (path: string, flags: string): Promise<Ran> => {
  // The fake clock and dice give every run the same nonces, so that each has an emulator of its own.
  const [emulator, sender] = [await startTestEmulator(), undiciSender()];
  try {
    const ran = await cli(`${path} ${READS[path] ?? ''} ${flags}`, {
      env: emulator.env,
      clock: fixedClock(NOW),
      send: sender.send,
    });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    return ran;
  } finally {
    await sender.close();
    await emulator.close();
  }
};

test('every read is here', () => {
  const reads = [...COMMANDS.values()].filter(({ operation }) => operation.effect === 'read');
  expect(Object.keys(READS).sort()).toEqual(reads.map(({ command }) => command.path).sort());
});

describe('as XML', () => {
  test.each(Object.keys(READS))('%s', async (path) => {
    const xml = (await read(path, '-o xml')).stdout;
    expect(elements(xml).filter((name) => !KNOWN.has(name))).toEqual([]);
    // AllConfig is a text of the API, in every format, although it is the service's own JSON.
    const texts = leaves('', parsed(xml));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((text) => /^(?!AllConfig)\w+: *[[{]/.test(text))).toEqual([]);
    if (path === 'instance allowed-ip list') return; // JSON has a row an address
    const json = JSON.parse((await read(path, '-o json')).stdout) as Json;
    expect(texts.sort()).toEqual(leaves('', json).sort());
  });

  test('points of metrics and labels are elements', async () => {
    expect((await read('metrics list', '-o xml')).stdout).toMatch(
      /<DescribeMetricListResponse>\n {2}<Datapoints>\n {4}<timestamp>\d+<\/timestamp>/,
    );
    expect((await read('metrics meta', '-o xml')).stdout).toMatch(
      /<Labels>\n {8}<name>[^<]+<\/name>\n {8}<value>[^<]*<\/value>\n {6}<\/Labels>/,
    );
  });
});
