/** Readers for checks: one with scripted responses, and one that reads the emulator's state. */
import { dataOf, isRow, unwrap } from '../../src/core/answer.ts';
import { parseJson } from '../../src/core/text/json.ts';
import type { Operation, Reader, Values } from '../../src/core/operation.ts';
import { complete, toWire } from '../../src/core/request.ts';
import type { Json, Row } from '../../src/core/shape.ts';
import { checkedInput } from '../../src/emulator/checks/check.ts';
import { handlerOf } from '../../src/emulator/handlers/table.ts';
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { success } from '../../src/emulator/http/reply.ts';
import type { State } from '../../src/emulator/state/state.ts';

/** The response to a read of an action: rows, an object, an error to throw, or a function of the input. */
type Answer = readonly Row[] | Row | Error | ((input: Values) => readonly Row[] | Row | Error);
export type Answers = Readonly<Record<string, Answer>>;

export interface FakeReader extends Reader {
  /** The reads that were made: action and input. */
  readonly reads: (readonly [action: string, input: Values])[];
  /** The maximum number of reads in progress at the same time. */
  most(): number;
}

/** An error with a code, like a refusal of the service. */
export const refusal = (code: string, message = `refused with ${code}`): Error =>
  Object.assign(new Error(message), { code });

/** In jest, errors of another realm are not `instanceof Error`. */
export const isError = (answer: object): answer is Error => Object.prototype.toString.call(answer) === '[object Error]';

/** A reader with scripted responses. A read without one is an error. */
export function fakeReader(answers: Answers): FakeReader {
  const reads: (readonly [string, Values])[] = [];
  let [open, most] = [0, 0];
  const read = async (operation: Operation, input: Values): Promise<readonly Row[] | Row> => {
    reads.push([operation.action, input]);
    most = Math.max(most, ++open);
    await new Promise((done) => setImmediate(done));
    open--;
    const told = answers[operation.action] ?? new Error(`unexpected read of ${operation.action}`);
    const answer = typeof told === 'function' ? told(input) : told;
    return isError(answer) ? Promise.reject(answer) : answer;
  };
  return {
    reads,
    most: () => most,
    rows: async (operation, input) => [...((await read(operation, input)) as readonly Row[])],
    object: async (operation, input) => (await read(operation, input)) as Row,
  };
}

/** The emulator without a network: calls pass its checks, handlers and texts, and responses the normaliser. */
export interface Emulated extends Reader {
  /** Calls an operation. Throws the emulator's refusal. */
  call(operation: Operation, input: Values): Row;
  /** Moves the clock by milliseconds. */
  advance(milliseconds: number): void;
}

export function emulated(state: State, start: number, topicDelay = 0): Emulated {
  let now = start;
  const call = (operation: Operation, input: Values): Row => {
    const filled = complete(operation, input, { region: LOCAL_REGION, instance: SEEDED_INSTANCE });
    const wire = toWire(operation.params, filled);
    const env = { now, behaviour: { topicDelay }, wire };
    const body = handlerOf(operation.action)(state, checkedInput(operation, wire), env);
    return unwrap(parseJson(success(operation, body, 'JSON', 'ID').text) as Row);
  };
  const data = (operation: Operation, input: Values): Json =>
    dataOf(operation.answer, call(operation, onePage(operation, input)));
  return {
    call,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    rows: async (operation, input) => data(operation, input) as Row[],
    object: async (operation, input) => {
      const object = data(operation, input);
      if (!isRow(object)) throw new Error(`the response of ${operation.action} is not an object`);
      return object;
    },
  };
}

/** Adds a page size that is larger than any list of a test. */
function onePage({ paging }: Operation, input: Values): Values {
  return paging?.style === 'page' ? { ...input, [paging.page]: 1, [paging.size]: 1000 } : input;
}
