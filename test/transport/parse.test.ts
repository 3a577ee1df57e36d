/**
 * What a response means: done, refused, or not from the service, so that the outcome is unknown. The form is read
 * leniently, the meaning strictly.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAnswer } from '../../src/transport/parse.ts';
import type { HttpAnswer } from '../../src/transport/send.ts';

const ID = '8B1D7A22-9B3C-4D5E-8F60-1A2B3C4D5E6F';

const answer = (body: string | Uint8Array, status = 200): HttpAnswer => ({
  status,
  headers: {},
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
});
const json = (body: unknown, status = 200): HttpAnswer => answer(JSON.stringify(body), status);

describe('ok', () => {
  test.each<[string, object]>([
    ['Code as a number', { Code: 200, Success: true, RequestId: ID }],
    ['Code as text', { Code: '200', Success: 'true', RequestId: ID }],
    ['Code OK', { Code: 'OK', RequestId: ID }],
    ['Code Success', { Code: 'Success', RequestId: ID }],
    ['Code success', { Code: 'success', RequestId: ID }],
    ['no Code (tag operations)', { RequestId: ID }],
    ['Code null', { Code: null, RequestId: ID }],
    ['no RequestId', { Code: 200 }],
    ['a wrapper', { GetTopicListResponse: { Code: 200, RequestId: ID } }],
    ['Success null', { Code: 200, Success: null, RequestId: ID }],
    ['a Message that sounds bad', { Code: 200, Message: 'error', RequestId: ID }],
  ])('%s', async (_says, body) => {
    expect(await parseAnswer(json(body))).toMatchObject({ kind: 'ok' });
  });

  test('has the body without its wrapper, the RequestId and the unchanged bytes', async () => {
    const came = answer(` {"XResponse":{"RequestId":"${ID}","Total":9007199254740993,"Newer":[1]}}\n`);
    expect(await parseAnswer(came)).toEqual({
      kind: 'ok',
      requestId: ID,
      body: { RequestId: ID, Total: 9007199254740993n, Newer: [1] },
      raw: came.body,
      said: false,
    });
  });

  test.each([{ Code: 200 }, { Success: true }, { Code: '200', Success: true }])('%j confirms it', async (head) => {
    expect(await parseAnswer(json({ ...head, RequestId: ID }))).toMatchObject({ kind: 'ok', said: true });
  });

  test('a byte order mark and white space are skipped', async () => {
    expect(await parseAnswer(answer(`\ufeff\n ${JSON.stringify({ Code: 200 })} \r\n`))).toMatchObject({ kind: 'ok' });
  });

  test("the service's XML is read like its JSON", async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><GetTopicListResponse><RequestId>${ID}</RequestId><Code>200</Code><Success>true</Success><TopicList><TopicVO><Topic>a&amp;b</Topic><PartitionNum>12</PartitionNum></TopicVO></TopicList></GetTopicListResponse>`;
    expect(await parseAnswer(answer(xml))).toMatchObject({
      kind: 'ok',
      requestId: ID,
      body: { Code: '200', TopicList: { TopicVO: { Topic: 'a&b', PartitionNum: '12' } } },
    });
  });

  test('numbers in XML stay text, so that none loses digits', async () => {
    const xml = `<XResponse><RequestId>${ID}</RequestId><OrderId>0020497346575000001</OrderId></XResponse>`;
    expect(await parseAnswer(answer(xml))).toMatchObject({ body: { OrderId: '0020497346575000001' } });
  });
});

describe('refused', () => {
  test.each<[string, number, object, string]>([
    ['a bad Code with 400', 400, { Code: 'Topic.Exist', RequestId: ID }, 'Topic.Exist'],
    ['a bad Code with 200', 200, { Code: 'BIZ_TOPIC_NOT_FOUND', RequestId: ID }, 'BIZ_TOPIC_NOT_FOUND'],
    ['a bad Code as a number with 200', 200, { Code: 404, RequestId: ID }, '404'],
    ['Success=false with 200', 200, { Code: 200, Success: false, RequestId: ID }, '200'],
    ['Success="false" with 200', 200, { Code: '200', Success: 'false', RequestId: ID }, '200'],
    ['Success="False" and no Code', 200, { Success: 'False', RequestId: ID }, 'HTTP200'],
    [
      'a gateway error',
      404,
      { Code: 'InvalidAccessKeyId.NotFound', RequestId: ID, HostId: 'h' },
      'InvalidAccessKeyId.NotFound',
    ],
    ['an error without RequestId', 403, { Code: 'Forbidden' }, 'Forbidden'],
    ['5xx with a code', 503, { Code: 'ServiceUnavailable', RequestId: ID }, 'ServiceUnavailable'],
    ['throttled', 429, { Code: 'Throttling.User', RequestId: ID }, 'Throttling.User'],
  ])('%s', async (_says, status, body, code) => {
    expect(await parseAnswer(json({ ...body, Message: 'why' }, status))).toMatchObject({
      kind: 'refused',
      code,
      httpStatus: status,
    });
  });

  test('with message and RequestId', async () => {
    expect(await parseAnswer(json({ Code: 'X', Message: 'no', RequestId: ID }, 400))).toEqual({
      kind: 'refused',
      code: 'X',
      message: 'no',
      requestId: ID,
      httpStatus: 400,
    });
    expect(await parseAnswer(json({ Code: 'X' }, 400))).toMatchObject({ message: '', requestId: undefined });
  });

  test('in a wrapper', async () => {
    const wrapped = { GetTopicListResponse: { Code: 'X', Message: 'no', RequestId: ID } };
    expect(await parseAnswer(json(wrapped, 400))).toMatchObject({ kind: 'refused', code: 'X', message: 'no' });
  });

  test('the XML error of the gateway', async () => {
    const xml = `<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>${ID}</RequestId><HostId>alikafka.cn-hangzhou.aliyuncs.com</HostId><Code>InvalidAction.NotFound</Code><Message>Specified api is not found, please check your url and method.</Message><Recommend><![CDATA[https://api.aliyun.com/troubleshoot?q=InvalidAction.NotFound&product=alikafka]]></Recommend></Error>`;
    expect(await parseAnswer(answer(xml, 404))).toEqual({
      kind: 'refused',
      code: 'InvalidAction.NotFound',
      message: 'Specified api is not found, please check your url and method.',
      requestId: ID,
      httpStatus: 404,
    });
  });
});

/** Values that are neither a Code nor a Success. */
const ODD: readonly unknown[] = [[], {}, [200], { toString: null }, 1.5, 1e21];

