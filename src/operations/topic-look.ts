import type { Finding, Look, Stand, Values } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';
import { byName, doneIf } from './reading.ts';
import { getTopicList } from './topic-list.ts';

const byTopic = byName(getTopicList, 'Topic');

const IN_SERVICE = 0;

const isThere = (topic: Row | undefined): topic is Row => topic !== undefined && !isLeaving(topic);

/** A topic on its way out stays listed for a while, without its status. */
function isLeaving(topic: Row): boolean {
  return (topic['Status'] ?? null) === null && (topic['StatusName'] ?? null) === null;
}

/** Status counts; StatusName is in the language of the account, so that it only stands in for one that is missing. */
function isInService(topic: Row): boolean {
  return (topic['Status'] ?? null) === null ? !isLeaving(topic) : topic['Status'] === IN_SERVICE;
}

/** How a topic differs from what was asked, as far as the list tells; undefined where it does not. */
export function differencesOf(topic: Row, input: Values): string | undefined {
  const asked = [
    ['PartitionNum', input['PartitionNum']],
    ['Remark', input['Remark'] === input['Topic'] ? undefined : input['Remark']],
  ] as const;
  const differences = asked
    .map(([field, want]) => ({ field, want, have: topic[field] ?? null }))
    .filter(({ want, have }) => want !== undefined && have !== null && String(want) !== String(have));
  return differences.length === 0
    ? undefined
    : differences.map(({ field, want, have }) => `${field} is ${String(have)}, not ${String(want)}`).join('; ');
}

/** After CreateTopic: there, as it was asked for. */
export const topicCreated = byTopic((topic, input): Finding => {
  if (!isThere(topic)) return doneIf(false);
  const differences = differencesOf(topic, input);
  return differences === undefined ? doneIf(true) : { is: 'differs', says: `exists, but ${differences}` };
});

/** After DeleteTopic: gone, or on its way out. */
export const topicDeleted = byTopic((topic) => doneIf(!isThere(topic)));

/** After ModifyPartitionNum, which adds: only the number to be reached tells whether it has. */
export const partitionsAdded = byTopic((topic, { PartitionNum: wanted }): Finding => {
  if (wanted !== undefined) return doneIf(isThere(topic) && Number(topic['PartitionNum']) >= Number(wanted));
  const says = isThere(topic) ? `has ${String(topic['PartitionNum'])} partitions now` : 'is not listed now';
  return { is: 'unknown', says };
});

/** After ModifyTopicRemark; without a remark the old one stays. */
export const remarkSet = byTopic((topic, { Remark }) =>
  doneIf(isThere(topic) && (Remark === undefined || String(topic['Remark'] ?? '') === Remark)),
);

/** Listed, in whatever state. */
export const topicListed: Look<Stand> = byTopic((topic) => stand(topic, isThere, 'pending'));

/** In service, after a creation that the service has taken: it may take minutes to be listed. */
export const topicMade: Look<Stand> = byTopic((topic) => stand(topic, isInService, 'pending'));

/** In service. */
export const topicRuns: Look<Stand> = byTopic((topic) => stand(topic, isInService, 'absent'));

function stand(topic: Row | undefined, isReached: (topic: Row) => boolean, missing: 'pending' | 'absent'): Stand {
  if (topic === undefined) return { is: missing, says: 'not listed yet' };
  return { is: isReached(topic) ? 'reached' : 'pending', says: stateOf(topic), record: topic };
}

/** Not listed any more: until then its name is taken. */
export const topicGone: Look<Stand> = byTopic(
  (topic): Stand =>
    topic === undefined ? { is: 'reached', says: 'gone' } : { is: 'pending', says: stateOf(topic), record: topic },
);

function stateOf(topic: Row): string {
  if (isLeaving(topic)) return 'being deleted';
  return isInService(topic) ? 'in service (0)' : `status ${String(topic['Status'])}`;
}
