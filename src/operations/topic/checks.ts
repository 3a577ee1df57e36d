import type { Verification, Values } from '../../core/operation.ts';
import type { WaitStatus } from '../../core/command.ts';
import { toJson } from '../../core/text/json.ts';
import type { Row } from '../../core/shape.ts';
import { byName, byNameOrCut, doneIf, goneStatus } from '../shared/reading.ts';
import { getTopicList, partitionsOf } from './list.ts';

const byTopic = byName(getTopicList, 'Topic');
const byCreatedTopic = byNameOrCut(getTopicList, 'Topic');

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
  const differences = asked(input)
    .map(({ field, want }) => ({ field, want, have: listed(topic, field) }))
    .filter(({ want, have }) => have !== null && have !== undefined && String(want) !== have);
  return differences.length === 0
    ? undefined
    : differences.map(({ field, want, have }) => `${field} is ${String(have)}, not ${String(want)}`).join('; ');
}

type Compared = 'PartitionNum' | 'Remark';

/** What was asked of a topic that the list repeats. */
function asked({ PartitionNum, Remark, Topic }: Values): { field: Compared; want: unknown }[] {
  const all = [
    { field: 'PartitionNum', want: PartitionNum },
    { field: 'Remark', want: Remark === Topic ? undefined : Remark },
  ] as const;
  return all.filter(({ want }) => want !== undefined);
}

/** A listed value as text; null where the list has none, undefined where it has something else than the service sends. */
function listed(topic: Row, field: Compared): string | null | undefined {
  const value = topic[field] ?? null;
  if (value === null) return null;
  if (field === 'PartitionNum') return partitionsOf(topic)?.toString();
  return typeof value === 'string' ? value : undefined;
}

/**
 * After CreateTopic: there, as it was asked for. One that is listed without a status is there too, but whether it is the
 * new one or an old one that is being deleted cannot be told.
 */
export const topicCreated = byCreatedTopic((topic, input): Verification => {
  if (topic === undefined) return doneIf(false);
  if (isLeaving(topic)) return { state: 'unknown', message: 'is listed without its status' };
  const odd = asked(input).find(({ field }) => listed(topic, field) === undefined);
  if (odd !== undefined) return { state: 'unknown', message: `is listed with a ${odd.field} that cannot be read` };
  const differences = differencesOf(topic, input);
  return differences === undefined ? doneIf(true) : { state: 'differs', message: `exists, but ${differences}` };
});

/** After DeleteTopic: gone, or on its way out. */
export const topicDeleted = byTopic((topic) => doneIf(!isThere(topic)));

/** After ModifyPartitionNum, which adds: only the number to be reached tells whether it has. */
export const partitionsAdded = byTopic((topic, { PartitionNum: wanted }): Verification => {
  if (wanted === undefined)
    return {
      state: 'unknown',
      message: topic === undefined ? 'is not listed now' : `has ${spoken(topic)} partitions now`,
    };
  if (topic === undefined) return doneIf(false);
  const present = partitionsOf(topic);
  if (present === undefined) return { state: 'unknown', message: `has ${spoken(topic)} partitions now` };
  return doneIf(present >= Number(wanted));
});

const spoken = (topic: Row): string => partitionsOf(topic)?.toString() ?? 'an unknown number of';

/** After ModifyTopicRemark; without a remark the old one stays. */
export const remarkSet = byTopic((topic, { Remark }) =>
  doneIf(topic !== undefined && (Remark === undefined || (topic['Remark'] ?? '') === Remark)),
);

/** Listed, in whatever state. */
export const topicListed = byCreatedTopic((topic) => waitStatus(topic, isThere, 'pending'));

/** In service, after a creation that the service has taken: it may take minutes to be listed. */
export const topicMade = byCreatedTopic((topic) => waitStatus(topic, isInService, 'pending'));

/** In service. */
export const topicRuns = byCreatedTopic((topic) => waitStatus(topic, isInService, 'absent'));

function waitStatus(
  topic: Row | undefined,
  isReached: (topic: Row) => boolean,
  missing: 'pending' | 'absent',
): WaitStatus {
  if (topic === undefined) return { state: missing, message: 'not listed yet' };
  return { state: isReached(topic) ? 'reached' : 'pending', message: stateOf(topic), record: topic };
}

/** Not listed any more: until then its name is taken. */
export const topicGone = byTopic((topic) => goneStatus(topic, stateOf));

function stateOf(topic: Row): string {
  if (isLeaving(topic)) return 'being deleted';
  return isInService(topic) ? 'in service (0)' : `status ${toJson(topic['Status'] ?? null)}`;
}
