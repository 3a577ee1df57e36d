import type { Missing } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import type { OperationRecord } from '../../core/record.ts';
import { RESOURCE_TYPE, resourceId, type ResourceKind } from '../../core/resource.ts';
import type { Row } from '../../core/shape.ts';
import { suggest } from '../../core/text/suggest.ts';
import { NAMESPACE } from '../metrics/cloudmonitor.ts';
import { saysGone } from './codes.ts';
import { getConsumerList } from '../group/list.ts';
import { getInstanceList } from '../instance/list.ts';
import { describeMetricMetaList } from '../metrics/meta.ts';
import { describeSaslUsers } from '../sasl/list.ts';
import { getTopicList } from '../topic/list.ts';

/** A kind of thing that has a name and can be missing. */
export interface Listed {
  /** As messages call it. */
  readonly called: string;
  /** The parameter that names it. */
  readonly key: string;
  /** What lists all there are. */
  readonly list: OperationRecord;
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
  metric: {
    called: 'metric',
    key: 'MetricName',
    list: describeMetricMetaList,
    inside: false,
    namesOf: byField('MetricName'),
  },
};

/** What a code of the service says is missing: by its kind, and by the input that names it. */
export function missingBy(code: string, input: Values, instance: string | undefined): Missing | undefined {
  const what = saysGone(code);
  if (what === undefined) return undefined;
  if (what === 'resource') return taggedBy(input, instance);
  const name = oneOf(givenFor(what, input) ?? (what === 'instance' ? instance : undefined));
  if (name === undefined) return undefined;
  // The listing is of one namespace: a name of another one has no neighbours there.
  const isElsewhere = what === 'metric' && (input['Namespace'] ?? NAMESPACE) !== NAMESPACE;
  return { what, name, ...(isElsewhere ? { among: [] } : {}) };
}

/** The command that lists all there are of a kind. */
export function listCommand(what: string): string | undefined {
  const path = LISTED[what]?.list.commands[0]?.path;
  return path === undefined ? undefined : `alikafka ${path}`;
}

/** The name of a thing of this kind that a request or a result is about; undefined where it names none, or several. */
export function nameIn(what: string, input: Values, instance: string | undefined): string | undefined {
  const tagged = taggedBy(input, instance);
  return tagged?.what === what ? tagged.name : oneOf(givenFor(what, input));
}

/** What is given for the names of a kind: by the parameter that names it, or by a permission. */
const givenFor = (what: string, input: Values): unknown => input[LISTED[what]?.key ?? ''] ?? ruleNames(input, what);

/** One text, alone or in a list; undefined where there are several. */
function oneOf(given: unknown): string | undefined {
  const names: readonly unknown[] = Array.isArray(given) ? given : [given];
  const [name] = names;
  return names.length === 1 && typeof name === 'string' ? name : undefined;
}

/** The topic or group of a permission. */
const ruleNames = ({ AclResourceType, AclResourceName }: Values, what: string): unknown =>
  String(AclResourceType).toLowerCase() === what ? AclResourceName : undefined;

/** The thing behind a wire id; undefined where it is in another instance than the command's, which is not listed. */
function taggedBy({ ResourceType, ResourceId }: Values, instance: string | undefined): Missing | undefined {
  const id = oneOf(ResourceId);
  const [what] = Object.entries(RESOURCE_TYPE).find(([, type]) => type === ResourceType) ?? [];
  if (id === undefined || what === undefined) return undefined;
  if (what === 'instance') return { what, name: id };
  const prefix = resourceId({ kind: what as ResourceKind, name: '' }, instance ?? '');
  return id.startsWith(prefix) ? { what, name: id.slice(prefix.length) } : undefined;
}

/** Whether the service's words name this one of several things of a request, which is the one that is missing. */
export function isNamedIn(message: string, { ResourceId }: Row): boolean {
  if (typeof ResourceId !== 'string') return false;
  const at = message.indexOf(ResourceId);
  return at >= 0 && !/^(?:[\w-]|\.\w)/.test(message.slice(at + ResourceId.length));
}

/** What was most likely meant, as it is typed; undefined where nothing is near. What is `named` as well is not meant. */
export function nearest(
  { what, name }: Missing,
  rows: readonly Row[],
  named: ReadonlySet<string> = new Set(),
): string | undefined {
  const known = rows.flatMap((row) => LISTED[what]?.namesOf(row) ?? []);
  // Listed all the same: it is about to go, or it is not everywhere yet.
  if (known.some((one) => one.name === name && one.typed === name)) return undefined;
  const others = known.filter(({ typed }) => !named.has(typed));
  const near = suggest(
    name,
    others.map((one) => one.name),
  );
  return others.find((one) => one.name === near)?.typed;
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
