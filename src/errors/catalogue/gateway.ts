import { entry, type Entries } from './entry.ts';
import { INTERNAL, INVALID, MISSING, THROTTLED } from './shared.ts';

/** What the gateway refuses before the product sees the call: its form and its pace. */
export const GATEWAY = {
  MissingParameter: MISSING,
  InvalidParameter: INVALID,
  'InvalidAction.NotFound': entry('input', 'The service knows no such operation.', 'Check the spelling and --product.'),
  'InvalidOperation.NotSupportedEndpoint': entry(
    'input',
    'The endpoint does not serve this region.',
    'Check --region and --endpoint: the host has to be the one of the region.',
    'alikafka regions',
  ),
  InvalidVersion: entry('input', 'The service knows no such version.', 'Check --api-version.'),
  UnsupportedHTTPMethod: entry(
    'input',
    'The operation does not take this HTTP method.',
    'This tool sends POST, which every operation takes: look at what stands between here and the service.',
  ),
  Throttling: THROTTLED,
  'Throttling.User': THROTTLED,
  'Throttling.Api': THROTTLED,
  'Rejected.Throttling': THROTTLED,
  InternalError: INTERNAL,
  InternalServerError: INTERNAL,
  ServiceUnavailable: INTERNAL,
} as const satisfies Entries;
