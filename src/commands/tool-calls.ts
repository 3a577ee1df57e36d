/** The operations that this tool's own commands call: for their help, and for a RAM policy that allows them. */
import type { Operation } from '../core/operation.ts';
import { getConsumerList } from '../operations/group/list.ts';
import { getConsumerProgress } from '../operations/group/progress.ts';
import { getInstanceList } from '../operations/instance/list.ts';
import { describeProjectMeta } from '../operations/metrics/meta.ts';
import { getTopicList } from '../operations/topic/list.ts';

/** By the command, with its first argument if the calls depend on it. */
export const TOOL_CALLS: Readonly<Record<string, readonly Operation[]>> = {
  configure: [getInstanceList],
  doctor: [getInstanceList, describeProjectMeta],
  'wait instance': [getInstanceList],
  'wait topic': [getTopicList, getInstanceList],
  'wait group': [getConsumerList, getConsumerProgress, getInstanceList],
};

/** The operations that a command may call, for any arguments; undefined if none is listed. */
export function callsOfTool(path: string): readonly Operation[] | undefined {
  const calls = Object.entries(TOOL_CALLS).filter(([name]) => name === path || name.startsWith(`${path} `));
  return calls.length === 0 ? undefined : [...new Set(calls.flatMap(([, operations]) => operations))];
}
