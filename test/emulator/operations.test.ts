import { afterEach, describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { dataOf, unwrap } from '../../src/core/answer.ts';
import type { Operation } from '../../src/core/operation.ts';
import { wireNames } from '../../src/core/request.ts';
import type { Row } from '../../src/core/shape.ts';
import { CALLS } from '../support/samples.ts';
import { type Bench, bench, closeAll } from './bench.ts';
import { mismatches } from './shapes.ts';

afterEach(closeAll);

const COMMON = ['Code', 'Message', 'RequestId', 'Success'];
/** Sent with ranked points, not in the documented table (docs/sources.md#metric-ranking). */
const RANKED = ['order', '_count'];

const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true });

const own = (body: Row): Row => Object.fromEntries(Object.entries(body).filter(([name]) => !COMMON.includes(name)));
const documented = ({ answer }: Operation, body: Row): string[] =>
  mismatches({ kind: 'object', fields: answer.fields }, own(body), 'body', RANKED);

const calls = CALLS.map((call) => [call.operation.action, call.wire, call] as const);

describe.each(calls)('%s %j', (action, params, { operation, prepare }) => {
  const prepared = async (): Promise<Bench> => {
    const emulator = await bench();
    prepare?.(emulator.state);
    return emulator;
  };

  test('returns JSON in the shape of its record', async () => {
    const { status, headers, body } = await (await prepared()).call(action, params);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json;charset=utf-8']);
    expect(documented(operation, body)).toEqual([]);
    expect(headers.get('x-acs-request-id')).toBe(body['RequestId']);
    expect(body['RequestId']).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  });

  test('acknowledges in the form of its record', async () => {
    const body = await (await prepared()).good(action, params);
    const { code, success } = operation.answer;
    expect(body['Code']).toBe(code === null ? undefined : code === 'text' ? '200' : 200);
    expect(body['Success']).toBe(success === null ? undefined : success === 'text' ? 'true' : true);
    expect(body['Message']).toBe(code === 'integer' ? 'operation success.' : undefined);
  });

  test('returns the same in XML', async () => {
    const [json, xml] = [await prepared(), await prepared()];
    const body = await json.good(action, params);
    const { status, headers, text } = await xml.call(action, params, { format: 'xml' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/xml;charset=utf-8']);
    const parsed = parser.parse(text) as Row;
    expect(Object.keys(parsed)).toEqual([`${action}Response`]);
    const inside = unwrap(parsed);
    expect(dataOf(operation.answer, own(inside))).toEqual(dataOf(operation.answer, own(body)));
    expect(Object.keys(inside).sort()).toEqual(Object.keys(body).sort());
  });

  test('refuses without each of the parameters it requires', async () => {
    const emulator = await prepared();
    const required = Object.entries(operation.params).filter(([, param]) => param.required);
    for (const [name, param] of required) {
      const wire = wireNames(name, param)[0];
      const others = Object.fromEntries(
        Object.entries(params).filter(([key]) => key !== name && !key.startsWith(`${name}.`)),
      );
      const { status, body } = await emulator.call(action, { ...others, [name]: '' });
      expect([status, body['Code'], body['Message']]).toEqual([
        400,
        `Missing${wire}`,
        `${wire} is mandatory for this action.`,
      ]);
    }
  });
});
