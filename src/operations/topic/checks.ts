/** Whether changes of topics have taken effect, and in which state a topic is, read from the list of topics. */
import type { Verification, Values } from '../../core/operation.ts';
import type { WaitStatus } from '../../core/command.ts';
import { toJson } from '../../core/text/json.ts';
import type { Row } from '../../core/shape.ts';
import { clauses, plural, t } from '../../core/text/texts.ts';
import { byName, byNameOrCut, doneIf, goneStatus } from '../shared/reading.ts';
import { getTopicList, partitionsOf } from './list.ts';

const byTopic = byName(getTopicList, 'Topic');
const byCreatedTopic = byNameOrCut(getTopicList, 'Topic');

const IN_SERVICE = 0;

const isThere = (topic: Row | undefined): topic is Row => topic !== undefined && !isBeingDeleted(topic);

/** A topic that is being deleted stays listed for some time, without its status. */
function isBeingDeleted(topic: Row): boolean {
  return (topic['Status'] ?? null) === null && (topic['StatusName'] ?? null) === null;
}

/** Judged by Status; StatusName is in the language of the account and is used only if Status is missing. */
function isInService(topic: Row): boolean {
  return (topic['Status'] ?? null) === null ? !isBeingDeleted(topic) : topic['Status'] === IN_SERVICE;
}

/** How a listed topic differs from the requested one: `PartitionNum is 12, not 24`; undefined if it does not. */
export function differencesOf(topic: Row, input: Values): string | undefined {
  const differences = asked(input)
    .map(({ field, wanted }) => ({ field, wanted, present: listed(topic, field) }))
    .filter(({ wanted, present }) => present !== null && present !== undefined && String(wanted) !== present);
  return differences.length === 0
    ? undefined
    : clauses(
        differences.map(({ field, wanted, present }) =>
          t('{field} is {present}, not {wanted}', { field, present: String(present), wanted: String(wanted) }),
        ),
      );
}

type Compared = 'PartitionNum' | 'Remark';

/** The requested values that the list shows. */
function asked({ PartitionNum, Remark, Topic }: Values): { field: Compared; wanted: unknown }[] {
  const all = [
    { field: 'PartitionNum', wanted: PartitionNum },
    { field: 'Remark', wanted: Remark === Topic ? undefined : Remark },
  ] as const;
  return all.filter(({ wanted }) => wanted !== undefined);
}

/** A listed value as text; null if the list has none, undefined if it has something else than the service sends. */
function listed(topic: Row, field: Compared): string | null | undefined {
  const value = topic[field] ?? null;
  if (value === null) return null;
  if (field === 'PartitionNum') return partitionsOf(topic)?.toString();
  return typeof value === 'string' ? value : undefined;
}

/**
 * After CreateTopic: it exists as requested. A topic that is listed without a status may be the new one, or an old one
 * that is being deleted.
 */
export const topicCreated = byCreatedTopic((topic, input): Verification => {
  if (topic === undefined) return doneIf(false);
  const name = String(topic['Topic']);
  if (isBeingDeleted(topic))
    return { state: 'unknown', message: t('topic "{name}" is listed without a status', { name }) };
  const field = asked(input).find((one) => listed(topic, one.field) === undefined)?.field;
  if (field !== undefined)
    return { state: 'unknown', message: t('topic "{name}" is listed with an unreadable {field}', { name, field }) };
  const differences = differencesOf(topic, input);
  return differences === undefined
    ? doneIf(true)
    : {
        state: 'differs',
        message: t('topic "{name}" already exists, but differs: {differences}', { name, differences }),
      };
});

/** After DeleteTopic: no longer listed, or being deleted. */
export const topicDeleted = byTopic((topic) => doneIf(!isThere(topic)));

/** After ModifyPartitionNum, which adds: only the total to be reached shows whether it has. */
export const partitionsAdded = byTopic((topic, { PartitionNum: wanted, Topic }): Verification => {
  if (topic === undefined && wanted !== undefined) return doneIf(false);
  const present = topic === undefined ? undefined : partitionsOf(topic);
  return wanted === undefined || present === undefined
    ? { state: 'unknown', message: partitionsText(String(Topic), topic, present) }
    : doneIf(present >= Number(wanted));
});

/** The current number of partitions of a topic. */
function partitionsText(name: string, topic: Row | undefined, present: number | undefined): string {
  if (topic === undefined) return t('topic "{name}" is not listed', { name });
  return present === undefined
    ? t('the list does not show how many partitions topic "{name}" has', { name })
    : plural(present, 'topic "{name}" has {count} partition now', 'topic "{name}" has {count} partitions now', {
        name,
      });
}

/** After ModifyTopicRemark; without a remark the old one is kept. */
export const remarkSet = byTopic((topic, { Remark }) =>
  doneIf(topic !== undefined && (Remark === undefined || (topic['Remark'] ?? '') === Remark)),
);

/** Listed, in any state. */
export const topicListed = byCreatedTopic((topic) => waitStatus(topic, isThere, 'pending'));

/** In service, after a creation: the topic may be listed only after some minutes. */
export const topicInService = byCreatedTopic((topic) => waitStatus(topic, isInService, 'pending'));

/** In service. */
export const topicRuns = byCreatedTopic((topic) => waitStatus(topic, isInService, 'absent'));

function waitStatus(
  topic: Row | undefined,
  isReached: (topic: Row) => boolean,
  missing: 'pending' | 'absent',
): WaitStatus {
  if (topic === undefined) return { state: missing, message: t('not listed yet') };
  return { state: isReached(topic) ? 'reached' : 'pending', message: stateOf(topic), record: topic };
}

/** Not listed any more: until then no topic of this name can be created. */
export const topicGone = byTopic((topic) => goneStatus(topic, stateOf));

function stateOf(topic: Row): string {
  if (isBeingDeleted(topic)) return t('being deleted');
  return isInService(topic) ? t('in service') : t('status {status}', { status: toJson(topic['Status'] ?? null) });
}
