/** Codes of CloudMonitor. Their usual causes are in explained/cloudmonitor.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries } from './entry.ts';

/** Codes of CloudMonitor, which serves the metrics. */
export const CLOUDMONITOR = {
  ParameterInvalid: {
    kind: 'input',
    meaning: 'CloudMonitor does not accept the value of a parameter.',
    advice:
      'Check the period (60 or 300 seconds for the metrics of Kafka), the dimensions of the metric, and that the time range is not longer than 31 days.',
    next: alikafka`metrics meta`,
  },
  ResourceNotFound: {
    kind: 'notFound',
    meaning: 'The metric or the namespace was not found in CloudMonitor.',
    advice: 'Check the spelling, or list the metrics.',
    next: alikafka`metrics meta`,
  },
  AccessForbidden: {
    kind: 'permission',
    meaning: 'The RAM user or role is not allowed to read CloudMonitor.',
    advice: 'Attach the RAM policy AliyunCloudMonitorReadOnlyAccess, or a smaller one that allows the reads.',
    next: alikafka`ram policy metrics`,
  },
} as const satisfies Entries;
