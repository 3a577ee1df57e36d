import { entry, type Entries } from './entry.ts';
import { INTERNAL } from './shared.ts';

const TOO_LONG = entry(
  'quota',
  'The list holds at most 100 entries.',
  'Remove some, or name blocks in place of single addresses.',
  'alikafka instance allowed-ip list',
);

/** The lists of addresses that may connect. */
export const WHITELIST = {
  'WHITE.IP.ALREADY.EXISTS.ERROR': entry(
    'exists',
    'The address is in the list already.',
    'Nothing is left to do for this address.',
    'alikafka instance allowed-ip list',
  ),
  'WHITE.IP.ILLEGAL.ERROR': entry(
    'input',
    'This is not an address or a block that the service takes.',
    'Write an IPv4 address or a block such as 192.168.0.0/24.',
  ),
  'WHITE.DELETE.ERROR': entry(
    'notFound',
    'The address is not in the list.',
    'List what is there.',
    'alikafka instance allowed-ip list',
  ),
  'WHITE.PARAM.ERROR': entry(
    'input',
    'Port range and list do not fit.',
    'Compare --type and --port-range with what is there.',
    'alikafka instance allowed-ip list',
  ),
  'WHITE.OVER.LENGTH.ERROR': entry(
    'quota',
    'One request adds at most 10 addresses.',
    'Name fewer at once; alikafka instance allowed-ip add splits them by itself.',
  ),
  'WHITE.IPLIST.OVERLONG.ERROR': TOO_LONG,
  WHITE_IP_LIST_OVERLONG_ERROR: TOO_LONG,
  'ONS.GET.ALLOWEDIP.INTERNAL.ERROR': INTERNAL,
  'ONS.UPDATE.ALLOWEDIP.INTERNAL.ERROR': INTERNAL,
} as const satisfies Entries;
