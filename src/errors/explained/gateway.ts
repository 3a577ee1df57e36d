import { GATEWAY } from '../catalogue/gateway.ts';
import { theme } from './theme.ts';

const TOO_FAST = 'More calls came within a second than the service takes from one account, this tool or others.';
const FAULT = 'Something in the service broke; what was sent is seldom the reason.';

/** What explain says of each code of the gateway. */
export const GATEWAY_THEME = theme('The gateway: the form of a request, and pace', GATEWAY, {
  MissingParameter: 'A value was left out, mostly with --no-validate or the command api.',
  InvalidParameter: 'A value breaks a rule that this tool does not check, or --no-validate was given.',
  'InvalidAction.NotFound':
    'The name of an operation is misspelled, or the endpoint belongs to another product or an older service.',
  'InvalidOperation.NotSupportedEndpoint':
    'The region was changed and the endpoint was not, or the endpoint of another region was set (--endpoint, ALIKAFKA_ENDPOINT, a profile).',
  InvalidVersion: 'The version given to the command api is not one of the product.',
  UnsupportedHTTPMethod: 'Something on the way, mostly a proxy that redirects, turned POST into GET.',
  Throttling: TOO_FAST,
  'Throttling.User': 'The account as a whole calls too often: other programs count too.',
  'Throttling.Api': 'This one operation is called too often.',
  'Rejected.Throttling': TOO_FAST,
  InternalError: FAULT,
  InternalServerError: FAULT,
  ServiceUnavailable: 'The service is overloaded, or under maintenance for a moment.',
});
