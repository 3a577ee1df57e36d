/** The effect of a deletion of instances. */
import type { Reader, Values } from '../../core/operation.ts';
import type { Json, Row } from '../../core/shape.ts';
import { noted, plural, t } from '../../core/text/texts.ts';
import { messageOf } from '../shared/codes.ts';
import { firstOf } from '../shared/common.ts';
import { getConsumerList } from '../group/list.ts';
import { findInstances } from './find.ts';
import { linesOf } from '../shared/impact-lines.ts';
import { readEach, regionOf } from '../shared/reading.ts';
import { getTopicList } from '../topic/list.ts';

/** A part of an instance: its list, the field of its name, and the field of the instance's record with its number. */
const HELD = [
  { what: 'topics', list: getTopicList, name: 'Topic', count: 'UsedTopicCount' },
  { what: 'groups', list: getConsumerList, name: 'ConsumerId', count: 'UsedGroupCount' },
] as const;

type Held = (typeof HELD)[number];

/** The number of topics and groups in the instances of a deletion: one line per instance. Never throws. */
export async function whatInstancesHold(inputs: readonly Values[], reader: Reader): Promise<string[]> {
  const find = await findInstances(inputs, reader).catch(() => () => undefined);
  const lines = await readEach(inputs, async (input) => {
    const place = { ...regionOf(inputs), InstanceId: String(input['InstanceId']) };
    const parts = await Promise.all(HELD.map((held) => partOf(held, place, find(input), reader)));
    return { text: `${place.InstanceId}: ${parts.join('; ')}`, matters: true };
  });
  return linesOf(lines);
}

/** The topics or groups of an instance; one that is not in service cannot be read, but its record has the numbers. */
async function partOf({ what, list, name, count }: Held, place: Values, record: Row | undefined, reader: Reader) {
  try {
    const rows = await reader.rows(list, place);
    return counted(
      rows.length,
      what,
      rows.map((row) => String(row[name])),
    );
  } catch (error) {
    const known = record?.[count] ?? null;
    if (known !== null) return counted(known, what, []);
    const reason = messageOf(error).replace(/\.$/, '');
    return what === 'topics'
      ? t('cannot read its topics: {reason}', { reason })
      : t('cannot read its groups: {reason}', { reason });
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
