/** The effect of a deletion of instances. */
import type { Reader, Values } from '../../core/operation.ts';
import type { Refused } from '../../core/plan.ts';
import type { Json, Row } from '../../core/shape.ts';
import { noted, plural, t } from '../../core/text/texts.ts';
import { isGone, messageOf } from '../shared/codes.ts';
import { firstOf } from '../shared/common.ts';
import { getConsumerList } from '../group/list.ts';
import { findInstances } from './find.ts';
import { absent } from './list.ts';
import { linesOf } from '../shared/impact-lines.ts';
import { readEach, regionOf } from '../shared/reading.ts';
import { getTopicList } from '../topic/list.ts';

/** A part of an instance: its list, the field of its name, and the field of the instance's record with its number. */
const HELD = [
  { what: 'topics', list: getTopicList, name: 'Topic', count: 'UsedTopicCount' },
  { what: 'groups', list: getConsumerList, name: 'ConsumerId', count: 'UsedGroupCount' },
] as const;

type Held = (typeof HELD)[number];

/**
 * The number of topics and groups in the instances of a deletion: one line per instance; or the refusal if one of them
 * does not exist. Never throws.
 */
export async function whatInstancesHold(inputs: readonly Values[], reader: Reader): Promise<string[] | Refused> {
  const find = await findInstances(inputs, reader).catch(() => () => undefined);
  const lines = await readEach(inputs, async (input) => {
    const place = { ...regionOf(inputs), InstanceId: String(input['InstanceId']) };
    const parts = await Promise.all(HELD.map((held) => partOf(held, place, find(input), reader)));
    const hasNone = find(input) === undefined && parts.some((part) => 'gone' in part);
    const texts = parts.map((part) => part.text);
    return { id: place.InstanceId, hasNone, text: `${place.InstanceId}: ${texts.join('; ')}`, matters: true };
  });
  const gone = lines.find(({ hasNone }) => hasNone);
  return gone === undefined ? linesOf(lines) : absent(gone.id);
}

/** What is known about a part of an instance; `gone` if its list was refused because there is no such instance. */
type Part = { readonly text: string; readonly gone?: true };

/** The topics or groups of an instance; one that is not in service cannot be read, but its record has the numbers. */
async function partOf(
  { what, list, name, count }: Held,
  place: Values,
  record: Row | undefined,
  reader: Reader,
): Promise<Part> {
  try {
    const rows = await reader.rows(list, place);
    const names = rows.map((row) => String(row[name]));
    return { text: counted(rows.length, what, names) };
  } catch (error) {
    const known = record?.[count] ?? null;
    if (known !== null) return { text: counted(known, what, []) };
    const reason = messageOf(error).replace(/\.$/, '');
    const text =
      what === 'topics'
        ? t('cannot read its topics: {reason}', { reason })
        : t('cannot read its groups: {reason}', { reason });
    return isGone('instance', error) ? { text, gone: true } : { text };
  }
}

/** `2 topics (orders, payments)`. */
function counted(number: Json, what: Held['what'], names: readonly string[]): string {
  const count = Number(number);
  const text =
    what === 'topics'
      ? plural(count, '{count} topic', '{count} topics')
      : plural(count, '{count} group', '{count} groups');
  return names.length === 0 ? text : noted(text, firstOf(names));
}
