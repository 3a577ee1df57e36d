/** Orders of the built program against a service with odd responses: nothing wrong is ordered, and nothing twice. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { alikafka, folder } from './support/program.ts';

const ID = 'alikafka_pre-cn-0pp1cng20abc';
const PRESENT = {
  InstanceId: ID,
  DiskSize: 900,
  IoMax: 20,
  TopicNumLimit: 50,
  EipMax: 10,
  SpecType: 'normal',
  DeployType: 4,
  PaidType: 0,
  ServiceStatus: 5,
};

const home = folder();
let server: Server;
let row: object = PRESENT;
let order: { status: number; body: object };
let sent: URLSearchParams[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const form = new URLSearchParams(body);
      if (form.get('Action') === 'GetInstanceList') {
        const listed = { Code: 200, Success: true, RequestId: 'R', InstanceList: { InstanceVO: [row] } };
        return void response.writeHead(200).end(JSON.stringify(listed));
      }
      sent.push(form);
      response.writeHead(order.status).end(JSON.stringify(order.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  row = PRESENT;
  sent = [];
  order = { status: 200, body: { Code: 200, Success: true, RequestId: 'R', OrderId: '77' } };
});
afterAll(() => {
  server.close();
  home.remove();
});

const upgrade = (...flags: string[]) =>
  alikafka(['instance', 'upgrade', ID, ...flags, '--yes', '-o', 'json'], {
    home: home.path,
    env: {
      ALIKAFKA_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ALIKAFKA_REGION: 'cn-hangzhou',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
    },
  });

describe('instance upgrade', () => {
  test.each([
    ['IoMax', null],
    ['TopicNumLimit', undefined],
    ['EipMax', 'abc'],
    ['DiskSize', -1],
    ['IoMax', 1.5],
    ['TopicNumLimit', 1e21],
    ['PaidType', {}],
  ])('%s %p: exit 9, and nothing is ordered', async (field, value) => {
    row = { ...PRESENT, [field]: value };
    const { code, stdout, stderr } = await upgrade('--disk-size', '1000');
    expect([code, stdout, sent]).toEqual([9, '', []]);
    expect(stderr).toContain(field);
    expect(stderr).not.toMatch(/ at .*\.(js|ts|cjs):\d+/);
  });

  test('--param replaces the present value in the order', async () => {
    expect((await upgrade('--param', 'PartitionNum=2000')).code).toBe(0);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.get('PartitionNum')).toBe('2000');
    expect(sent[0]?.has('TopicQuota')).toBe(false);
  });

  test.each<[string, number, object]>([
    ['yes and no at once', 200, { Code: 'Throttling.User', Success: true, RequestId: 'R', OrderId: '77' }],
    ['a bare 400', 400, { Code: 'Throttling.User' }],
    ['a Code that is no text', 200, { Code: { toString: null }, Success: true, RequestId: 'R', OrderId: '77' }],
    ['an invalid OrderId', 200, { Code: 200, Success: true, RequestId: 'R', OrderId: [] }],
  ])('%s: sent once, exit 6', async (_says, status, body) => {
    order = { status, body };
    const { code, stdout, stderr } = await upgrade('--disk-size', '1000');
    expect([code, stdout, sent.length]).toEqual([6, '', 1]);
    expect(stderr).toContain(`alikafka instance describe ${ID}`);
  });
});
