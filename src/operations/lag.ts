import type { Json, Row } from '../core/shape.ts';

/** Lag of one partition: what the broker holds beyond the group's offset, and the age of the last message it read. */
function withLag(partition: Row, now: number): Row {
  const [end, at] = [partition['BrokerOffset'], partition['ConsumerOffset']];
  const Lag =
    end === null || at === null || end === undefined || at === undefined
      ? (partition['Accumulate'] ?? null)
      : difference(end, at);
  return { ...partition, Lag, LagSeconds: lagSeconds(Lag, partition['LastTimestamp'], now) };
}

/** Exact where offsets pass 2^53; a group ahead of a truncated log has no lag. */
function difference(end: Json, at: Json): Json {
  const exact = BigInt(String(end)) - BigInt(String(at));
  if (exact < 0n) return 0;
  return exact > BigInt(Number.MAX_SAFE_INTEGER) ? exact : Number(exact);
}

function lagSeconds(lag: Json, last: Json | undefined, now: number): number | null {
  if (lag === null) return null;
  if (lag === 0) return 0;
  return typeof last === 'number' && last > 0 ? Math.max(0, Math.floor((now - last) / 1000)) : null;
}

/** Lag and LagSeconds of a row that holds others: the sum, and the one furthest behind. */
function withTotals(row: Row, inner: string): Row {
  const parts = records(row[inner]);
  const lags = parts.map((part) => part['Lag'] ?? null);
  const seconds = parts.map((part) => part['LagSeconds']).filter((s): s is number => typeof s === 'number');
  const { [inner]: list, ...rest } = row;
  // What is not known of a part is not known of the whole, but for what the service itself has summed up.
  const unknown = lags.length === 0 || lags.includes(null);
  return {
    ...rest,
    Lag: unknown ? (row['TotalDiff'] ?? null) : total(lags),
    LagSeconds: seconds.length === 0 ? null : Math.max(...seconds),
    [inner]: list ?? [],
  };
}

/** A group's progress with Lag and LagSeconds of each partition, of each topic and in all; of one topic alone where named. */
export function withLags(progress: Row, now: number, topic?: unknown): Row {
  const topics = records(progress['TopicList'])
    .filter((row) => topic === undefined || row['Topic'] === topic)
    .map((row) =>
      withTotals({ ...row, OffsetList: records(row['OffsetList']).map((one) => withLag(one, now)) }, 'OffsetList'),
    );
  return withTotals({ ...progress, TopicList: topics }, 'TopicList');
}

function total(lags: readonly Json[]): Json {
  const sum = lags.reduce<bigint>((all, lag) => all + BigInt(String(lag)), 0n);
  return sum > BigInt(Number.MAX_SAFE_INTEGER) ? sum : Number(sum);
}

export function partitionRows(data: Row): Row[] {
  return records(data['TopicList']).flatMap((topic) =>
    records(topic['OffsetList']).map((partition) => ({ Topic: topic['Topic'] ?? null, ...partition })),
  );
}

export const records = (value: Json | undefined): Row[] => (Array.isArray(value) ? (value as Row[]) : []);
