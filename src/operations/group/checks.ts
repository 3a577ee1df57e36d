/** Whether changes of groups have taken effect, and in which state a group is. */
import type { Check, Values } from '../../core/operation.ts';
import type { WaitStatus } from '../../core/command.ts';
import { listOf, object, type Row, type Shape } from '../../core/shape.ts';
import { t } from '../../core/text/texts.ts';
import { getConsumerList } from './list.ts';
import { getConsumerProgress } from './progress.ts';
import { records, withLags } from './lag.ts';
import { byName, byNameOrCut, doneIf, goneStatus, listedStatus, placeOf, readEach } from '../shared/reading.ts';

const byGroup = byName(getConsumerList, 'ConsumerId');
const byCreatedGroup = byNameOrCut(getConsumerList, 'ConsumerId');

/** After CreateConsumerGroup. */
export const groupCreated = byCreatedGroup((group) => doneIf(group !== undefined));

/** After DeleteConsumerGroup. */
export const groupDeleted = byGroup((group) => doneIf(group === undefined));

/** Listed. */
export const groupListed = byCreatedGroup(listedStatus);

/** Not listed any more. */
export const groupGone = byGroup((group) => goneStatus(group, () => t('still listed')));

/**
 * With a lag of at most `maxLag` messages (default 0) over all its topics. Whether a group exists is read from the list:
 * the progress of a group that does not may be an empty answer, which looks drained.
 */
export const groupDrained: Check<WaitStatus> = async (inputs, reader) => {
  const place = placeOf(inputs);
  const listed = new Set((await reader.rows(getConsumerList, place)).map((row) => String(row['ConsumerId'])));
  const groups = [...new Set(inputs.map(nameOf))].filter((group) => listed.has(group));
  const lags = await readEach(groups, async (ConsumerId) =>
    withLags(await reader.object(getConsumerProgress, { ...place, ConsumerId }), 0),
  );
  const known = new Map(groups.map((group, i) => [group, lags[i]]));
  return (input) => drained(known.get(nameOf(input)), input);
};

/** The record of a group whose lag is waited for. */
export const DRAINING: Shape = object({
  ConsumerId: 'text',
  Lag: 'long',
  TopicList: listOf('TopicList', { Topic: 'text', Lag: 'long' }),
});

const nameOf = (input: Values): string => String(input['ConsumerId']);

function drained(progress: Row | undefined, input: Values): WaitStatus {
  if (progress === undefined) return { state: 'absent', message: t('not listed yet') };
  const lag = progress['Lag'] ?? null;
  const record = { ConsumerId: nameOf(input), Lag: lag, TopicList: records(progress['TopicList']).map(lagOfTopic) };
  if (lag === null) return { state: 'pending', message: t('lag unknown'), record };
  const isLow = BigInt(String(lag)) <= BigInt(String(input['maxLag'] ?? 0));
  return { state: isLow ? 'reached' : 'pending', message: t('lag {lag}', { lag: String(lag) }), record };
}

/** Without LagSeconds: a check does not know the time. */
const lagOfTopic = ({ Topic, Lag }: Row): Row => ({ Topic: Topic ?? null, Lag: Lag ?? null });
