/** Rules of addresses and port ranges. */
import type { Input, Params, Rule, Violation } from '../../core/params.ts';
import { sentence } from '../../core/text/texts.ts';

/** Port ranges that the service accepts, by list: those of the reference and newer ones. */
const PORTS: Readonly<Record<string, readonly string[]>> = {
  vpc: ['9092/9092', '9094/9094', '9095/9095'],
  internet: ['9093/9093'],
};
/** All port ranges, in their order. */
export const PORT_RANGES: readonly string[] = Object.values(PORTS).flat().sort();
/** Port ranges of the reference. */
export const DOCUMENTED_PORTS = ['9092/9092', '9093/9093'];
/** Newer port ranges, sent with a warning. */
export const PORTS_TODAY = ['9094/9094', '9095/9095'];

/** Two port numbers: `9092/9092`. */
export const isPortRange: Rule<string> = (range) =>
  /^\d{1,5}\/\d{1,5}$/.test(range)
    ? undefined
    : sentence('{name} must be a port range such as 9092/9092, not "{range}"', { range });

/** An IPv4 address, or a block with the length of its prefix. */
export const isAddress: Rule<string> = (address) => {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(address);
  const good = match !== null && match.slice(1, 5).every((part) => Number(part) <= 255) && Number(match[5] ?? 0) <= 32;
  return good
    ? undefined
    : sentence('{name} must be an IPv4 address or a CIDR block such as 192.168.0.0/16, not "{address}"', { address });
};

/** The same for a list with commas between the addresses. */
export const eachAddress: Rule<string> = (list) => {
  for (const address of list.split(',')) {
    const violation = isAddress(address);
    if (violation !== undefined) return violation;
  }
  return undefined;
};

/** Refuses a port range that belongs to the other list. */
export function portFitsList(input: Input<Params>): Violation[] {
  const [range, list] = [input['PortRange'], input['AllowedListType']];
  const other = list === 'vpc' ? 'internet' : 'vpc';
  return typeof range === 'string' && typeof list === 'string' && PORTS[other]?.includes(range) === true
    ? [
        {
          param: 'PortRange',
          message: sentence('{name} {range} belongs to the {other} list, not to the {list} list', {
            range,
            other,
            list,
          }),
        },
      ]
    : [];
}
