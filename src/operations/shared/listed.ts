/** Kinds of things that have a name: how they are listed, and the message if one is not found. */
import type { Missing } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import type { OperationRecord } from '../../core/record.ts';
import { RESOURCE_TYPE, resourceId, type ResourceKind } from '../../core/resource.ts';
import type { Row } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import { NAMESPACE } from '../metrics/cloudmonitor.ts';
import { resolve, typedType } from '../acl/rule.ts';
import { saysGone } from './codes.ts';
import { getConsumerList } from '../group/list.ts';
import { getInstanceList } from '../instance/list.ts';
import { idsNamed } from '../instance/named.ts';
import { describeMetricMetaList } from '../metrics/meta.ts';
import { describeSaslUsers } from '../sasl/list.ts';
import { getTopicList } from '../topic/list.ts';

/** The message that something does not exist, alone and with a similar name ({near}). */
interface AbsentTexts {
  readonly alone: string;
  readonly near: string;
}

/** A kind of thing that has a name and can be missing. */
export interface Listed {
  /** The message that it does not exist in an {instance} or {region}, and the same with the most similar name there. */
  readonly absent: AbsentTexts;
  /** The parameter that names it. */
  readonly key: string;
  /** The operation that lists them. */
  readonly list: OperationRecord;
  /** It is inside an instance; else in a region. */
  readonly inside: boolean;
  /** Its names, each with its typed form; in most cases the two are equal. */
  readonly namesOf: (row: Row) => readonly { readonly name: string; readonly typed: string }[];
  /** The ids that a name means, for a kind that has both. */
  readonly idsNamed?: (rows: readonly Row[], name: string) => readonly string[];
}

const byField =
  (field: string): Listed['namesOf'] =>
  (row) => {
    const name = row[field];
    return typeof name === 'string' ? [{ name, typed: name }] : [];
  };

/** An instance is named by its id or its name; some commands accept the id alone. */
const byIdOrName: Listed['namesOf'] = ({ InstanceId: id, Name: name }) =>
  typeof id !== 'string'
    ? []
    : [
        { name: id, typed: id },
        ...(typeof name === 'string' && name !== '' ? [{ name, typed: `${id} (${name})` }] : []),
      ];

/** All kinds, by their words. */
export const LISTED: Readonly<Record<string, Listed>> = {
  topic: {
    absent: {
      alone: 'topic "{name}" not found in instance {instance}',
      near: 'topic "{name}" not found in instance {instance}; did you mean "{near}"?',
    },
    key: 'Topic',
    list: getTopicList,
    inside: true,
    namesOf: byField('Topic'),
  },
  group: {
    absent: {
      alone: 'group "{name}" not found in instance {instance}',
      near: 'group "{name}" not found in instance {instance}; did you mean "{near}"?',
    },
    key: 'ConsumerId',
    list: getConsumerList,
    inside: true,
    namesOf: byField('ConsumerId'),
  },
  user: {
    absent: {
      alone: 'SASL user "{name}" not found in instance {instance}',
      near: 'SASL user "{name}" not found in instance {instance}; did you mean "{near}"?',
    },
    key: 'Username',
    list: describeSaslUsers,
    inside: true,
    namesOf: byField('Username'),
  },
  instance: {
    absent: {
      alone: 'instance "{name}" not found in region {region}',
      near: 'instance "{name}" not found in region {region}; did you mean {near}?',
    },
    key: 'InstanceId',
    list: getInstanceList,
    inside: false,
    namesOf: byIdOrName,
    idsNamed,
  },
  metric: {
    absent: {
      alone: 'metric "{name}" not found in region {region}',
      near: 'metric "{name}" not found in region {region}; did you mean "{near}"?',
    },
    key: 'MetricName',
    list: describeMetricMetaList,
    inside: false,
    namesOf: byField('MetricName'),
  },
};

/** What is missing according to a code of the service, with the name from the input; undefined if it is not known. */
export function missingBy(code: string, input: Values, instance: string | undefined): Missing | undefined {
  const what = saysGone(code);
  if (what === undefined) return undefined;
  if (what === 'resource') return taggedBy(input, instance);
  const name = oneOf(givenFor(what, input) ?? (what === 'instance' ? instance : undefined));
  if (name === undefined) return undefined;
  // The list is of one namespace: it has no similar names for another one.
  const isElsewhere = what === 'metric' && (input['Namespace'] ?? NAMESPACE) !== NAMESPACE;
  return { what, name, ...(isElsewhere ? { among: [] } : {}) };
}

