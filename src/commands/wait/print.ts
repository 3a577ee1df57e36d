import { recordShape } from '../../core/answer.ts';
import { type OperationRecord, viewsOf } from '../../core/record.ts';
import type { WaitStatus } from '../../core/command.ts';
import type { ObjectView } from '../../core/view.ts';
import { listOf, object, type Shape } from '../../core/shape.ts';
import { getConsumerList } from '../../operations/group/list.ts';
import { getInstanceList } from '../../operations/instance/list.ts';
import { getTopicList } from '../../operations/topic/list.ts';
import { knownColumns, objectDocument } from '../../output/build.ts';
import type { Document } from '../../output/document.ts';
import type { Noun, WaitArguments } from './arguments.ts';

/** Where the record of each noun is listed. */
const LISTS: Readonly<Record<Noun, OperationRecord>> = {
  instance: getInstanceList,
  topic: getTopicList,
  group: getConsumerList,
};

/** The field that names what is waited for. */
export const keyOf = ({ orderId, state }: WaitArguments): string => (orderId === undefined ? state.key : 'OrderId');

const VIEW: ObjectView = { kind: 'object', columns: [], name: '', extraFields: { State: 'text', Says: 'text' } };

/** Shape of the record; a group that drains has one of its own. */
const shapeOf = ({ noun, word }: WaitArguments): Shape =>
  word === 'drained' ? DRAINING : recordShape(LISTS[noun].answer);

const DRAINING: Shape = object({
  ConsumerId: 'text',
  Lag: 'long',
  TopicList: listOf('TopicList', { Topic: 'text', Lag: 'long' }),
});

/** The fields that `--columns` may name. */
export const columnsOf = (words: WaitArguments): string[] => [
  ...new Set([keyOf(words), ...knownColumns(VIEW, shapeOf(words))]),
];

/** How it stands: its name, the state in a word and in the service's own, and the record as it is listed, if there is one. */
export function statusDocument(
  words: WaitArguments,
  name: string,
  status: WaitStatus | undefined,
  chosen: readonly string[] | undefined,
): Document {
  const { record } = status ?? {};
  const spoken = viewsOf(LISTS[words.noun]).find(({ labels }) => labels !== undefined)?.labels;
  return objectDocument({
    view: {
      ...VIEW,
      name: record === undefined ? keyOf(words) : words.state.key,
      ...(spoken === undefined ? {} : { labels: spoken }),
    },
    shape: record === undefined ? undefined : shapeOf(words),
    root: 'WaitResponse',
    path: [],
    chosen,
    data: { [keyOf(words)]: name, State: words.word, Says: status?.message ?? null, ...record },
  });
}
