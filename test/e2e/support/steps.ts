/** Commands as they are typed on the built program: every one of the samples, and some of this tool's own. */
import type { Step } from '../../samples/sample.ts';
import { words } from '../../support/context.ts';
import { STEPS as SAMPLED } from '../../support/samples.ts';

/** One command, in a state that nothing else has changed. */
export interface TypedStep extends Pick<Step, 'path' | 'stdin' | 'shows' | 'json' | 'prepare'> {
  readonly args: readonly string[];
  /** What is typed before. */
  readonly before: readonly (readonly string[])[];
  /** Operation, or command of this tool's own, whose name the XML root carries. */
  readonly root: string;
}

export const STEPS: readonly TypedStep[] = SAMPLED.map((step) => ({
  ...step,
  args: words(step.types),
  before: (step.before ?? []).map(words),
  root: step.operation.action,
}));

const own = (path: string, types: string, root: string, json: Step['json'], shows: string): TypedStep => ({
  path,
  args: words(types),
  before: [],
  root,
  json,
  shows,
});

/** Commands of this tool's own that print in every format. */
export const OWN_STEPS: readonly TypedStep[] = [
  own('explain', 'biz.topic.not.found', 'Explain', 'object', 'BIZ_TOPIC_NOT_FOUND'),
  own('regions', '', 'Regions', 'array', 'metrics-vpc.cn-hangzhou.aliyuncs.com'),
  own('ram policy', 'topic create', 'RamPolicy', 'object', 'alikafka:CreateTopic'),
  own('config current', '--profile local', 'ConfigCurrent', 'object', 'option --profile'),
  own('config explain', '', 'ConfigExplain', 'array', 'ALIKAFKA_ENDPOINT'),
  own('doctor', '', 'Doctor', 'array', 'read metrics'),
  own('wait', 'topic orders exists --quiet', 'Wait', 'object', 'in service'),
  {
    ...own('config get', '--profile shown', 'ConfigGet', 'array', 'cn-hangzhou'),
    before: [words('config set region cn-hangzhou --profile shown --quiet')],
  },
];
