/** Lag of groups, computed from the offsets of GetConsumerProgress. */
import { isRow } from '../../core/answer.ts';
import type { Json, Row } from '../../core/shape.ts';
import { wholeLong } from '../../core/text/whole-number.ts';

/** Messages: a bigint beyond 2^53; null if unknown. */
export type Lag = number | bigint | null;

/**
 * Lag of one partition in messages, and LagSeconds, the age of the last message that the group read. If an offset is
 * missing, Lag is the service's Accumulate; an offset of -1 means that nothing is committed and counts as missing.
 */
function withLag(partition: Row, now: number): Row {
  const [end, at] = [count(partition['BrokerOffset']), count(partition['ConsumerOffset'])];
  const lag = end === null || at === null ? count(partition['Accumulate']) : difference(end, at);
  return { ...partition, Lag: lag, LagSeconds: lagSeconds(lag, partition['LastTimestamp'], now) };
}

/** A number of messages or an offset as the service sent it; null if it sent anything but a whole number from 0. */
function count(value: Json | undefined): Lag {
  const read = wholeLong(value);
  return read === undefined || read < 0 ? null : read;
}

/** Exact if offsets exceed 2^53; a group ahead of a truncated log has no lag. */
function difference(end: number | bigint, at: number | bigint): Lag {
  return end < at ? 0 : exact(BigInt(end) - BigInt(at));
}

const exact = (value: bigint): Lag => (value > BigInt(Number.MAX_SAFE_INTEGER) ? value : Number(value));

function lagSeconds(lag: Lag, last: Json | undefined, now: number): number | null {
  if (lag === 0) return 0;
  const at = lag === null ? null : count(last);
  return typeof at === 'number' && at > 0 ? Math.max(0, Math.floor((now - at) / 1000)) : null;
}

/** Lag and LagSeconds of a row with inner rows: the sum of their lags, and the greatest age. */
function withTotals(row: Row, inner: string): Row {
  const parts = records(row[inner]);
  const { [inner]: list, ...rest } = row;
  const lag = totalLag(
    parts.map((part) => lagOf(part)),
    count(row['TotalDiff']),
  );
  return { ...rest, Lag: lag, LagSeconds: lag === 0 ? 0 : longest(parts), [inner]: list ?? [] };
}

/**
 * A total is unknown if a part is unknown. The service's own sum is used if no part is known, or if it is greater than
 * the sum of the known parts: an equal or smaller one omits the others.
 */
function totalLag(lags: readonly Lag[], summedUp: Lag): Lag {
  const known = lags.filter((lag) => lag !== null);
  const sum = exact(known.reduce<bigint>((all, lag) => all + BigInt(lag), 0n));
  if (lags.length > 0 && known.length === lags.length) return sum;
  return summedUp !== null && (lags.length === 0 || summedUp > (sum ?? 0)) ? summedUp : null;
}

/** Null if the age of any part is unknown. */
function longest(parts: readonly Row[]): number | null {
  const ages = parts.map((part) => part['LagSeconds']).filter((age) => typeof age === 'number');
  return ages.length === 0 || ages.length < parts.length ? null : Math.max(...ages);
}

/** The lag of a row that has one. */
const lagOf = (row: Row): Lag => count(row['Lag']);

/**
 * A group's progress with Lag and LagSeconds of each partition, of each topic and in total. With `topic`, of this topic
 * alone; the list is empty if the group does not read it. `now` is in epoch milliseconds.
 */
export function withLags(progress: Row, now: number, topic?: unknown): Row {
  const about = topic === undefined ? progress : narrowed(progress, topic);
  const topics = records(about['TopicList']).map((row) =>
    withTotals({ ...row, OffsetList: records(row['OffsetList']).map((one) => withLag(one, now)) }, 'OffsetList'),
  );
  return withTotals({ ...about, TopicList: topics }, 'TopicList');
}

/**
 * The totals of all topics are not those of one. An entry whose topic is unreadable may be the requested one; if the
 * whole list is missing, so may a missing entry.
 */
function narrowed(progress: Row, topic: unknown): Row {
  const list = progress['TopicList'];
  const own = (Array.isArray(list) ? records(list) : [{}]).filter(
    ({ Topic }: Row) => Topic === topic || typeof Topic !== 'string',
  );
  const [only, ...others] = own;
  const alone = others.length === 0 ? only : undefined;
  return {
    ...progress,
    TotalDiff: own.length === 0 ? 0 : (alone?.['TotalDiff'] ?? null),
    LastTimestamp: alone?.['LastTimestamp'] ?? null,
    TopicList: own,
  };
}

/** The rows of a progress with lags: one per partition, with its topic. */
export function partitionRows(data: Row): Row[] {
  return records(data['TopicList']).flatMap((topic) =>
    records(topic['OffsetList']).map((partition) => ({ Topic: topic['Topic'] ?? null, ...partition })),
  );
}

/** The entries of a list in an answer; one that is not an object becomes an empty record. */
export const records = (value: Json | undefined): Row[] =>
  Array.isArray(value) ? value.map((entry) => (isRow(entry) ? entry : {})) : [];
