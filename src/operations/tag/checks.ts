/** Whether changes of tags have taken effect. */
import type { Reader, Values } from '../../core/operation.ts';
import type { Tag } from '../../core/params.ts';
import type { Row } from '../../core/shape.ts';
import { chunks, groupsBy } from '../shared/common.ts';
import { doneIf, judging, regionOf, rowsOfEach } from '../shared/reading.ts';
import { listTagResources } from './list.ts';
import { RESOURCES_A_REQUEST } from './resources.ts';

/** Tags of a resource, by key. */
type Tags = ReadonlyMap<string, string>;

/** The tags of each resource of an input. */
const byTags = judging<readonly Tags[]>(async (inputs, reader) => {
  const types = [...groupsBy(inputs, typeOf)];
  const known = new Map(
    await Promise.all(types.map(async ([type, own]) => [type, tagsById(await rowsOf(type, own, reader))] as const)),
  );
  return (input) => idsOf(input).map((id) => known.get(typeOf(input))?.get(id) ?? new Map<string, string>());
});

const typeOf = (input: Values): string => String(input['ResourceType']).toUpperCase();
const idsOf = (input: Values): readonly string[] => (input['ResourceId'] as readonly string[] | undefined) ?? [];

/** The maximum of resources in one request. */
function rowsOf(ResourceType: string, inputs: readonly Values[], reader: Reader): Promise<Row[]> {
  const parts = chunks([...new Set(inputs.flatMap(idsOf))], RESOURCES_A_REQUEST);
  const requests = parts.map((ResourceId) => ({ ...regionOf(inputs), ResourceType, ResourceId }));
  return rowsOfEach(listTagResources, requests, reader);
}

function tagsById(rows: readonly Row[]): ReadonlyMap<string, Tags> {
  const tags = ([, own]: [string, Row[]]) =>
    new Map(own.map(({ TagKey, TagValue }) => [String(TagKey), String(TagValue ?? '')]));
  return new Map([...groupsBy(rows, (row) => String(row['ResourceId']))].map((one) => [one[0], tags(one)]));
}

/** After TagResources: every resource has every tag, with its value. */
export const tagsSet = byTags((resources, input) => {
  const asked = (input['Tag'] as readonly Tag[] | undefined) ?? [];
  return doneIf(resources.every((tags) => asked.every(({ Key, Value = '' }) => tags.get(Key) === Value)));
});

/** After UntagResources: no resource has any of the keys; with All, and no keys, none has a tag. */
export const tagsRemoved = byTags((resources, input) => {
  const keys = (input['TagKey'] as readonly string[] | undefined) ?? [];
  const isLeft = (tags: Tags): boolean =>
    keys.length > 0 ? keys.some((key) => tags.has(key)) : input['All'] === true && tags.size > 0;
  return doneIf(!resources.some(isLeft));
});
