/** The rows of `group lag`, and what is said of them. */
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { linesOf } from '../shared/impact-lines.ts';
import { partitionRows, records } from './lag.ts';

/**
 * A group's progress (`withLags`) as rows: one for each topic, or with `partitions` for each partition. A lag that is
 * not zero has a row also where its topics or partitions were not sent, so that no limit is passed unseen.
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

/** A condition of the command line on a field of the rows. */
interface Limit {
  readonly field: 'Lag' | 'LagSeconds';
  readonly most: number;
  readonly unit: string;
}

/** The rows above a limit, a line each; undefined where there is none. What is not known is above any limit. */
export function aboveLimit(rows: readonly Row[], input: Values): string | undefined {
  const over = limitsOf(input).flatMap((limit) => rows.filter((row) => isOver(row, limit)).map(overText(limit)));
  return over.length === 0 ? undefined : over.join('\n');
}

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

const overText =
  ({ field, most, unit }: Limit) =>
  (row: Row): string => {
    const value = row[field] ?? null;
    return `${spoken(row)}: ${value === null ? `an unknown number of ${unit}` : `${String(value)} ${unit}`}, limit ${most}`;
  };

/** Names the rows whose lag is not known, where no limit on it does so. */
export function unknownLags(rows: readonly Row[], input: Values): string[] {
  if (input['failAbove'] !== undefined) return [];
  const unknown = rows.filter(({ Lag }) => Lag === null);
  return linesOf(
    unknown.map((row) => ({ text: `${spoken(row)}: the lag is unknown`, matters: true })),
    'unknown lags',
  );
}

function spoken({ ConsumerId, Topic, Partition }: Row): string {
  const parts = [
    String(ConsumerId),
    ...((Topic ?? null) === null ? [] : [`on ${String(Topic)}`]),
    ...((Partition ?? null) === null ? [] : [`partition ${String(Partition)}`]),
  ];
  return parts.join(' ');
}
