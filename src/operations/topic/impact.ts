/** The effect of a deletion of topics. */
import type { Reader, Values } from '../../core/operation.ts';
import { t } from '../../core/text/texts.ts';
import { messageOf } from '../shared/codes.ts';
import { firstOf, groupsBy } from '../shared/common.ts';
import { getConsumerList } from '../group/list.ts';
import { type Found, readingsOf } from '../group/readings.ts';
import { type Line, linesOf, uncheckedGroups, withLag } from '../shared/impact-lines.ts';
import { placeOf } from '../shared/reading.ts';

/**
 * Which groups read the topics of a deletion, and their lag: one line per topic that is read, and one for the others.
 * With `eachName`, where the topics are known to exist, the others have a line each. Never throws.
 */
export async function groupsThatRead(inputs: readonly Values[], reader: Reader, eachName = false): Promise<string[]> {
  const topics = inputs.map((input) => String(input['Topic']));
  try {
    const groups = await reader.rows(getConsumerList, placeOf(inputs));
    const names = groups.map((row) => row['ConsumerId']).filter((name) => typeof name === 'string');
    const found = await readingsOf(names, placeOf(inputs), reader);
    return impactLines(topics, { ...found, left: found.left + groups.length - names.length }, eachName);
  } catch (error) {
    const reason = t('cannot check which groups read these topics: {reason}', { reason: messageOf(error) });
    return [...(eachName ? linesOf(topics.map((text) => ({ text, matters: true }))) : []), reason];
  }
}

function impactLines(topics: readonly string[], { byGroup, left }: Found, eachName: boolean): string[] {
  const readers = groupsBy(byGroup.flatMap(readersOf), ({ topic }) => topic);
  const notes = [...failedGroups(byGroup), ...uncheckedGroups(left)];
  const isWhole = notes.length === 0;
  const lineOf = (topic: string): Line => {
    const own = (readers.get(topic) ?? []).map(({ reader }) => reader);
    return own.length === 0
      ? { text: unreadText(topic, isWhole), matters: false }
      : { text: t('{topic}: read by {groups}', { topic, groups: firstOf(own) }), matters: true };
  };
  if (eachName) return [...linesOf(topics.map(lineOf)), ...notes];
  const read = topics.filter((topic) => readers.has(topic));
  const unread = topics.filter((topic) => !readers.has(topic));
  return [...linesOf(read.map(lineOf)), ...unreadLine(unread, isWhole), ...notes];
}

/** A topic of the list that no group reads; where not all groups were checked, none of those that were. */
const unreadText = (topic: string, isWhole: boolean): string =>
  isWhole
    ? t('{topic}: not read by any group', { topic })
    : t('{topic}: not read by any group that was checked', { topic });

/** The same about typed names, of which the groups do not show whether there are such topics. */
function unreadLine(names: readonly string[], isWhole: boolean): string[] {
  if (names.length === 0) return [];
  const topics = firstOf(names);
  return [
    isWhole ? t('no group reads {topics}', { topics }) : t('no group that was checked reads {topics}', { topics }),
  ];
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
