/** The allow lists of a new instance and their ports. */
import type { Whitelist } from './state.ts';

/**
 * Ports of each list: 9092 plain, 9094 SASL, 9095 SASL over TLS inside the VPC; 9093 SASL over TLS outside
 * (docs/sources.md#allow-list-ports).
 */
export const PORTS: Readonly<Record<Whitelist['list'], readonly string[]>> = {
  vpc: ['9092/9092', '9094/9094', '9095/9095'],
  internet: ['9093/9093'],
};

const ANYWHERE = '0.0.0.0/0';

/** The vSwitch's own network, from the third byte of the brokers' addresses. */
const networkOf = (net: number): string => `192.168.${net}.0/24`;

/**
 * The initial lists (docs/sources.md#allow-list-start): a VPC instance allows all addresses of the VPC; one with public
 * access allows its vSwitch, and all addresses on the public port. With access control, the SASL port allows the
 * vSwitch.
 */
export function startingWhitelists(deployType: 4 | 5, net: number, acl: boolean): Whitelist[] {
  const plain: Whitelist = {
    list: 'vpc',
    ports: '9092/9092',
    addresses: [deployType === 5 ? ANYWHERE : networkOf(net)],
  };
  const sasl: Whitelist = { list: 'vpc', ports: '9094/9094', addresses: [networkOf(net)] };
  const open: Whitelist = { list: 'internet', ports: '9093/9093', addresses: [ANYWHERE] };
  return [plain, ...(acl ? [sasl] : []), ...(deployType === 4 ? [open] : [])];
}
