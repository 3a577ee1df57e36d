import type { Missing } from '../../core/plan.ts';
import type { Operation, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { suggest } from '../../core/text/suggest.ts';
import { saysGone } from './codes.ts';
import { getConsumerList } from '../group/list.ts';
import { getInstanceList } from '../instance/list.ts';
import { describeSaslUsers } from '../sasl/list.ts';
import { getTopicList } from '../topic/list.ts';

/** A kind of thing that has a name and can be missing. */
export interface Listed {
  /** As messages call it. */
  readonly called: string;
  /** The parameter that names it. */
  readonly key: string;
  /** What lists all there are. */
  readonly list: Operation;
  /** It is inside an instance; else in a region. */
  readonly inside: boolean;
  /** What it is called and what is typed for it; most have one name for both. */
  readonly namesOf: (row: Row) => readonly { readonly name: string; readonly typed: string }[];
}

const byField =
  (field: string): Listed['namesOf'] =>
  (row) => {
    const name = row[field];
    return typeof name === 'string' ? [{ name, typed: name }] : [];
  };

/** An instance is meant by its id or by its name; some commands take the id alone. */
const byIdOrName: Listed['namesOf'] = ({ InstanceId: id, Name: name }) =>
  typeof id !== 'string'
    ? []
    : [
        { name: id, typed: id },
        ...(typeof name === 'string' && name !== '' ? [{ name, typed: `${id} (${name})` }] : []),
      ];

/** Everything that can be missing by its name. */
export const LISTED: Readonly<Record<string, Listed>> = {
  topic: { called: 'topic', key: 'Topic', list: getTopicList, inside: true, namesOf: byField('Topic') },
  group: { called: 'group', key: 'ConsumerId', list: getConsumerList, inside: true, namesOf: byField('ConsumerId') },
  user: { called: 'SASL user', key: 'Username', list: describeSaslUsers, inside: true, namesOf: byField('Username') },
  instance: { called: 'instance', key: 'InstanceId', list: getInstanceList, inside: false, namesOf: byIdOrName },
};

/** What a code of the service says is missing: by its kind, and by the input that names it. */
export function missingBy(code: string, input: Values, instance: string | undefined): Missing | undefined {
  const what = saysGone(code);
  const key = what === undefined ? undefined : LISTED[what]?.key;
  if (what === undefined || key === undefined) return undefined;
  const given = input[key] ?? (what === 'instance' ? instance : undefined);
  const names: readonly unknown[] = Array.isArray(given) ? given : [given];
  const [name] = names;
  return names.length === 1 && typeof name === 'string' ? { what, name } : undefined;
}

/** What was most likely meant, as it is typed; undefined where nothing is near. */
export function nearest({ what, name }: Missing, rows: readonly Row[]): string | undefined {
  const known = rows.flatMap((row) => LISTED[what]?.namesOf(row) ?? []);
  const near = suggest(
    name,
    known.map((one) => one.name),
  );
  return known.find((one) => one.name === near)?.typed;
}

/** `topic "orderz" not found in instance alikafka_x; did you mean orders?` */
export function notFoundText({ what, name }: Missing, place: Place, near: string | undefined): string {
  const { called = what, inside = false } = LISTED[what] ?? {};
  const where = inside ? `instance ${place.instance ?? ''}` : `region ${place.region}`;
  return `${called} "${name}" not found in ${where}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

/** Where something was looked for. */
export interface Place {
  readonly region: string;
  readonly instance: string | undefined;
}
