/** The document that `wait` prints. */
import { recordShape } from '../../core/answer.ts';
import type { WaitStatus } from '../../core/command.ts';
import { viewsOf } from '../../core/record.ts';
import type { Shape } from '../../core/shape.ts';
import type { ObjectView } from '../../core/view.ts';
import { knownColumns, objectDocument } from '../../output/build.ts';
import type { Document } from '../../output/document.ts';
import type { WaitArguments } from './arguments.ts';

/** The field with the name or id of the resource. */
export const keyOf = ({ orderId, state }: WaitArguments): string => (orderId === undefined ? state.key : 'OrderId');

const VIEW: ObjectView = { kind: 'object', columns: [], name: '', extraFields: { State: 'text', StatusText: 'text' } };

const shapeOf = ({ state: { record, list } }: WaitArguments): Shape => record ?? recordShape(list.answer);

/** The fields that `--columns` may name. */
export const columnsOf = (words: WaitArguments): string[] => [
  ...new Set([keyOf(words), ...knownColumns(VIEW, shapeOf(words))]),
];

/** The resource's name, the wanted state, its status in words, and its record if it still exists. */
export function statusDocument(
  words: WaitArguments,
  name: string,
  status: WaitStatus | undefined,
  chosen: readonly string[] | undefined,
): Document {
  const { record } = status ?? {};
  const { key, list } = words.state;
  const views = viewsOf(list);
  const labels = views.find((view) => view.labels !== undefined)?.labels;
  const units = views.find((view) => view.units !== undefined)?.units;
  return objectDocument({
    view: {
      ...VIEW,
      name: record === undefined ? keyOf(words) : key,
      ...(labels === undefined ? {} : { labels }),
      ...(units === undefined ? {} : { units }),
    },
    shape: record === undefined ? undefined : shapeOf(words),
    root: 'WaitResponse',
    path: [],
    chosen,
    data: { [keyOf(words)]: name, State: words.word, StatusText: status?.message ?? null, ...record },
  });
}
