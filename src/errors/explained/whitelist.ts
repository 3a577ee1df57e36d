import { WHITELIST } from '../catalogue/whitelist.ts';
import { theme } from './theme.ts';

const FULL = 'Single addresses piled up over time.';

/** What explain says of each code about the lists of addresses. */
export const WHITELIST_THEME = theme('Addresses that may connect', WHITELIST, {
  'WHITE.IP.ALREADY.EXISTS.ERROR': 'The address was added before, by hand or by an earlier run.',
  'WHITE.IP.ILLEGAL.ERROR': 'An address is mistyped, is one of IPv6, or the block has bits set beyond its length.',
  'WHITE.DELETE.ERROR': 'The address is part of a larger block, in another list, or was removed before.',
  'WHITE.PARAM.ERROR': 'The ports belong to the other list: vpc has 9092, 9094 and 9095, internet 9093.',
  'WHITE.OVER.LENGTH.ERROR': 'More than 10 addresses were sent at once, mostly with the command api.',
  'WHITE.IPLIST.OVERLONG.ERROR': FULL,
  WHITE_IP_LIST_OVERLONG_ERROR: FULL,
  'ONS.GET.ALLOWEDIP.INTERNAL.ERROR': 'The product could not read the lists of the instance just now.',
  'ONS.UPDATE.ALLOWEDIP.INTERNAL.ERROR': 'The product could not write the lists of the instance just now.',
});
