/** The admin route: what it shows and moves, and whom it lets in. */
import { request } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { TestEmulatorOptions } from '../support/emulator.ts';
import { type Bench, bench, closeAll, START, until } from './bench.ts';

afterEach(closeAll);

const MINUTE = 60_000;

interface Reply {
  readonly status: number;
  readonly json: unknown;
}

interface Administered extends Bench {
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Reply>;
}

async function administered(options: TestEmulatorOptions = {}): Promise<Administered> {
  const emulator = await bench({ admin: true, ...options });
  const ask: Administered['ask'] = async (method, path, body) => {
    const response = await fetch(`${emulator.url}/_emulator${path}`, {
      method,
      headers: { 'x-emulator-admin': '1' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  };
  return { ...emulator, ask };
}

describe('the admin interface shows', () => {
  test('all state that changes', async () => {
    const { ask, call } = await administered({
      faults: ['html,action=DeleteTopic'],
      limits: { of: '2020', slack: 0.5 },
      topicDelay: 5000,
    });
    await call('CreateTopic', { Topic: 'one', Remark: 'x' });
    await call('CreateTopic', { Topic: 'two', Remark: 'x' });
    await call('DeleteTopic', { Topic: 'orders' });
    await call('GetTopicList', {}, { signature: 'AAAA' });
    const shown = {
      faults: [{ rule: 'html,action=DeleteTopic', reached: 1, hits: 1 }],
      clock: { now: new Date(START).toISOString(), offset: 0 },
      limits: { of: '2020', slack: 0.5 },
      calls: { CreateTopic: 2, DeleteTopic: 1 },
      throttled: { CreateTopic: 1 },
      behaviour: { topicDelay: 5000 },
    };
    expect(await ask('GET', '/')).toEqual({ status: 200, json: shown });
    expect(await ask('GET', '')).toEqual({ status: 200, json: shown });
  });

  test('no limits if there are none, and no keys', async () => {
    const { ask } = await administered();
    const { json } = await ask('GET', '/');
    expect(json).toMatchObject({ faults: [], limits: null, behaviour: {} });
    expect(JSON.stringify(json)).not.toContain('testsecret');
  });
});

describe('faults', () => {
  test('are added one by one, as text, or many at once, and cleared', async () => {
    const { ask, call } = await administered();
    expect(await ask('POST', '/faults', { kind: 'html', times: 1 })).toEqual({
      status: 200,
      json: { faults: [{ rule: 'html,times=1', reached: 0, hits: 0 }] },
    });
    await ask('POST', '/faults', { rule: 'error,times=1' });
    await ask('POST', '/faults/', [{ kind: 'throttle', times: 1 }, { rule: 'refuse' }]);
    const codes = [];
    for (let i = 0; i < 4; i++) codes.push((await call('GetTopicList')).status);
    expect(codes).toEqual([502, 500, 400, 200]);
    expect(await ask('DELETE', '/faults')).toEqual({ status: 200, json: { faults: [] } });
    expect((await call('GetTopicList')).body['Code']).toBe(200);
  });

  test('that are invalid are reported, and none is added', async () => {
    const { ask, faults } = await administered();
    expect(await ask('POST', '/faults', [{ kind: 'html' }, { kind: 'dorp' }, { kind: 'delay', tims: 1 }])).toEqual({
      status: 400,
      json: {
        errors: [
          'rule 2: unknown kind "dorp"; did you mean drop?',
          'rule 3: unknown key "tims"; did you mean times?',
          'rule 3: delay requires ms',
        ],
      },
    });
    expect(await ask('POST', '/faults')).toEqual({ status: 400, json: { errors: ['a rule must be an object'] } });
    expect(await ask('POST', '/faults', '{')).toEqual({
      status: 400,
      json: { errors: ['the body is not valid JSON'] },
    });
    expect(faults.list()).toEqual([]);
  });

  test('a body that is too large is refused', async () => {
    const { ask } = await administered();
    expect((await ask('POST', '/faults', { rule: 'x'.repeat(2_000_000) })).json).toEqual({
      errors: ['the body is larger than 1048576 bytes'],
    });
  });
});

describe('the clock', () => {
  const at = (moment: number, offset: number) => ({
    status: 200,
    json: { clock: { now: new Date(moment).toISOString(), offset } },
  });

  test('is advanced and set, for everything that uses the time', async () => {
    const { ask, call, good } = await administered({ topicDelay: 5 * MINUTE, limits: { of: '2020', slack: 0 } });
    await good('CreateTopic', { Topic: 'fresh', Remark: 'x' });
    expect(await ask('POST', '/clock', { advance: '4m' })).toEqual(at(START + 4 * MINUTE, 4 * MINUTE));
    expect((await good('GetTopicList'))['Total']).toBe(5);
    expect(await ask('POST', '/clock', { advance: MINUTE })).toEqual(at(START + 5 * MINUTE, 5 * MINUTE));
    expect((await good('GetTopicList'))['Total']).toBe(6);
    expect((await call('CreateTopic', { Topic: 'next', Remark: 'x' })).status).toBe(200);
    const hour = START + 60 * MINUTE;
    expect(await ask('POST', '/clock', { set: new Date(hour).toISOString() })).toEqual(at(hour, 60 * MINUTE));
    const { body, headers } = await call('GetTopicList');
    expect([body['Code'], headers.get('date')]).toEqual(['InvalidTimeStamp.Expired', new Date(hour).toUTCString()]);
    expect(await ask('POST', '/clock', { set: START })).toEqual(at(START, 0));
    expect(await ask('POST', '/clock', { advance: '-1s' })).toEqual(at(START - 1000, -1000));
  });

  test('ends delays that are over by then', async () => {
    const { ask, call, faults } = await administered({ faults: ['delay,ms=10m,times=1'] });
    const late = call('GetTopicList');
    await until(() => faults.list()[0]?.hits === 1);
    await ask('POST', '/clock', { advance: '10m' });
    expect((await late).status).toBe(200);
  });

  test.each([
    undefined,
    {},
    { advance: 'soon' },
    { advance: 1.5 },
    { advance: null },
    { set: 'noon' },
    { set: 1e20 },
    { advance: 1, set: 1 },
    { forward: 1 },
    [],
  ])('%j is refused', async (body) => {
    const { ask, live } = await administered();
    expect(await ask('POST', '/clock', body)).toEqual({
      status: 400,
      json: { errors: ['must be {"advance": "15m"} or {"set": "2026-05-20T12:00:00Z"}; both accept milliseconds too'] },
    });
    expect(live.clock.offset()).toBe(0);
  });
});

describe('behaviour', () => {
  test('is changed for later calls, and the rest stays', async () => {
    const { ask, call, good } = await administered({ pageCap: 2 });
    expect(await ask('POST', '/behaviour', { topicDelay: '5s', refusalsAs200: true })).toEqual({
      status: 200,
      json: { behaviour: { topicDelay: 5000, pageCap: 2, refusalsAs200: true } },
    });
    await good('CreateTopic', { Topic: 'fresh', Remark: 'x' });
    expect(await good('GetTopicList')).toMatchObject({ Total: 5, PageSize: 2 });
    expect((await call('GetTopicStatus', { Topic: 'none' })).body).toMatchObject({ Success: false });
  });

  test.each<[unknown, string[]]>([
    [undefined, [expect.stringContaining('must be an object with some of topicDelay') as unknown as string]],
    [
      { topicDelays: 1, pageCap: 0, groupPaging: 'yes', topicDelay: 'soon' },
      [
        'unknown key "topicDelays"; did you mean topicDelay?',
        'pageCap must be a whole number from 1',
        'groupPaging must be true or false',
        'topicDelay must be a number of milliseconds or a duration such as "5s"',
      ],
    ],
  ])('%j is refused', async (body, errors) => {
    const { ask } = await administered();
    expect(await ask('POST', '/behaviour', body)).toEqual({ status: 400, json: { errors } });
    expect((await ask('GET', '/')).json).toMatchObject({ behaviour: {} });
  });
});

/** A request with any Host and headers. */
function raw(port: number, method: string, path: string, headers: Record<string, string>): Promise<Reply> {
  return new Promise((done, failed) => {
    const asked = request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => done({ status: response.statusCode ?? 0, json: JSON.parse(text) as unknown }));
    });
    asked.on('error', failed).end();
  });
}

