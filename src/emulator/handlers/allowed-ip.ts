/** Handlers of allow lists. */
import type { Param } from '../../core/params.ts';
import type { getAllowedIpList as GetAllowedIpList } from '../../operations/allowed-ip/list.ts';
import { given, type Handler, type Handlers, NOTHING } from '../handler.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Instance, Whitelist } from '../state/state.ts';
import { PORTS } from '../state/whitelists.ts';
import { readable, writable } from './find.ts';

/** The maximum number of addresses of a list, and of one addition (docs/sources.md#allow-list-limits). */
const LONGEST = 100;
const AT_ONCE = 10;

/** Addresses by list and port, including ports without addresses. */
const getAllowedIpList: Handler<typeof GetAllowedIpList.params> = (state, input, { now }) => {
  const instance = readable(state, input, now);
  const lists = (list: Whitelist['list']) =>
    instance.whitelists
      .filter((whitelist) => whitelist.list === list)
      .map(({ ports, addresses }) => ({ PortRange: ports, AllowedIpList: addresses }));
  return { AllowedList: { DeployType: instance.deployType, InternetList: lists('internet'), VpcList: lists('vpc') } };
};

/** The parameters of a change, all texts; the type of the record has no names. */
type UpdateParams = Readonly<
  Record<'InstanceId' | 'RegionId' | 'UpdateType' | 'PortRange' | 'AllowedListType' | 'AllowedListIp', Param<string>>
>;

/**
 * Adds several addresses or removes one, even the last; addresses are kept as given
 * (docs/sources.md#allow-list-limits).
 */
const updateAllowedIp: Handler<UpdateParams> = (state, input, { now }) => {
  const instance = writable(state, input, now);
  const list = given(input.AllowedListType) as Whitelist['list'];
  const ports = given(input.PortRange);
  checkPorts(instance, list, ports);
  const known = instance.whitelists.find((whitelist) => whitelist.list === list && whitelist.ports === ports);
  const addresses = given(input.AllowedListIp).split(',');
  const present = known?.addresses ?? [];
  if (input.UpdateType === 'add') checkAddition(present, addresses);
  else checkRemoval(present, addresses);
  const after =
    input.UpdateType === 'add' ? [...present, ...addresses] : present.filter((address) => address !== addresses[0]);
  if (known === undefined) instance.whitelists.push({ list, ports, addresses: after });
  else known.addresses = after;
  return NOTHING;
};

/** Each port belongs to one list, and only instances with public access have the public list. */
function checkPorts({ deployType }: Instance, list: Whitelist['list'], ports: string): void {
  if (list === 'internet' && deployType !== 4)
    throw productRefusal('WHITE.PARAM.ERROR', 'The instance has no public access');
  if (!PORTS[list].includes(ports))
    throw productRefusal('WHITE.PARAM.ERROR', `The ports of the ${list} list are ${PORTS[list].join(', ')}`);
}

function checkAddition(present: readonly string[], addresses: readonly string[]): void {
  if (addresses.length > AT_ONCE)
    throw productRefusal('WHITE.OVER.LENGTH.ERROR', `At most ${AT_ONCE} addresses are added at once`);
  const twice = addresses.find((address, i) => present.includes(address) || addresses.indexOf(address) !== i);
  if (twice !== undefined)
    throw productRefusal('WHITE.IP.ALREADY.EXISTS.ERROR', `${twice} is in the whitelist already`);
  if (present.length + addresses.length > LONGEST) throw productRefusal('WHITE.IPLIST.OVERLONG.ERROR');
}

function checkRemoval(present: readonly string[], addresses: readonly string[]): void {
  if (addresses.length > 1) throw productRefusal('WHITE.PARAM.ERROR', 'Addresses are removed one at a time');
  if (!present.includes(addresses[0] as string))
    throw productRefusal('WHITE.DELETE.ERROR', `${addresses[0]} is not in the whitelist`);
}

/** The handlers by action. */
export const ALLOWED_IP_HANDLERS: Handlers = {
  GetAllowedIpList: getAllowedIpList,
  UpdateAllowedIp: updateAllowedIp,
};
