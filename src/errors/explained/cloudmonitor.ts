/** The usual causes of the codes in catalogue/cloudmonitor.ts, for `explain` and docs/errors.md. */
import { CLOUDMONITOR } from '../catalogue/cloudmonitor.ts';
import { theme } from './theme.ts';

/** The usual causes of the codes of CloudMonitor. */
export const CLOUDMONITOR_THEME = theme('CloudMonitor', CLOUDMONITOR, {
  ParameterInvalid: {
    cause: 'The metric does not have this period, a dimension is missing, or the time range is too long.',
  },
  ResourceNotFound: {
    cause: 'The name of the metric or of the namespace is misspelled; names are case-sensitive.',
  },
  AccessForbidden: { cause: 'The RAM user or role is allowed to use Kafka, but not to read CloudMonitor.' },
});
