/** Codes of the API gateway, before a request reaches the product. Their usual causes are in explained/gateway.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries } from './entry.ts';
import { INTERNAL, INVALID, MISSING, THROTTLED } from './shared.ts';

/** Codes with which the gateway refuses a request before it reaches the product: its form and its rate. */
export const GATEWAY = {
  MissingParameter: MISSING,
  InvalidParameter: INVALID,
  'InvalidAction.NotFound': {
    kind: 'input',
    meaning: 'The service has no such operation.',
    advice: 'Check the spelling of the operation, --product and --endpoint.',
  },
  'InvalidOperation.NotSupportedEndpoint': {
    kind: 'input',
    meaning: 'The endpoint does not serve this region.',
    advice: 'Use the endpoint of the region: check --region and --endpoint.',
    next: alikafka`regions`,
  },
  InvalidVersion: {
    kind: 'input',
    meaning: 'The service has no such API version.',
    advice: 'Correct --api-version, or leave it out to use the default.',
  },
  UnsupportedHTTPMethod: {
    kind: 'input',
    meaning: 'The operation does not accept this HTTP method.',
    advice:
      'This tool sends every request with POST. Check whether a proxy changes POST to GET; operations that accept only GET, such as QueryMessage, cannot be called.',
    next: alikafka`doctor`,
  },
  Throttling: THROTTLED,
  'Throttling.User': THROTTLED,
  'Throttling.Api': THROTTLED,
  'Rejected.Throttling': THROTTLED,
  InternalError: INTERNAL,
  InternalServerError: INTERNAL,
  ServiceUnavailable: INTERNAL,
} as const satisfies Entries;
