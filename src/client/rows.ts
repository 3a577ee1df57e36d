import { isRow, readData } from '../core/answer.ts';
import { t } from '../core/text/texts.ts';
import type { Operation, Values } from '../core/operation.ts';
import type { Json, Row } from '../core/shape.ts';
import { EXIT, Failure } from '../errors/failure.ts';

/** One answered request of a list: the body as it came. */
export type Fetch = (input: Values) => Promise<Row>;

/**
 * Records of one answer; an object as a list of one. With `whole`, an answer without its list is none of the service's;
 * a single page beyond the end may lack it. Throws Failure, exit 9.
 */
export function rowsOf(operation: Operation, body: Row, whole = true): Row[] {
  const data = dataIn(operation, body, whole);
  return (Array.isArray(data) ? data : [data]) as Row[];
}

/** The object of one answer. Throws Failure, exit 9, where it is none of the service's. */
export function objectOf(operation: Operation, body: Row): Row {
  const data = dataIn(operation, body, true);
  if (isRow(data)) return data;
  throw unreadable(operation, t('the answer holds no object at {place}', { place: operation.answer.data.join('.') }));
}

function dataIn(operation: Operation, body: Row, whole: boolean): Json {
  const read = readData(operation.answer, body, whole);
  if ('wrong' in read) throw unreadable(operation, read.wrong);
  return read.data;
}

/**
 * The failure of a read whose answer is none that the service gives; `problem` is a clause about the answer. It came whole and
 * names no cause that passes, so that a wait ends with it.
 */
export function unreadable({ action }: Pick<Operation, 'action'>, problem: string): Failure {
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'UnreadableAnswer',
    message: t('{action}: {problem}', { action, problem }),
    action,
  });
}
