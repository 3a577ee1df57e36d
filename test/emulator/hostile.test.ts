import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { answered, bench, closeAll, KEYS } from './bench.ts';
import { SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { serveEmulator } from '../../src/emulator/server.ts';
import { listen } from '../../src/host/http/server.ts';

afterEach(closeAll);

const post = async (url: string, body: string | Uint8Array<ArrayBuffer>, type: string) =>
  answered(await fetch(url, { method: 'POST', body, headers: { 'content-type': type } }));

/** The response on a socket to bytes that are sent unchanged. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((done) => {
    let got = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8');
    socket.on('data', (data) => {
      got += String(data);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done(got));
  });
}

describe('hostile input gets an error of the gateway, and the emulator continues', () => {
  test.each([
    ['JSON instead of a form', '{"Action":"GetTopicList"}', 'application/json', 'MissingAction'],
    ['null', 'null', 'application/json', 'MissingAction'],
    [
      'another kind of form',
      '--x\r\nContent-Disposition: form-data; name="Action"\r\n\r\nGetTopicList\r\n--x--',
      'multipart/form-data; boundary=x',
      'MissingAction',
    ],
    ['nothing', '', 'application/x-www-form-urlencoded', 'MissingAction'],
    ['broken encoding', 'Action=%zz&%', 'application/x-www-form-urlencoded', 'InvalidAction.NotFound'],
    [
      'names of objects',
      '__proto__=1&constructor=2&Action=toString',
      'application/x-www-form-urlencoded',
      'InvalidAction.NotFound',
    ],
    ['null bytes', 'Action=Get%00TopicList', 'application/x-www-form-urlencoded', 'InvalidAction.NotFound'],
    [
      'a thousand parameters',
      Array.from({ length: 1000 }, (_, i) => `p${i}=${i}`).join('&'),
      'application/x-www-form-urlencoded',
      'MissingAction',
    ],
    ['ampersands', '&'.repeat(100_000), 'application/x-www-form-urlencoded', 'MissingAction'],
  ])('%s', async (_what, body, type, code) => {
    const emulator = await bench();
    const { text, status } = await post(`${emulator.url}/?Format=JSON`, body, type);
    expect([status >= 400 && status < 500, JSON.parse(text)]).toEqual([
      true,
      expect.objectContaining({ Code: code, HostId: expect.any(String) }),
    ]);
    expect((await emulator.call('GetTopicList')).status).toBe(200);
  });

  test('bytes that are not valid text', async () => {
    const emulator = await bench();
    const { status } = await post(emulator.url, new Uint8Array(5000).fill(0xff), 'application/x-www-form-urlencoded');
    expect(status).toBe(400);
  });

  test('a body larger than a megabyte', async () => {
    const emulator = await bench();
    const { status, body } = await post(
      `${emulator.url}/?Format=JSON`,
      `Action=GetTopicList&Topic=${'x'.repeat(3_000_000)}`,
      'application/x-www-form-urlencoded',
    );
    expect([status, body['Code']]).toEqual([413, 'RequestEntityTooLarge']);
    expect((await emulator.call('GetTopicList')).status).toBe(200);
  });

  test('a body of almost a megabyte is read', async () => {
    const { refused } = await bench();
    expect(await refused('CreateTopic', { Topic: 'n'.repeat(1_000_000), Remark: 'long' })).toEqual([200, 200]);
  });

  test('a parameter twice: the last counts', async () => {
    const emulator = await bench();
    const { body } = await post(
      emulator.url,
      'Format=XML&Action=x&Action=GetTopicList&Version=1&Format=JSON',
      'application/x-www-form-urlencoded',
    );
    expect(body['Code']).toBe('InvalidVersion');
  });

  test('no HTTP, and an incomplete request', async () => {
    const emulator = await bench();
    expect(await raw(emulator.port, 'hello\r\n\r\n')).toContain('400 Bad Request');
    const cut = connect(emulator.port, '127.0.0.1', () => {
      cut.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nAction');
      cut.destroy();
    });
    await new Promise((done) => cut.on('close', done));
    expect((await emulator.call('GetTopicList')).status).toBe(200);
  });

  test('other methods', async () => {
    const emulator = await bench();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await answered(
        await fetch(`${emulator.url}/?Action=GetTopicList&Version=2019-09-16&Format=JSON`, { method }),
      );
      expect([answer.status, answer.body['Code']]).toEqual([403, 'UnsupportedHTTPMethod']);
    }
    expect((await fetch(`${emulator.url}/?Action=GetTopicList&Version=2019-09-16`, { method: 'HEAD' })).status).toBe(
      403,
    );
  });
});

describe('hostile values', () => {
  test.each([
    ['GetTopicList', { PageSize: '0' }, 400, 'InvalidPageSize'],
    ['GetTopicList', { PageSize: '-5' }, 400, 'InvalidPageSize'],
    ['GetTopicList', { CurrentPage: '1.5' }, 400, 'InvalidCurrentPage'],
    ['GetTopicList', { CurrentPage: '9'.repeat(400) }, 400, 'InvalidCurrentPage'],
    ['GetTopicList', { CurrentPage: '2147483648' }, 400, 'InvalidCurrentPage'],
    ['CreateTopic', { Topic: 'a b', Remark: 'x' }, 400, 'BIZ_FIELD_CHECK_INVALID'],
    ['CreateTopic', { Topic: 'ab', Remark: 'x' }, 400, 'BIZ_FIELD_CHECK_INVALID'],
    ['CreateTopic', { Topic: 'orders\n', Remark: 'x' }, 400, 'BIZ_FIELD_CHECK_INVALID'],
    ['CreateTopic', { Topic: 'many', Remark: 'x', PartitionNum: '361' }, 400, 'BIZ_TOPIC_PARTITION_NUM_EXCEED'],
    ['CreateTopic', { Topic: 'many', Remark: 'x', PartitionNum: '0' }, 400, 'BIZ_TOPIC_PARTITION_NUM_EXCEED'],
    ['CreateTopic', { Topic: 'many', Remark: 'x', PartitionNum: 'all' }, 400, 'InvalidPartitionNum'],
    [
      'CreatePrePayOrder',
      { DeployType: '6', DiskSize: '1', DiskType: '1', IoMax: '20', TopicQuota: '50' },
      400,
      'InvalidDeployType',
    ],
    [
      'CreatePrePayOrder',
      { DeployType: '5', DiskSize: '9'.repeat(400), DiskType: '1', IoMax: '20', TopicQuota: '50' },
      400,
      'InvalidDiskSize',
    ],
    [
      'StartInstance',
      { DeployModule: 'x', VpcId: 'vpc-1', VSwitchId: 'vsw-1', ZoneId: 'zonea' },
      400,
      'InvalidDeployModule',
    ],
    ['GetTopicStatus', { Topic: '__proto__' }, 404, 'Topic.NotFound'],
    ['GetConsumerProgress', { ConsumerId: 'constructor' }, 404, 'Group.NotFound'],
    ['GetTopicList', { InstanceId: '__proto__' }, 400, 'AUTH_RESOURCE_OWNER_ERROR'],
  ])('%s %j', async (action, params, status, code) => {
    const { refused } = await bench();
    expect(await refused(action, params as Record<string, string>)).toEqual([status, code]);
  });

  test('a topic may be called __proto__', async () => {
    const { good } = await bench();
    await good('CreateTopic', { Topic: '__proto__', Remark: 'x' });
    expect(await good('GetTopicStatus', { Topic: '__proto__' })).toMatchObject({
      TopicStatus: { TotalCount: 0, LastTimeStamp: 0 },
    });
  });

  test('text is returned unchanged, in both formats', async () => {
    const { good, call } = await bench();
    const Remark = ' <&>"\' 中文 \u202e \u0007 ]]> 😀\r\n';
    await good('ModifyTopicRemark', { Topic: 'orders-dead', Remark });
    const { TopicList } = (await good('GetTopicList', { PageSize: '1' })) as {
      TopicList: { TopicVO: { Remark: string }[] };
    };
    expect(TopicList.TopicVO[0]?.Remark).toBe(Remark);
    expect((await call('GetTopicList', { PageSize: '1' }, { format: 'XML' })).text).toContain(
      '&lt;&amp;&gt;"\' 中文 &#x202e; \\u0007 ]]&gt; 😀&#13;&#10;</Remark>',
    );
  });
});

describe('internal failures', () => {
  test('are InternalError 500, in the requested format', async () => {
    const state = seed(0);
    const store = {
      read: <T>(look: (s: typeof state) => T) => Promise.resolve(look(state)),
      write: () => Promise.reject(new Error('The file /x is not JSON.')),
    };
    const { call } = await bench({ store });
    const json = await call('CreateTopic', { Topic: 'new', Remark: 'new' });
    expect([json.status, json.body['Code'], json.body['Message']]).toEqual([
      500,
      'InternalError',
      expect.stringContaining('The file /x is not JSON.'),
    ]);
    const xml = await call('CreateTopic', { Topic: 'new', Remark: 'new' }, { format: 'XML' });
    expect([xml.status, xml.text]).toEqual([500, expect.stringContaining('<Error><RequestId>')]);
  });

  test('an unreadable state is reported at the start', async () => {
    const store = {
      read: () => Promise.reject(new Error('The file /x is not JSON.')),
      write: () => Promise.reject(new Error('not reached')),
    };
    await expect(serveEmulator({ port: 0, credentials: KEYS, store, now: () => 0 }, listen)).rejects.toThrow(
      'The file /x is not JSON.',
    );
  });

  test('a port in use is reported at the start', async () => {
    const { port } = await bench();
    await expect(bench({ port } as never)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('closes at once and repeatedly, with open connections', async () => {
    const emulator = await bench();
    await emulator.call('GetTopicList');
    await Promise.all([emulator.close(), emulator.close()]);
    await expect(emulator.call('GetTopicList')).rejects.toThrow();
  });

  test('listens only on the loopback interface', async () => {
    const { url } = await bench();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(SEEDED_INSTANCE).toMatch(/^alikafka_pre-cn-[0-9a-z]{12}$/);
  });
});
