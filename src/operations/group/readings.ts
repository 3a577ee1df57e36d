/** The topics that groups read, for the questions before a deletion. */
import type { Reader, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { t } from '../../core/text/texts.ts';
import { isGone, messageOf } from '../shared/codes.ts';
import { getConsumerProgress } from './progress.ts';
import { records, withLags } from './lag.ts';
import { readEach } from '../shared/reading.ts';

/** The maximum of groups that are read before a question; more would take too long. */
const MOST_GROUPS = 200;

/** A topic that a group reads, with the group's lag on it. */
export interface Reading {
  readonly topic: string;
  /** Messages; null if it is not known. */
  readonly lag: unknown;
}

/** The topics that a group reads, or why they are not known: there may be no such group (`gone`). */
export type Readings = { readonly readings: readonly Reading[] } | { readonly failed: string; readonly gone?: true };

/** The known facts about groups, in their order, and how many were left out. */
export interface Found {
  readonly byGroup: readonly (readonly [group: string, readings: Readings])[];
  readonly left: number;
}

/** The topics and the lag of groups, by group; those beyond the first two hundred are left out. Never throws. */
export async function readingsOf(groups: readonly string[], place: Values, reader: Reader): Promise<Found> {
  const asked = groups.slice(0, MOST_GROUPS);
  const byGroup = await readEach(asked, async (group) => [group, await readingsOfOne(group, place, reader)] as const);
  return { byGroup, left: groups.length - asked.length };
}

async function readingsOfOne(ConsumerId: string, place: Values, reader: Reader): Promise<Readings> {
  try {
    const progress = await reader.object(getConsumerProgress, { ...place, ConsumerId });
    const topics = records(withLags(progress, 0)['TopicList']);
    // A topic without a name may be the one that is deleted.
    const isWhole = Array.isArray(progress['TopicList']) && topics.every(({ Topic }) => typeof Topic === 'string');
    return isWhole ? { readings: topics.map(readingOf) } : { failed: t('the response has no topic names') };
  } catch (error) {
    const failed = messageOf(error);
    return isGone('group', error) ? { failed, gone: true } : { failed };
  }
}

const readingOf = ({ Topic, Lag }: Row): Reading => ({ topic: String(Topic), lag: Lag ?? null });
