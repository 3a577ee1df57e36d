/** The usual causes of the codes in catalogue/gateway.ts, for `explain` and docs/errors.md. */
import { GATEWAY } from '../catalogue/gateway.ts';
import { theme } from './theme.ts';

const TOO_FAST = {
  cause: 'The account sent more requests per second than the service accepts; other programs of the account count too.',
};
const FAULT = { cause: 'A part of the service failed. The request itself is rarely the reason.' };

/** The usual causes of the codes of the gateway. */
export const GATEWAY_THEME = theme('The gateway: form and rate of requests', GATEWAY, {
  MissingParameter: { cause: 'A value was left out, usually with --no-validate or "alikafka api".' },
  InvalidParameter: { cause: 'A value breaks a rule that this tool does not check, or --no-validate was given.' },
  'InvalidAction.NotFound': {
    cause: 'The name of the operation is misspelled, or the endpoint serves another product or an older version.',
  },
  'InvalidOperation.NotSupportedEndpoint': {
    cause:
      'The region was changed but the endpoint was not, or an endpoint of another region is set (--endpoint, ALIKAFKA_ENDPOINT, a profile).',
  },
  InvalidVersion: { cause: 'The --api-version of "alikafka api" is not a version of the product.' },
  UnsupportedHTTPMethod: { cause: 'A proxy that redirects turned POST into GET, or the operation accepts only GET.' },
  Throttling: TOO_FAST,
  'Throttling.User': {
    cause: 'The account as a whole sends too many requests; other programs of the account count too.',
  },
  'Throttling.Api': { cause: 'This operation is called too often.' },
  'Rejected.Throttling': TOO_FAST,
  InternalError: FAULT,
  InternalServerError: FAULT,
  ServiceUnavailable: { cause: 'The service is overloaded or under maintenance.' },
});
