/** Handlers of tags. The rules of tags are in tags.ts. */
import type { tagResources as TagResources, untagResources as UntagResources } from '../../operations/tag/tag.ts';
import type { listTagResources as ListTagResources } from '../../operations/tag/list.ts';
import { invalid } from '../checks/gateway.ts';
import { given, type Handler, type Handlers, NOTHING } from '../handler.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Instance, State, Tag } from '../state/state.ts';
import { presentTopics } from './find.ts';
import { carriesAll, checkKeys, checkTags, isAsked, MOST_TAGS } from './tags.ts';
import { partsOf, tokenOf } from './token.ts';

/**
 * The maximum number of resources of a request, and the page size of ListTagResources, which is not documented
 * (docs/sources.md#tag-batches).
 */
const MOST_RESOURCES = 50;
const PAGE = 100;

/** A resource with tags, and its id on the wire. */
interface Tagged {
  readonly id: string;
  readonly tagged: { tags: Tag[] };
}

/** Sets tags; an existing key gets the new value (docs/sources.md#tag-replacement). */
const tagResources: Handler<typeof TagResources.params> = (state, input, { now }) => {
  const tags = given(input.Tag).map(({ Key, Value = '' }) => ({ Key, Value }));
  checkTags(tags);
  const targets = targetsOf(state, input, now);
  const after = targets.map(({ tagged }) => ({ tagged, tags: merged(tagged.tags, tags) }));
  if (after.some((one) => one.tags.length > MOST_TAGS))
    throw productRefusal('BIZ_TAG_TAG_NUM_EXCEED', `A resource has at most ${MOST_TAGS} tags`);
  for (const one of after) one.tagged.tags = one.tags;
  return NOTHING;
};

function merged(old: readonly Tag[], set: readonly Tag[]): Tag[] {
  return [...new Map([...old, ...set].map((tag) => [tag.Key, tag])).values()];
}

/**
 * Removes the given keys; without keys all of them with All, otherwise none (docs/sources.md#tag-removal). Absent keys
 * are ignored.
 */
const untagResources: Handler<typeof UntagResources.params> = (state, input, { now }) => {
  const keys = input.TagKey ?? [];
  checkKeys(keys);
  const targets = targetsOf(state, input, now);
  const isRemoved = (tag: Tag): boolean => (keys.length > 0 ? keys.includes(tag.Key) : input.All === true);
  for (const { tagged } of targets) tagged.tags = tagged.tags.filter((tag) => !isRemoved(tag));
  return NOTHING;
};

interface Named {
  readonly RegionId?: string;
  readonly ResourceType?: string;
  readonly ResourceId?: string[];
}

function targetsOf(state: State, input: Named, now: number): Tagged[] {
  const ids = given(input.ResourceId);
  if (ids.length > MOST_RESOURCES)
    throw productRefusal('BIZ_TAG_REQUEST_RESOURCE_NUM_EXCEED', `A request has at most ${MOST_RESOURCES} resources`);
  return ids.map((id) => {
    const found = resource(state, input, id, now);
    if (found === undefined) throw productRefusal('BIZ_TAG_RESOURCE_NOT_EXIST', `The resource ${id} does not exist`);
    return found;
  });
}

/**
 * `Kafka_<instance>_<name>`: instance ids are known, so the name may contain anything
 * (docs/sources.md#tag-resource-ids). Tags are regional.
 */
function resource(state: State, { RegionId, ResourceType }: Named, id: string, now: number): Tagged | undefined {
  const instances = state.instances.filter(({ region }) => region === RegionId);
  if (ResourceType === 'INSTANCE')
    return tagged(
      id,
      instances.find((instance) => instance.id === id),
    );
  const instance = instances.find((one) => id.startsWith(prefix(one)));
  if (instance === undefined) return undefined;
  const name = id.slice(prefix(instance).length);
  return tagged(
    id,
    holders(instance, ResourceType, now).find((holder) => holder.name === name),
  );
}

const prefix = (instance: Instance): string => `Kafka_${instance.id}_`;
const tagged = (id: string, found: { tags: Tag[] } | undefined): Tagged | undefined =>
  found === undefined ? undefined : { id, tagged: found };
const holders = (
  instance: Instance,
  type: string | undefined,
  now: number,
): readonly { name: string; tags: Tag[] }[] => (type === 'TOPIC' ? presentTopics(instance, now) : instance.groups);

/**
 * One row per tag. If tags are requested: the resources that have all of them, with these tags. Resources that do not
 * exist have no rows. Pages have a hundred rows, and the type is spelled as in the reference
 * (docs/sources.md#tag-resource-types).
 */
const listTagResources: Handler<typeof ListTagResources.params> = (state, input, { now, behaviour }) => {
  const asked = input.Tag ?? [];
  const found = input.ResourceId === undefined ? every(state, input, now) : named(state, input, now);
  const ResourceType =
    behaviour.longResourceType === true
      ? `ALIYUN::ALIKAFKA::${given(input.ResourceType)}`
      : given(input.ResourceType).toLowerCase();
  const rows = found
    .filter(({ tagged: { tags } }) => carriesAll(tags, asked))
    .flatMap(({ id, tagged: { tags } }) =>
      tags.filter((tag) => asked.length === 0 || asked.some((one) => isAsked(tag, one))).map((tag) => ({ id, tag })),
    );
  const start = startOf(input.NextToken);
  const page = rows
    .slice(start, start + PAGE)
    .map(({ id, tag }) => ({ ResourceId: id, ResourceType, TagKey: tag.Key, TagValue: tag.Value }));
  return { NextToken: start + PAGE < rows.length ? tokenOf(start + PAGE) : undefined, TagResources: page };
};

function startOf(token: string | undefined): number {
  const start = token === undefined || token === '' ? 0 : partsOf(token)?.[0];
  if (start === undefined) throw invalid('NextToken');
  return start;
}

const named = (state: State, input: Named, now: number): Tagged[] =>
  [...new Set(given(input.ResourceId))]
    .map((id) => resource(state, input, id, now))
    .filter((found) => found !== undefined);

function every(state: State, { RegionId, ResourceType }: Named, now: number): Tagged[] {
  const instances = state.instances.filter(({ region }) => region === RegionId);
  if (ResourceType === 'INSTANCE') return instances.map((instance) => ({ id: instance.id, tagged: instance }));
  return instances.flatMap((instance) =>
    holders(instance, ResourceType, now).map((holder) => ({ id: prefix(instance) + holder.name, tagged: holder })),
  );
}

/** The handlers by action. */
export const TAG_HANDLERS: Handlers = {
  TagResources: tagResources,
  UntagResources: untagResources,
  ListTagResources: listTagResources,
};