describe('access', () => {
  const admin = { 'x-emulator-admin': 'any' };

  test.each(['GET', 'POST', 'OPTIONS'])('%s without the header is refused', async (method) => {
    const { port } = await administered();
    expect(await raw(port, method, '/_emulator/faults', { host: 'localhost' })).toEqual({
      status: 403,
      json: { errors: ['the header x-emulator-admin is required, with any value'] },
    });
  });

  test.each([
    ['GET', '/faults'],
    ['PUT', '/faults'],
    ['OPTIONS', '/faults'],
    ['GET', '/state'],
    ['POST', '/'],
    ['GET', '/constructor'],
  ])('unknown paths are refused: %s %s', async (method, path) => {
    const { ask } = await administered();
    expect(await ask(method, path)).toEqual({
      status: 404,
      json: {
        errors: [expect.stringMatching(/^unknown request .* below \/_emulator; the requests are GET, POST \/faults, /)],
      },
    });
  });

  test('without the option there is no such path, as in the service', async () => {
    const { url } = await bench();
    const response = await fetch(`${url}/_emulator/?Format=JSON`, { headers: admin });
    expect([response.status, ((await response.json()) as { Code: string }).Code]).toEqual([400, 'MissingAction']);
  });

  test('every other path is a call of the service', async () => {
    const { url } = await administered();
    const response = await fetch(`${url}/_emulators?Format=JSON`, { headers: admin });
    expect(((await response.json()) as { Code: string }).Code).toBe('MissingAction');
  });
});
