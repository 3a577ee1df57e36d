/** Reads the records or the object from a response. */
import { isRow, readData } from '../core/answer.ts';
import type { Operation, Values } from '../core/operation.ts';
import type { Json, Row } from '../core/shape.ts';
import { t } from '../core/text/texts.ts';
import { EXIT, Failure } from '../errors/failure.ts';

/** Sends one request of a list and returns the body of the response. */
export type Fetch = (input: Values) => Promise<Row>;

/**
 * The records of one response; an object as a list of one. With `whole`, the response must have its list; a single page
 * beyond the end may lack it. Throws Failure (exit 9) if the response is not valid.
 */
export function rowsOf(operation: Operation, body: Row, whole = true): Row[] {
  const data = dataIn(operation, body, whole);
  return (Array.isArray(data) ? data : [data]) as Row[];
}

/** The object of one response. Throws Failure (exit 9) if the response is not valid. */
export function objectOf(operation: Operation, body: Row): Row {
  const data = dataIn(operation, body, true);
  if (isRow(data)) return data;
  throw unreadable(operation, t('{field} is not an object', { field: operation.answer.data.join('.') }));
}

function dataIn(operation: Operation, body: Row, whole: boolean): Json {
  const read = readData(operation.answer, body, whole);
  if ('wrong' in read) throw unreadable(operation, read.wrong);
  return read.data;
}

/**
 * The failure of a read whose response is not one of the service's. The response was complete and names no temporary
 * cause, so that a wait ends with it.
 */
export function unreadable({ action }: Pick<Operation, 'action'>, problem: string): Failure {
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'UnreadableAnswer',
    message: t('cannot read the response of {action}: {problem}', { action, problem }),
    action,
  });
}
