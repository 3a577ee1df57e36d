/** Handlers of instances, except for orders (order.ts) and the record of the list (instance-record.ts). */
import type {
  deleteInstance as DeleteInstance,
  modifyInstanceName as ModifyInstanceName,
} from '../../operations/instance/instance.ts';
import type { getInstanceList as GetInstanceList } from '../../operations/instance/list.ts';
import type { startInstance as StartInstance } from '../../operations/instance/start.ts';
import { given, type Handler, type Handlers, NOTHING } from '../handler.ts';
import { nextNumber } from '../state/ids.ts';
import { STATUS } from '../../operations/shared/labels.ts';
import { sizesOf, statusOf } from '../state/lifecycle.ts';
import { isProfessional } from '../limits/limits.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Instance, State } from '../state/state.ts';
import { startingWhitelists } from '../state/whitelists.ts';
import { instanceOf } from './find.ts';
import { instanceRecord } from './instance-record.ts';
import { carriesAll } from './tags.ts';

/** All instances of the region, without pages (docs/sources.md#instance-list), that have all requested tags. */
const getInstanceList: Handler<typeof GetInstanceList.params> = (state, input, { now }) => {
  const { RegionId, OrderId, InstanceId, Tag = [] } = input;
  const ordered =
    OrderId === undefined ? undefined : state.orders.filter(({ id }) => id === OrderId).map(({ instance }) => instance);
  const chosen = state.instances.filter(
    ({ id, region, tags }) =>
      region === RegionId &&
      ordered?.includes(id) !== false &&
      InstanceId?.includes(id) !== false &&
      carriesAll(tags, Tag),
  );
  return { InstanceList: chosen.map((instance) => instanceRecord(instance, now)) };
};

type Start = Parameters<Handler<typeof StartInstance.params>>[1];

/**
 * Deploys an instance that waits for it. User and password apply only to public access (docs/sources.md#deployment).
 */
const startInstance: Handler<typeof StartInstance.params> = (state, input, { now }) => {
  const instance = instanceOf(state, input);
  if (statusOf(instance, now) !== STATUS.toDeploy) throw productRefusal('InstanceStatus.NotWaitDeploy');
  checkModule(instance, input);
  checkPlace(input);
  if (input.Name !== undefined) checkName(state, instance, input.Name);
  const net = 1 + (nextNumber(state) % 250);
  instance.deployed = {
    at: now,
    vpc: given(input.VpcId),
    vswitch: given(input.VSwitchId),
    zone: given(input.ZoneId),
    net,
  };
  instance.name = input.Name ?? instance.name;
  instance.whitelists = startingWhitelists(instance.deployType, net, isProfessional(sizesOf(instance, now)));
  if (setsUser(input))
    instance.users.push({ name: given(input.Username), type: 'plain', password: given(input.Password) });
  return NOTHING;
};

const setsUser = (input: Start): boolean => input.DeployModule === 'eip' && input.IsSetUserAndPassword === true;

/** Deploy type 5 is the module vpc, and 4 is eip (docs/sources.md#deployment). */
function checkModule({ deployType }: Instance, input: Start): void {
  const module = deployType === 4 ? 'eip' : 'vpc';
  if (input.DeployModule !== module)
    throw productRefusal('BIZ_FIELD_CHECK_INVALID', `DeployModule has to be ${module} for this instance`);
  if (!setsUser(input)) return;
  if (!input.Username || !input.Password)
    throw productRefusal('BIZ_PARAM_EMPTY', 'Username and Password are needed to set a user');
}

/**
 * There are no VPCs here, so only the form of ids is checked; a zone is `zonea` or `cn-hangzhou-a`
 * (docs/sources.md#zones).
 */
function checkPlace({ VpcId, VSwitchId, ZoneId, RegionId }: Start): void {
  if (!/^vpc-/.test(given(VpcId)) || !/^vsw-/.test(given(VSwitchId))) throw productRefusal('VpcVSwitch.NotFound');
  const zone = given(ZoneId).replace(`${given(RegionId)}-`, 'zone');
  if (!/^zone[a-z0-9]+$/.test(zone)) throw productRefusal('VPC_VSW_ZONE_MAPPING_ERROR');
}

/** Names are unique in a region (docs/sources.md#instance-names). */
function checkName(state: State, instance: Instance, name: string): void {
  const taken = state.instances.some(
    (other) => other !== instance && other.region === instance.region && other.name === name,
  );
  if (taken) throw productRefusal('InvalidParameter.DataAlreadyExist');
}

/** Possible in every status, since no refusal is documented. */
const modifyInstanceName: Handler<typeof ModifyInstanceName.params> = (state, input) => {
  const instance = instanceOf(state, input);
  checkName(state, instance, given(input.InstanceName));
  instance.name = given(input.InstanceName);
  return NOTHING;
};

/** Deletes an expired instance immediately, with everything in it (docs/sources.md#instance-deletion). */
const deleteInstance: Handler<typeof DeleteInstance.params> = (state, input, { now }) => {
  const instance = instanceOf(state, input);
  if (statusOf(instance, now) !== STATUS.expired) throw productRefusal('InstanceStatus.NotReleased');
  state.instances = state.instances.filter((other) => other !== instance);
  return NOTHING;
};

/** The handlers by action. */
export const INSTANCE_HANDLERS: Handlers = {
  GetInstanceList: getInstanceList,
  StartInstance: startInstance,
  ModifyInstanceName: modifyInstanceName,
  DeleteInstance: deleteInstance,
};
