/** Readers for looks: one that answers what it is told, and one that reads the emulator's state. */
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

/** What a read of an action answers: rows, an object, an error to throw; or a function of the read's input. */
type Answer = readonly Row[] | Row | Error | ((input: Values) => readonly Row[] | Row | Error);
export type Answers = Readonly<Record<string, Answer>>;

export interface FakeReader extends Reader {
  /** Reads that were made: the action and what was asked. */
  readonly reads: (readonly [action: string, input: Values])[];
  /** The most reads that were under way at the same time. */
  most(): number;
}

/** An error as the service's refusals come: with a code. */
export const refusal = (code: string, message = `refused with ${code}`): Error =>
  Object.assign(new Error(message), { code });

/** Errors of another realm are no `instanceof Error` under jest. */
export const isError = (answer: object): answer is Error => Object.prototype.toString.call(answer) === '[object Error]';

/** Reads that are not told an answer are an error. */
export function fakeReader(answers: Answers): FakeReader {
  const reads: (readonly [string, Values])[] = [];
  let [open, most] = [0, 0];
  const read = async (operation: Operation, input: Values): Promise<readonly Row[] | Row> => {
    reads.push([operation.action, input]);
    most = Math.max(most, ++open);
    await new Promise((done) => setImmediate(done));
    open--;
    const told = answers[operation.action] ?? new Error(`${operation.action} was not to be read`);
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

/** The emulator without network: calls go through its checks, its handlers and its words, and back through the normaliser. */
export interface Emulated extends Reader {
  /** Carries an operation out. Throws the emulator's refusal. */
  call(operation: Operation, input: Values): Row;
  /** Milliseconds from now on. */
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
      if (!isRow(object)) throw new Error(`${operation.action} answers no object`);
      return object;
    },
  };
}

/** Few enough for one page. */
function onePage({ paging }: Operation, input: Values): Values {
  return paging?.style === 'page' ? { ...input, [paging.page]: 1, [paging.size]: 1000 } : input;
}