describe('a field of another type', () => {
  test.each([...ODD, true, false])('Code %j is unclear, for any other fields', async (Code) => {
    for (const status of [200, 400, 503])
      expect(await parseAnswer(json({ Code, Success: true, RequestId: ID }, status))).toMatchObject({
        kind: 'unclear',
      });
  });

  test.each([...ODD, 'yes', 0, 1])('Success %j is neither yes nor no', async (Success) => {
    expect(await parseAnswer(json({ Code: 200, Success, RequestId: ID }))).toMatchObject({ kind: 'unclear' });
  });

  test.each([{ Code: '' }, { Code: ' ' }, { Success: '' }])('%j confirms nothing', async (field) => {
    expect(await parseAnswer(json({ Success: true, RequestId: ID, ...field }))).toMatchObject({ kind: 'unclear' });
  });

  test.each<[unknown, string]>([
    [{ text: 'no' }, '{"text":"no"}'],
    [{ toString: null }, '{"toString":null}'],
    [['no', 1], '["no",1]'],
    [5, '5'],
    [null, ''],
  ])('Message %j is shown as JSON', async (Message, message) => {
    expect(await parseAnswer(json({ Code: 'X', Message, RequestId: ID }, 400))).toMatchObject({
      kind: 'refused',
      message,
    });
  });

  test.each([[], {}, true, { toString: null }].map((RequestId) => ({ RequestId })))(
    '%j is not one',
    async ({ RequestId }) => {
      expect(await parseAnswer(json({ Code: 200, RequestId }))).toMatchObject({ kind: 'ok', requestId: undefined });
    },
  );
});

