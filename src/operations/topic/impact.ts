import type { Reader, Values } from '../../core/operation.ts';
import { messageOf } from '../shared/codes.ts';
import { firstOf, groupsBy } from '../shared/common.ts';
import { getConsumerList } from '../group/list.ts';
import { type Found, readingsOf } from '../group/readings.ts';
import { lagText, type Line, linesOf } from '../shared/impact-lines.ts';
import { placeOf } from '../shared/reading.ts';

/** Which groups read the topics of a deletion, and how far behind they are: a line a topic. Never throws. */
export async function groupsThatRead(inputs: readonly Values[], reader: Reader): Promise<string[]> {
  const topics = inputs.map((input) => String(input['Topic']));
  try {
    const groups = await reader.rows(getConsumerList, placeOf(inputs));
    const names = groups.map((row) => row['ConsumerId']).filter((name) => typeof name === 'string');
    const found = await readingsOf(names, placeOf(inputs), reader);
    return told(topics, { ...found, left: found.left + groups.length - names.length });
  } catch (error) {
    return [`which groups read what is deleted could not be read: ${messageOf(error)}`];
  }
}

function told(topics: readonly string[], { byGroup, left }: Found): string[] {
  const readers = groupsBy(byGroup.flatMap(readersOf), ({ topic }) => topic);
  const notes = [...unread(byGroup), ...(left > 0 ? [`${left} more groups were not looked at`] : [])];
  const read = topics.flatMap((topic): Line[] => {
    const own = (readers.get(topic) ?? []).map(({ reader }) => reader);
    return own.length === 0 ? [] : [{ text: `${topic}: read by ${firstOf(own)}`, matters: true }];
  });
  const nobody = notes.length === 0 ? 'no group reads' : 'no group that could be looked at reads';
  const quiet = quietLines(
    topics.filter((topic) => !readers.has(topic)),
    nobody,
  );
  return [...linesOf(read, 'topics'), ...quiet, ...notes];
}

/** So many topics without readers have a line each; more are one line. */
const FEW = 5;

function quietLines(topics: readonly string[], nobody: string): string[] {
  if (topics.length > FEW) return [`${firstOf(topics)}: ${nobody} them`];
  return topics.map((topic) => `${topic}: ${nobody} it`);
}

function readersOf([group, found]: Found['byGroup'][number]): { topic: string; reader: string }[] {
  if ('failed' in found) return [];
  return found.readings.map(({ topic, lag }) => ({ topic, reader: `${group} (${lagText(lag)})` }));
}

function unread(byGroup: Found['byGroup']): string[] {
  const failed = byGroup.flatMap(([group, found]) => ('failed' in found ? [{ group, why: found.failed }] : []));
  const [first] = failed;
  const groups = firstOf(failed.map(({ group }) => group));
  return first === undefined ? [] : [`what ${groups} read could not be read: ${first.why}`];
}
