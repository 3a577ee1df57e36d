/** Resources of tags: how they are typed, named on the wire and put into requests. */
import { as, choice, type Rule, texts, type Violation } from '../../core/params.ts';
import type { FileInput } from '../../core/command.ts';
import type { Scope, Step } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import { parseResource, RESOURCE_TYPE, type Resource, resourceId } from '../../core/resource.ts';
import type { Json, Row } from '../../core/shape.ts';
import { sentence } from '../../core/text/texts.ts';
import { chunks, groupsBy } from '../shared/common.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { shellWord } from '../../core/text/shell-word.ts';

/** Resources per request (the guides to the console; the gateway accepts more). */
export const RESOURCES_A_REQUEST = 50;

/** The parameter ResourceType of the tag operations. */
export const resourceType = choice(['INSTANCE', 'TOPIC', 'CONSUMERGROUP'], {
  required: true,
  anyCase: true,
  help: 'Type of the resources',
});

const eachResource: Rule<string[]> = (list) => {
  const bad = list.find((one) => parseResource(one) === undefined);
  return bad === undefined
    ? undefined
    : sentence('{name} must be instance, instance/<id>, topic/<name> or group/<name>, not "{bad}"', { bad });
};

/** The argument that names resources: `topic/orders`. */
export const resourceArgument = (required: boolean) =>
  texts({
    argument: 'resource',
    many: true,
    required,
    rules: [eachResource],
    lists: { 'topic/': 'topic', 'group/': 'group', instance: 'whole', 'instance/': 'instance' },
    help: 'instance/<id>; or instance, topic/<name> or group/<name>, for the instance set with -i or in the profile',
  });

/** Types in the form of a list. */
const LISTED_TYPES = Object.fromEntries(
  Object.values(RESOURCE_TYPE).map((type) => [`ALIYUN::ALIKAFKA::${type}`, type]),
);

/** A resource as typed, or as in a record of a list: the two fields of a record have no flags. */
export const resourceInputs = {
  resource: as(resourceArgument(true), { alternative: 'ResourceId' }),
  ResourceType: as(resourceType, { aliases: LISTED_TYPES }),
  ResourceId: texts({ help: 'Resources, by API id (Kafka_<instance>_<name>)' }),
};

/** What --from-file accepts: resources as typed, or the output of `tag list`. `more` are the fields of the tags. */
export const resourceFile = (more: Readonly<Record<string, string>>, ignored: readonly string[] = []): FileInput => ({
  line: 'resource',
  fields: { resource: 'resource', ResourceType: 'ResourceType', ResourceId: 'ResourceId', ...more },
  ignored,
});

/** Refuses a record that names its resource twice or not by its whole wire id. */
export function namesOneResource(input: Values): Violation[] {
  const { resource, ResourceType, ResourceId } = input;
  if (ResourceId === undefined)
    return ResourceType === undefined
      ? []
      : [{ param: 'ResourceId', message: sentence('{name} is required with ResourceType') }];
  if (resource !== undefined)
    return [{ param: 'resource', message: sentence('{name} cannot be combined with ResourceId') }];
  if (ResourceType === undefined)
    return [{ param: 'ResourceType', message: sentence('{name} is required with ResourceId') }];
  const short = (ResourceId as string[]).find((id) => ResourceType !== 'INSTANCE' && !id.startsWith('Kafka_'));
  return short === undefined
    ? []
    : [
        {
          param: 'ResourceId',
          message: sentence('{name} must be Kafka_<instance>_<name>, not "{short}"', { short }),
        },
      ];
}

const resourcesOf = (input: Values): Resource[] =>
  ((input['resource'] as string[] | undefined) ?? []).map(parseResource).filter((one) => one !== undefined);

/** Whether resources are in the instance of `-i`: all but an instance that is named by its id. */
export function needsInstance(input: Values): boolean {
  return resourcesOf(input).some((one) => one.kind !== 'instance' || one.name === undefined);
}

/** The command that lists the tags of a request's resources. */
export function listTags({ ResourceType, ResourceId }: Values): string {
  const words = ((ResourceId as readonly string[] | undefined) ?? []).map((id) => asTyped(String(ResourceType), id));
  return [alikafka`tag list`, ...words.map(shellWord)].join(' ');
}

/** A resource as typed. */
export const resourceWord = ({ ResourceType, ResourceId }: Row): string =>
  asTyped(String(ResourceType), String(ResourceId));

/** A wire id as typed. */
const asTyped = (type: string, id: string): string =>
  `${kindOf(type) ?? 'instance'}/${id.replace(/^Kafka_alikafka_[^_]+_/, '')}`;

/** The word that is typed for a type: `topic` for TOPIC or ALIYUN::ALIKAFKA::TOPIC; undefined for an unknown type. */
function kindOf(type: string): string | undefined {
  const wire = type.replace(/^.*::/, '').toUpperCase();
  return Object.entries(RESOURCE_TYPE).find(([, known]) => known === wire)?.[0];
}

/** Resources in tables, as typed: `topic`, `topic/orders`. */
export const typedResource = {
  ResourceType: (type: Json): string => kindOf(String(type)) ?? String(type),
  ResourceId: (id: Json, { ResourceType }: Row): string =>
    kindOf(String(ResourceType)) === undefined ? String(id) : asTyped(String(ResourceType), String(id)),
} as const;

/** A resource as the wire names it. */
interface ResourceNames {
  readonly [field: string]: string;
  readonly ResourceType: string;
  readonly ResourceId: string;
}

/** A resource, and the entries that name it. */
export interface Named {
  readonly names: ResourceNames;
  readonly own: readonly Values[];
}

/** The resources of many entries, each once, in their order. */
export function resourcesIn(entries: readonly Values[], scope: Scope): Named[] {
  const all = entries.flatMap((entry) => wireNamesOf(entry, scope).map((names) => ({ names, entry })));
  const same = groupsBy(all, ({ names }) => `${names.ResourceType} ${names.ResourceId}`);
  return [...same.values()].flatMap((one) => {
    const [first] = one;
    return first === undefined ? [] : [{ names: first.names, own: one.map(({ entry }) => entry) }];
  });
}

/** As typed, or as a record of a list names them. */
function wireNamesOf(entry: Values, scope: Scope): ResourceNames[] {
  const ids = entry['ResourceId'] as readonly string[] | undefined;
  if (ids !== undefined) return ids.map((ResourceId) => ({ ResourceType: String(entry['ResourceType']), ResourceId }));
  return resourcesOf(entry).map((one) => ({
    ResourceType: RESOURCE_TYPE[one.kind],
    ResourceId: resourceId(one, scope.instance ?? ''),
  }));
}

/** Requests by type and by their other parameters, with at most 50 resources each. */
export function stepsOf(asked: readonly { readonly names: ResourceNames; readonly more: Values }[]): Step[] {
  const types = new Set([...Object.values(RESOURCE_TYPE), ...asked.map(({ names }) => names.ResourceType)]);
  return [...types].flatMap((ResourceType) => {
    const alike = groupsBy(
      asked.filter(({ names }) => names.ResourceType === ResourceType),
      ({ more }) => JSON.stringify(more),
    );
    return [...alike.values()].flatMap((group) =>
      chunks(group, RESOURCES_A_REQUEST).map((part) => ({
        input: { ...part[0]?.more, ResourceType, ResourceId: part.map(({ names }) => names.ResourceId) },
        names: part.map(({ names }) => names),
      })),
    );
  });
}
