import { type Tag as SentTag, tagKey, tagValue } from '../../core/params.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Tag } from '../state/state.ts';

/** Tags of one resource, and of one request (the vendor's console guide of 2021). */
export const MOST_TAGS = 20;

/** Whether tags hold all that are asked for; one without a value is held with any (docs/sources.md#tag-filters). */
export function carriesAll(tags: readonly Tag[], asked: readonly SentTag[]): boolean {
  return asked.every((one) => tags.some((tag) => isAsked(tag, one)));
}

/** Whether a tag is the one asked for. */
export function isAsked(tag: Tag, { Key, Value }: SentTag): boolean {
  return tag.Key === Key && (Value === undefined || tag.Value === Value);
}

/** Refuses tags that may not be set, each rule with its own code (docs/sources.md#tag-rules). */
export function checkTags(tags: readonly SentTag[]): void {
  checkKeys(tags.map(({ Key }) => Key));
  const value = tags.map(({ Value = '' }) => tagValue(Value)).find((violation) => violation !== undefined);
  if (value !== undefined) throw productRefusal('BIZ_TAG_TAGVALUE_NOT_VALID', value('The tag'));
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw productRefusal('BIZ_TAG_DUPLICATE_TAG_KEY');
}

/** Refuses keys that are no keys, and more of them than a request may have. */
export function checkKeys(keys: readonly string[]): void {
  if (keys.length > MOST_TAGS)
    throw productRefusal('BIZ_TAG_REQUEST_TAG_NUM_EXCEED', `A request has at most ${MOST_TAGS} tags`);
  const key = keys.map(tagKey).find((violation) => violation !== undefined);
  if (key !== undefined) throw productRefusal('BIZ_TAG_TAGKEY_NOT_VALID', key('The tag'));
}
