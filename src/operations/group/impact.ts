/** The effect of a deletion of groups. */
import type { Reader, Values } from '../../core/operation.ts';
import { t } from '../../core/text/texts.ts';
import { firstOf } from '../shared/common.ts';
import { type Readings, readingsOf } from './readings.ts';
import { type Line, linesOf, uncheckedGroups, withLag } from '../shared/impact-lines.ts';
import { placeOf } from '../shared/reading.ts';

/** The topics of the groups of a deletion, with their lag: one line per group. Never throws. */
export async function whatGroupsRead(inputs: readonly Values[], reader: Reader): Promise<string[]> {
  const groups = inputs.map((input) => String(input['ConsumerId']));
  const { byGroup, left } = await readingsOf(groups, placeOf(inputs), reader);
  return [...linesOf(byGroup.map(([group, readings]) => lineOf(group, readings))), ...uncheckedGroups(left)];
}

function lineOf(group: string, found: Readings): Line {
  if ('gone' in found) return { text: t('group "{group}" not found', { group }), matters: true };
  if ('failed' in found)
    return { text: t('{group}: cannot read its topics: {reason}', { group, reason: found.failed }), matters: true };
  const topics = found.readings.map(({ topic, lag }) => withLag(topic, lag));
  return topics.length === 0
    ? { text: t('{group}: reads no topic', { group }), matters: false }
    : { text: t('{group}: reads {topics}', { group, topics: firstOf(topics) }), matters: true };
}
