/** Command lines for the built program: every step of the samples, and some of this tool's own commands. */
import type { Step } from '../../samples/sample.ts';
import { words } from '../../support/context.ts';
import { STEPS as SAMPLED } from '../../support/samples.ts';

/** One command on the seeded state. */
export interface TypedStep extends Pick<Step, 'path' | 'stdin' | 'shows' | 'json' | 'prepare'> {
  readonly args: readonly string[];
  /** The command lines to run before it. */
  readonly before: readonly (readonly string[])[];
  /** The name of the XML root: the operation, or the tool's own command. */
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

/** The tool's own commands that print in every format. */
export const OWN_STEPS: readonly TypedStep[] = [
  own('explain', 'biz.topic.not.found', 'Explain', 'object', 'BIZ_TOPIC_NOT_FOUND'),
  own('regions', '', 'Regions', 'array', 'metrics-vpc.cn-hangzhou.aliyuncs.com'),
  own('ram policy', 'topic create', 'RamPolicy', 'object', 'alikafka:CreateTopic'),
  own('config current', '--profile local', 'ConfigCurrent', 'object', 'option --profile'),
  own('config explain', '', 'ConfigExplain', 'array', 'ALIKAFKA_ENDPOINT'),
  own('completion install', 'fish --quiet', 'Completion', 'array', 'alikafka.fish'),
  own('completion uninstall', 'zsh --quiet', 'Completion', 'array', '_alikafka'),
  own('doctor', '', 'Doctor', 'array', 'read metrics'),
  own('wait', 'topic orders exists --quiet', 'Wait', 'object', 'in service'),
  {
    ...own('config get', '--profile shown', 'ConfigGet', 'array', 'cn-hangzhou'),
    before: [words('config set region cn-hangzhou --profile shown --quiet')],
  },
];
