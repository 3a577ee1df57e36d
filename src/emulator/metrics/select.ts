/** Selects the series of a call by Dimensions, and combines them by Express. */
import { productRefusal, type Refusal } from '../checks/refusal.ts';
import type { Metric } from './definitions.ts';
import { type Series, USER_ID } from './series.ts';

/** The objects of Dimensions. */
const MOST = 50;

type Wanted = Readonly<Record<string, string>>;

const badParameter = (says: string): Refusal => productRefusal('ParameterInvalid', says);

/**
 * Reads Dimensions: an array of objects, or one object (docs/sources.md#metric-dimensions); undefined for all series.
 */
export function wantedOf(text: string | undefined): Wanted[] | undefined {
  if (text === undefined || text === '') return undefined;
  const value: unknown = JSON.parse(text);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > MOST) throw badParameter(`Dimensions takes at most ${MOST} objects.`);
  if (!list.every(isWanted)) throw badParameter('Dimensions is neither an object of dimensions nor an array of such.');
  return list.length === 0 ? undefined : list;
}

const isWanted = (value: unknown): value is Wanted =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((one) => typeof one === 'string');

/** The series that have all dimensions of one of the objects. An unknown name or value matches nothing. */
export function chosen(all: readonly Series[], wanted: readonly Wanted[] | undefined): readonly Series[] {
  return wanted === undefined ? all : all.filter((series) => wanted.some((one) => fits(series, one)));
}

function fits({ dimensions }: Series, wanted: Wanted): boolean {
  const has: Readonly<Record<string, string | undefined>> = { userId: USER_ID, ...dimensions };
  return Object.entries(wanted).every(([name, value]) => Object.hasOwn(has, name) && has[name] === value);
}

/** The names in `{"groupby":[…]}`; undefined if Express does not group (docs/sources.md#metric-groups). */
export function groupingOf(text: string | undefined, metric: Metric): string[] | undefined {
  if (text === undefined || text === '') return undefined;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw badParameter('Express is not an object.');
  if (!('groupby' in value)) return undefined;
  const { groupby } = value;
  const known = ['userId', ...metric.dimensions];
  if (Array.isArray(groupby) && groupby.every((name) => known.includes(name as string))) return groupby as string[];
  throw badParameter(`Express groups by ${known.join(', ')}.`);
}

/**
 * Whether Dimensions names only the account, so that DescribeMetricData combines all series
 * (docs/sources.md#metric-dimensions).
 */
export function isWholeAccount(wanted: readonly Wanted[] | undefined): boolean {
  return wanted?.length === 1 && Object.keys(wanted[0] ?? {}).join() === 'userId';
}

/**
 * Combines series with the same values of `names` into their average. How the service combines them is not documented.
 */
export function grouped(all: readonly Series[], names: readonly string[] | undefined): readonly Series[] {
  if (names === undefined) return all;
  const groups = new Map<string, { dimensions: Series['dimensions']; members: Series[] }>();
  for (const series of all) {
    const dimensions = Object.fromEntries(Object.entries(series.dimensions).filter(([name]) => names.includes(name)));
    const key = JSON.stringify(dimensions);
    const group = groups.get(key) ?? { dimensions, members: [] as Series[] };
    group.members.push(series);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ dimensions, members }) => average(dimensions, members));
}

function average(dimensions: Series['dimensions'], members: readonly Series[]): Series {
  return {
    dimensions,
    since: Math.min(...members.map(({ since }) => since)),
    value: (from, to) => members.reduce((sum, member) => sum + member.value(from, to), 0) / members.length,
  };
}
