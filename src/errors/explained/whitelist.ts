/** The usual causes of the codes in catalogue/whitelist.ts, for `explain` and docs/errors.md. */
import { WHITELIST } from '../catalogue/whitelist.ts';
import { theme } from './theme.ts';

const FULL = { cause: 'Many single addresses were added over time.' };

/** The usual causes of the codes about allow lists. */
export const WHITELIST_THEME = theme('Allow lists', WHITELIST, {
  'WHITE.IP.ALREADY.EXISTS.ERROR': { cause: 'The address was added before, by another user or by an earlier run.' },
  'WHITE.IP.ILLEGAL.ERROR': {
    cause: 'The address is misspelled or is an IPv6 address, or the block has bits set beyond its prefix length.',
  },
  'WHITE.DELETE.ERROR': {
    cause: 'The address is part of a larger block, is in another allow list, or was removed before.',
  },
  'WHITE.PARAM.ERROR': {
    cause: 'The ports belong to the other type: vpc has 9092, 9094 and 9095, internet has 9093.',
  },
  'WHITE.OVER.LENGTH.ERROR': {
    cause: 'More than 10 addresses were sent in one request, usually with "alikafka api".',
  },
  'WHITE.IPLIST.OVERLONG.ERROR': FULL,
  WHITE_IP_LIST_OVERLONG_ERROR: FULL,
  'ONS.GET.ALLOWEDIP.INTERNAL.ERROR': { cause: 'The product could not read the allow lists of the instance.' },
  'ONS.UPDATE.ALLOWEDIP.INTERNAL.ERROR': { cause: 'The product could not write the allow lists of the instance.' },
});