describe('unclear', () => {
  test.each<[string, HttpAnswer, RegExp]>([
    ['nothing', answer(''), /the response is empty/],
    ['white space', answer(' \n\t'), /the response is empty/],
    ['no content', answer('', 204), /the response is empty/],
    [
      'HTML',
      answer('<!DOCTYPE html><html><head><title>502</title></head><body>Bad Gateway</body></html>', 502),
      /not from the service: <!DOCTYPE html>/,
    ],
    ['HTML that is no XML', answer('<html><p>unclosed<br></html>', 200), /the response is not from the service: /],
    ['XML of somebody else', answer('<Feed><Code>200</Code></Feed>'), /the response is not from the service: /],
    ['an Error of somebody else', answer('<Error>no</Error>', 500), /the response is not from the service: /],
    ['an empty response element', answer('<GetTopicListResponse/>'), /the response is not from the service: /],
    ['cut JSON', answer('{"Code":200,"TopicList":{"TopicVO":[{"Topic":"or'), /not JSON: \{"Code":200/],
    ['cut JSON with big numbers', answer('{"Code":200,"A":9007199254740993'), /not JSON/],
    ['text', answer('upstream connect error', 503), /not JSON: upstream connect error/],
    ['null', answer('null'), /not a JSON object: null/],
    ['an array', answer('[{"Code":200}]'), /the response is not a JSON object: /],
    ['a number', answer('200'), /the response is not a JSON object: /],
    ['a text', answer('"OK"'), /the response is not a JSON object: /],
    ['JSON of somebody else', json({ error: 'not found', status: 404 }, 404), /neither Code nor RequestId/],
    ['JSON of somebody else with 200', json({ data: [] }), /neither Code nor RequestId/],
    ['an empty object', json({}), /neither Code nor RequestId/],
    ['a RequestId that is no text', json({ RequestId: 5 }), /neither Code nor RequestId/],
    ['a redirect', json({ RequestId: ID }, 302), /HTTP status 302 but no error code/],
    ['5xx without a code', json({ RequestId: ID }, 500), /HTTP status 500 but no error code/],
    ['5xx with a body of success', json({ Code: 200, RequestId: ID }, 502), /HTTP status 502 but no error code/],
    ['400 with a body of success', json({ Code: 'OK', RequestId: ID }, 400), /HTTP status 400 but no error code/],
    ['nested too deeply', answer(`{"Code":200,"A":${'['.repeat(100)}${']'.repeat(100)}}`), /nested too deeply/],
    [
      'nested without end',
      answer(`{"Code":200,"A":${'['.repeat(30_000)}${']'.repeat(30_000)}}`),
      /nested too deeply|not JSON/,
    ],
    [
      'nested without end, with a big number',
      answer(`{"A":9007199254740993,"B":${'['.repeat(100_000)}`),
      /nested too deeply|not JSON/,
    ],
    [
      'XML nested too deeply',
      answer(`<XResponse><Code>200</Code>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</XResponse>`),
      /nested too deeply|not from the service/,
    ],
    ['binary', answer(Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0xff, 0xfe])), /not JSON/],
  ])('%s', async (_says, came, why) => {
    expect(await parseAnswer(came)).toEqual({
      kind: 'unclear',
      httpStatus: came.status,
      why: expect.stringMatching(why),
    });
  });

  test('brackets in texts are not nesting', async () => {
    const Message = `${'[{'.repeat(100)}\\" ${'[{'.repeat(100)}`;
    expect(await parseAnswer(json({ Code: 200, RequestId: ID, Message, 'Q"[[': '\\' }))).toMatchObject({
      kind: 'ok',
      body: { Message },
    });
  });

  test('many lists side by side are not nesting', async () => {
    const A = Array.from({ length: 500 }, () => [[[{}]]]);
    expect(await parseAnswer(json({ Code: 200, A }))).toMatchObject({ kind: 'ok' });
  });

  test('the quoted part is short and on one line', async () => {
    const reply = await parseAnswer(answer(`<html>\n\n${'long '.repeat(100)}`));
    expect(reply).toMatchObject({ kind: 'unclear' });
    const why = reply.kind === 'unclear' ? reply.why : '';
    expect(why.length).toBeLessThan(200);
    expect(why).toMatch(/…$/);
    expect(why).not.toContain('\n');
  });

  test('entities that expand without end are not expanded', async () => {
    const grow = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
    const xml = `<!DOCTYPE x [<!ENTITY e0 "lol">${grow}]><XResponse><Code>200</Code><A>&e12;</A></XResponse>`;
    const reply = await parseAnswer(answer(xml));
    expect(JSON.stringify(reply.kind === 'ok' ? reply.body : {}).length).toBeLessThan(100_000);
  });
});

test('every response has a result, and nothing is thrown', async () => {
  const bytes = fc.uint8Array({ maxLength: 60 });
  const jsonish = fc.jsonValue().map((value) => new TextEncoder().encode(JSON.stringify(value)));
  const xmlish = fc
    .array(
      fc.constantFrom('<', '>', '/', 'Error', 'XResponse', '<Code>', '</Code>', '&', '<!', '<![CDATA[', '?>', 'x', ' '),
      { maxLength: 20 },
    )
    .map((parts) => new TextEncoder().encode(`<${parts.join('')}`));
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, jsonish, xmlish), fc.constantFrom(200, 302, 400, 500), async (body, status) => {
      const { kind } = await parseAnswer(answer(body, status));
      expect(['ok', 'refused', 'unclear']).toContain(kind);
    }),
    { numRuns: 300 },
  );
});