/** The command that lists all things of a kind. */
export const listCommand = (what: string): string | undefined => LIST_COMMANDS[what];

const LIST_COMMANDS: Readonly<Record<string, string>> = {
  topic: alikafka`topic list`,
  group: alikafka`group list`,
  user: alikafka`sasl list`,
  instance: alikafka`instance list`,
  metric: alikafka`metrics meta`,
};

/** The name of a thing of this kind that a request or a result is about; undefined if it names none, or several. */
export function nameIn(what: string, input: Values, instance: string | undefined): string | undefined {
  const tagged = taggedBy(input, instance);
  return tagged?.what === what ? tagged.name : oneOf(givenFor(what, input));
}

/** The id of the instance that a request names, or works in. */
export const idIn = (input: Values, instance: string | undefined): string | undefined =>
  nameIn('instance', input, instance) ?? instance;

/** The names of a kind in an input: from its own parameter, or from that of a permission. */
const givenFor = (what: string, input: Values): unknown => input[LISTED[what]?.key ?? ''] ?? ruleNames(input, what);

/** One text, alone or in a list; undefined if there are several. */
function oneOf(given: unknown): string | undefined {
  const names: readonly unknown[] = Array.isArray(given) ? given : [given];
  const [name] = names;
  return names.length === 1 && typeof name === 'string' ? name : undefined;
}

/** The topic or group of a permission, by its parameters or by the options that name it. */
function ruleNames(input: Values, what: string): unknown {
  const { AclResourceType = '', AclResourceName } = resolve(input);
  return typedType(AclResourceType) === what ? AclResourceName : undefined;
}

/** The thing that a wire id names; undefined if it is in another instance than the command's, which is not listed. */
function taggedBy({ ResourceType, ResourceId }: Values, instance: string | undefined): Missing | undefined {
  const id = oneOf(ResourceId);
  const [what] = Object.entries(RESOURCE_TYPE).find(([, type]) => type === ResourceType) ?? [];
  if (id === undefined || what === undefined) return undefined;
  if (what === 'instance') return { what, name: id };
  const prefix = resourceId({ kind: what as ResourceKind, name: '' }, instance ?? '');
  return id.startsWith(prefix) ? { what, name: id.slice(prefix.length) } : undefined;
}

/** Whether the service's message names this one of several things of a request, which is the one that is missing. */
export function isNamedIn(message: string, { ResourceId }: Row): boolean {
  if (typeof ResourceId !== 'string') return false;
  const at = message.indexOf(ResourceId);
  return at >= 0 && !/^(?:[\w-]|\.\w)/.test(message.slice(at + ResourceId.length));
}

/** The most similar listed name, as typed; undefined if none is similar. Names that were `named` as well are left out. */
export function nearest(
  { what, name }: Missing,
  rows: readonly Row[],
  named: ReadonlySet<string> = new Set(),
): string | undefined {
  const known = rows.flatMap((row) => LISTED[what]?.namesOf(row) ?? []);
  // Listed: it is being deleted, or not known to the whole service yet.
  if (known.some((one) => one.name === name && one.typed === name)) return undefined;
  const others = known.filter(({ typed }) => !named.has(typed));
  const near = suggest(
    name,
    others.map((one) => one.name),
  );
  return others.find((one) => one.name === near)?.typed;
}

/** The id that was meant by the name of exactly one thing; undefined if no one has it, or several. */
export function meantId({ what, name }: Missing, rows: readonly Row[]): string | undefined {
  const [id, ...others] = LISTED[what]?.idsNamed?.(rows, name) ?? [];
  return others.length > 0 || id === name ? undefined : id;
}

/** `topic "orderz" not found in instance alikafka_x; did you mean "orders"?` */
export function notFoundText({ what, name }: Missing, place: Place, near: string | undefined): string {
  const { alone, near: withNear } = LISTED[what]?.absent ?? OTHER_ABSENT;
  const { instance = '', region } = place;
  return t<string>(near === undefined ? alone : withNear, { name, instance, region, near: near ?? '' });
}

/** For a kind without a list. */
const OTHER_ABSENT: AbsentTexts = {
  alone: '"{name}" not found in region {region}',
  near: '"{name}" not found in region {region}; did you mean "{near}"?',
};

/** The instance or region of a lookup. */
export interface Place {
  readonly region: string;
  readonly instance: string | undefined;
}
