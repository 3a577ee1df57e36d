import { entry, type Entries } from './entry.ts';

/** CloudMonitor, which answers for the metrics. */
export const CLOUDMONITOR = {
  ParameterInvalid: entry(
    'input',
    'CloudMonitor refuses a parameter.',
    'Look at the periods and dimensions of the metric.',
    'alikafka metrics meta',
  ),
  ResourceNotFound: entry(
    'notFound',
    'CloudMonitor knows no such metric or namespace.',
    'List them.',
    'alikafka metrics meta',
  ),
  AccessForbidden: entry(
    'permission',
    'The account may not read CloudMonitor.',
    'A RAM policy such as AliyunCloudMonitorReadOnlyAccess grants it.',
  ),
} as const satisfies Entries;
