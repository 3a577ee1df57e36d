import { CLOUDMONITOR } from '../catalogue/cloudmonitor.ts';
import { theme } from './theme.ts';

/** What explain says of each code of CloudMonitor. */
export const CLOUDMONITOR_THEME = theme('CloudMonitor', CLOUDMONITOR, {
  ParameterInvalid: 'The period is not one of the metric, a dimension is missing, or the time range is too long.',
  ResourceNotFound: 'The name of the metric or the namespace is misspelled; case counts.',
  AccessForbidden: 'The RAM user or role may use Kafka but not read CloudMonitor.',
});
