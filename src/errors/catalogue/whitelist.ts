/** Service codes about allow lists. Their usual causes are in explained/whitelist.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries, Entry } from './entry.ts';
import { INTERNAL } from './shared.ts';

const TOO_LONG = {
  kind: 'quota',
  meaning: 'An allow list can contain at most 100 entries.',
  advice: 'Remove entries that are not needed, or replace single addresses with CIDR blocks.',
  next: alikafka`instance allowed-ip list`,
} as const satisfies Entry;

/** Codes about the allow lists: the addresses that may connect. */
export const WHITELIST = {
  'WHITE.IP.ALREADY.EXISTS.ERROR': {
    kind: 'exists',
    meaning: 'The address is already in the allow list.',
    advice: 'There is nothing to do for this address.',
    next: alikafka`instance allowed-ip list`,
  },
  'WHITE.IP.ILLEGAL.ERROR': {
    kind: 'input',
    meaning: 'The service does not accept this address or CIDR block.',
    advice: 'Use an IPv4 address such as 192.168.0.1, or a CIDR block such as 192.168.0.0/24.',
  },
  'WHITE.DELETE.ERROR': {
    kind: 'notFound',
    meaning: 'The address was not found in the allow list.',
    advice: 'Check the address, --type and --port-range, or list the addresses.',
    next: alikafka`instance allowed-ip list`,
  },
  'WHITE.PARAM.ERROR': {
    kind: 'input',
    meaning: 'The port range does not belong to the allow list.',
    advice: 'Compare --type and --port-range with the allow lists of the instance.',
    next: alikafka`instance allowed-ip list`,
  },
  'WHITE.OVER.LENGTH.ERROR': {
    kind: 'quota',
    meaning: 'A request can add at most 10 addresses.',
    advice: 'Pass at most 10 addresses at once, or use "{command}", which splits them into several requests.',
    command: alikafka`instance allowed-ip add <address>...`,
  },
  'WHITE.IPLIST.OVERLONG.ERROR': TOO_LONG,
  WHITE_IP_LIST_OVERLONG_ERROR: TOO_LONG,
  'ONS.GET.ALLOWEDIP.INTERNAL.ERROR': INTERNAL,
  'ONS.UPDATE.ALLOWEDIP.INTERNAL.ERROR': INTERNAL,
} as const satisfies Entries;
