import type { Reader, Values } from '../../core/operation.ts';
import { firstOf } from '../shared/common.ts';
import { type Readings, readingsOf } from './readings.ts';
import { lagText, type Line, linesOf } from '../shared/impact-lines.ts';
import { placeOf } from '../shared/reading.ts';

/** What the groups of a deletion read, and how far behind they are: a line a group. Never throws. */
export async function whatGroupsRead(inputs: readonly Values[], reader: Reader): Promise<string[]> {
  const groups = inputs.map((input) => String(input['ConsumerId']));
  const { byGroup, left } = await readingsOf(groups, placeOf(inputs), reader);
  const lines = linesOf(
    byGroup.map(([group, readings]) => lineOf(group, readings)),
    'groups',
  );
  return left > 0 ? [...lines, `${left} more groups were not looked at`] : lines;
}

function lineOf(group: string, found: Readings): Line {
  if ('failed' in found) return { text: `${group}: could not be read: ${found.failed}`, matters: true };
  const topics = found.readings.map(({ topic, lag }) => `${topic} (${lagText(lag)})`);
  return {
    text: `${group}: ${topics.length === 0 ? 'reads nothing' : `reads ${firstOf(topics)}`}`,
    matters: topics.length > 0,
  };
}
