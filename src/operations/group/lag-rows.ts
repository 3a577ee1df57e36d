/** The rows of `group lag`, and the conditions and warnings about them. */
import { plural, t } from '../../core/text/texts.ts';
import type { Unmet } from '../../core/command.ts';
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { linesOf } from '../shared/impact-lines.ts';
import { partitionRows, records } from './lag.ts';

/**
 * A group's progress (`withLags`) as rows: one for each topic, or with `partitions` for each partition. A lag that is
 * not zero has a row also if the service did not send its topics or partitions, so that no limit is exceeded unnoticed.
 */
export function lagRows(ConsumerId: string, progress: Row, partitions: boolean): Row[] {
  const topics = records(progress['TopicList']);
  const fields = partitions ? ['Topic', 'Partition', 'Lag', 'LagSeconds'] : ['Topic', 'Lag', 'LagSeconds'];
  const rows = partitions ? topics.flatMap(partitionsOf) : topics;
  const all = topics.length === 0 && progress['Lag'] !== 0 ? [progress] : rows;
  return all.map((row) => ({ ConsumerId, ...Object.fromEntries(fields.map((name) => [name, row[name] ?? null])) }));
}

function partitionsOf(topic: Row): Row[] {
  const rows = partitionRows({ TopicList: [topic] });
  return rows.length === 0 && topic['Lag'] !== 0 ? [topic] : rows;
}

/** Largest lag first, unknown last. */
export function largestFirst(a: Row, b: Row): number {
  const [x, y] = [a['Lag'] ?? null, b['Lag'] ?? null];
  if (x === y) return 0;
  if (x === null || y === null) return x === null ? 1 : -1;
  return x < y ? 1 : -1;
}

/** A limit of the command line on a field of the rows. */
interface Limit {
  readonly field: 'Lag' | 'LagSeconds';
  readonly most: number;
  readonly unit: 'messages' | 'seconds';
}

/**
 * The rows above a limit, and their number if there are several; undefined if there are none. Each row is compared
 * alone. An unknown value is above any limit.
 */
export function aboveLimit(rows: readonly Row[], input: Values): Unmet | undefined {
  const limits = limitsOf(input);
  const over = limits.flatMap((limit) =>
    rows
      .filter((row) => isOver(row, limit))
      .map((row) => ({ name: String(row['ConsumerId']), message: overText(row, limit) })),
  );
  const [first, ...others] = over;
  if (first === undefined) return undefined;
  const count = rows.filter((row) => limits.some((limit) => isOver(row, limit))).length;
  return { message: others.length === 0 ? first.message : aboveText(count, rows.length), rows: over };
}

const aboveText = (count: number, all: number): string =>
  plural(count, '{count} of {all} rows is above a limit', '{count} of {all} rows are above a limit', { all });

function limitsOf({ failAbove, failAboveSeconds }: Values): Limit[] {
  return [
    ...(failAbove === undefined ? [] : [{ field: 'Lag', most: Number(failAbove), unit: 'messages' } as const]),
    ...(failAboveSeconds === undefined
      ? []
      : [{ field: 'LagSeconds', most: Number(failAboveSeconds), unit: 'seconds' } as const]),
  ];
}

function isOver(row: Row, { field, most }: Limit): boolean {
  const value = row[field] ?? null;
  return value === null || Number(value) > most;
}

function overText(row: Row, { field, most, unit }: Limit): string {
  const about = { row: rowText(row), most };
  const value = row[field] ?? null;
  if (unit === 'seconds')
    return value === null
      ? t('{row}: lag in seconds unknown, above the limit of {most}', about)
      : t('{row}: lag of {value} seconds, above the limit of {most}', { ...about, value: String(value) });
  return value === null
    ? t('{row}: lag in messages unknown, above the limit of {most}', about)
    : t('{row}: lag of {value} messages, above the limit of {most}', { ...about, value: String(value) });
}

/** Names the rows whose lag is unknown, unless a limit on it does. */
export function unknownLags(rows: readonly Row[], input: Values): string[] {
  if (input['failAbove'] !== undefined) return [];
  const unknown = rows.filter(({ Lag }) => Lag === null);
  return linesOf(unknown.map((row) => ({ text: t('{row}: lag unknown', { row: rowText(row) }), matters: true })));
}

/** The subject of a row: a group, with its topic and partition if known. */
function rowText({ ConsumerId, Topic = null, Partition = null }: Row): string {
  const [group, topic, partition] = [String(ConsumerId), String(Topic), String(Partition)];
  if (Topic === null) return t('group "{name}"', { name: group });
  return Partition === null
    ? t('group "{group}" on topic "{topic}"', { group, topic })
    : t('group "{group}" on topic "{topic}", partition {partition}', { group, topic, partition });
}
