import type { Reader, Values } from '../../core/operation.ts';
import type { Json, Row } from '../../core/shape.ts';
import { messageOf } from '../shared/codes.ts';
import { firstOf } from '../shared/common.ts';
import { getConsumerList } from '../group/list.ts';
import { findInstances } from './find.ts';
import { linesOf } from '../shared/impact-lines.ts';
import { readEach, regionOf } from '../shared/reading.ts';
import { getTopicList } from '../topic/list.ts';

/** What one instance holds: the list of it, its name field, and the number that the instance's own record has. */
const HELD = [
  { what: 'topics', list: getTopicList, name: 'Topic', count: 'UsedTopicCount' },
  { what: 'groups', list: getConsumerList, name: 'ConsumerId', count: 'UsedGroupCount' },
] as const;

type Held = (typeof HELD)[number];

/** How many topics and groups the instances of a deletion hold: a line an instance. Never throws. */
export async function whatInstancesHold(inputs: readonly Values[], reader: Reader): Promise<string[]> {
  const find = await findInstances(inputs, reader).catch(() => () => undefined);
  const lines = await readEach(inputs, async (input) => {
    const place = { ...regionOf(inputs), InstanceId: String(input['InstanceId']) };
    const parts = await Promise.all(HELD.map((held) => partOf(held, place, find(input), reader)));
    return { text: `${place.InstanceId}: ${parts.join('; ')}`, matters: true };
  });
  return linesOf(lines, 'instances');
}

/** An instance that no longer serves cannot be read; its own record still has the numbers. */
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
    return known === null ? `${what} could not be read: ${messageOf(error)}` : counted(known, what, []);
  }
}

function counted(number: Json, what: string, names: readonly string[]): string {
  const some = names.length === 0 ? '' : ` (${firstOf(names)})`;
  return `${String(number)} ${number === 1 ? what.slice(0, -1) : what}${some}`;
}
