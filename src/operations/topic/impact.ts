/** The effect of a deletion of topics. */
import type { Reader, Values } from '../../core/operation.ts';
import { t } from '../../core/text/texts.ts';
import { messageOf } from '../shared/codes.ts';
import { firstOf, groupsBy } from '../shared/common.ts';
import { getConsumerList } from '../group/list.ts';
import { type Found, readingsOf } from '../group/readings.ts';
import { type Line, linesOf, uncheckedGroups, withLag } from '../shared/impact-lines.ts';
import { placeOf } from '../shared/reading.ts';

/** Which groups read the topics of a deletion, and their lag: one line per topic. Never throws. */
export async function groupsThatRead(inputs: readonly Values[], reader: Reader): Promise<string[]> {
  const topics = inputs.map((input) => String(input['Topic']));
  try {
    const groups = await reader.rows(getConsumerList, placeOf(inputs));
    const names = groups.map((row) => row['ConsumerId']).filter((name) => typeof name === 'string');
    const found = await readingsOf(names, placeOf(inputs), reader);
    return impactLines(topics, { ...found, left: found.left + groups.length - names.length });
  } catch (error) {
    return [t('cannot check which groups read these topics: {reason}', { reason: messageOf(error) })];
  }
}

function impactLines(topics: readonly string[], { byGroup, left }: Found): string[] {
  const readers = groupsBy(byGroup.flatMap(readersOf), ({ topic }) => topic);
  const notes = [...failedGroups(byGroup), ...uncheckedGroups(left)];
  const read = topics.flatMap((topic): Line[] => {
    const own = (readers.get(topic) ?? []).map(({ reader }) => reader);
    return own.length === 0
      ? []
      : [{ text: t('{topic}: read by {groups}', { topic, groups: firstOf(own) }), matters: true }];
  });
  const unread = topics.filter((topic) => !readers.has(topic));
  return [...linesOf(read), ...unreadLines(unread, notes.length === 0), ...notes];
}

/** The number of topics without consumers with a separate line; more are one line. */
const FEW = 5;

/** Topics that no group reads; where not all groups were checked (`complete` is false), none of those that were. */
function unreadLines(topics: readonly string[], complete: boolean): string[] {
  const lines = topics.length > FEW ? [firstOf(topics)] : topics;
  return lines.map((names) =>
    complete
      ? t('{topics}: not read by any group', { topics: names })
      : t('{topics}: not read by any group that was checked', { topics: names }),
  );
}

function readersOf([group, found]: Found['byGroup'][number]): { topic: string; reader: string }[] {
  if ('failed' in found) return [];
  return found.readings.map(({ topic, lag }) => ({ topic, reader: withLag(group, lag) }));
}

function failedGroups(byGroup: Found['byGroup']): string[] {
  const failed = byGroup.flatMap(([group, found]) => ('failed' in found ? [{ group, why: found.failed }] : []));
  const [first] = failed;
  const groups = firstOf(failed.map(({ group }) => group));
  return first === undefined
    ? []
    : [t('cannot check what these groups read: {groups}: {reason}', { groups, reason: first.why })];
}
