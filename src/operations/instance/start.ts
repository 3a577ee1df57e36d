/** StartInstance: deploys an ordered instance. */
import { as, choice, flag, type Input, type Params, text, type Violation } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Refused, Scope } from '../../core/plan.ts';
import type { Reader, Values } from '../../core/operation.ts';
import { sentence } from '../../core/text/texts.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { describeInstance, instanceArgument, newInstanceName, region, violationsOf } from '../shared/common.ts';
import { absent, findInstance, getInstanceList, unusableInstance } from './list.ts';
import { instanceRuns, instanceStarted } from './checks.ts';
import { INSTANCE_STARTED } from './texts.ts';
import { waitFor } from '../shared/states.ts';
import { misfit, unreadable } from '../shared/refusals.ts';
import { DEPLOY_TYPE, labelOf } from '../shared/labels.ts';

const MODULE_OF_TYPE: Readonly<Record<string, string>> = { 4: 'eip', 5: 'vpc' };

const deployModule = choice(['vpc', 'eip'], {
  flag: 'deploy-module',
  defaultText: 'as ordered',
  help: 'Network access; must match the ordered deploy type; cannot be changed later',
});

export const startInstance = operation({
  action: 'StartInstance',
  ramAction: 'alikafka:StartInstance',
  effect: 'write',
  summary: 'Deploy an ordered instance in a VPC',
  rate: 2,
  olderRate: 2,
  params: {
    RegionId: region,
    InstanceId: as(instanceArgument, { picks: 'ordered-instance' }),
    DeployModule: as(deployModule, { required: true }),
    VpcId: text({
      flag: 'vpc-id',
      placeholder: 'id',
      required: true,
      min: 1,
      help: 'VPC to deploy into; cannot be changed later',
    }),
    VSwitchId: text({
      flag: 'vswitch-id',
      placeholder: 'id',
      required: true,
      min: 1,
      help: 'vSwitch in this VPC; cannot be changed later',
    }),
    ZoneId: text({
      flag: 'zone-id',
      placeholder: 'id',
      required: true,
      min: 1,
      help: 'Zone of the vSwitch, such as zonea or cn-hangzhou-a',
    }),
    IsEipInner: flag({
      flag: 'eip-inner',
      defaultText: 'on with eip',
      help: 'Enable public access; only with --deploy-module eip',
    }),
    IsSetUserAndPassword: flag({
      flag: 'set-user-password',
      help: 'Set a user and a password; only with --deploy-module eip',
    }),
    Username: text({
      flag: 'username',
      placeholder: 'name',
      min: 1,
      requiredText: 'required with --set-user-password',
      help: 'Name of the user; only with --deploy-module eip',
    }),
    Password: text({ secret: true, help: 'Password of the user; only with --deploy-module eip' }),
    Name: newInstanceName({ flag: 'name', help: 'Name of the instance, unique in the region' }),
  },
  crossFieldRules: moduleAndUser,
  verify: instanceStarted,
  commands: [
    {
      path: 'instance start',
      seeAlso: ['instance create', 'sasl create'],
      alias: 'deploy',
      inputs: { DeployModule: deployModule },
      crossFieldRules: (input) => moduleAndUser(input as Input<Params>),
      texts: INSTANCE_STARTED,
      results: { kind: 'single', names: ['InstanceId'] },
      needsSecret: (input) => input['IsSetUserAndPassword'] === true,
      plan: startPlan,
      inspectCommand: describeInstance,
      wait: waitFor('instance', 'running', { check: instanceRuns, shownBy: 'instance describe' }),
      reads: [getInstanceList],
      examples: [
        {
          says: 'Deploy an instance that was ordered with deploy type vpc',
          types: 'alikafka_pre-cn-0pp1cng20abc --vpc-id vpc-bp1r4eg3yrxm --vswitch-id vsw-bp1j3sg5979f --zone-id zonea',
        },
      ],
    },
  ],
});

/** The service refuses public access for a VPC instance, and ignores a user there. */
function moduleAndUser(input: Input<Params>): Violation[] {
  return [...eipOnly(input), ...userNeedsName(input)].map((violation) =>
    violation.param === 'IsEipInner' ? violation : { ...violation, clientOnly: true },
  );
}

function eipOnly(input: Input<Params>): Violation[] {
  if (input['DeployModule'] !== 'vpc') return [];
  const only = ['IsEipInner', 'IsSetUserAndPassword', 'Username', 'Password'];
  return only
    .filter((name) => input[name] !== undefined && input[name] !== false)
    .map((param) => ({ param, message: sentence('{name} requires --deploy-module eip') }));
}

function userNeedsName(input: Input<Params>): Violation[] {
  return violationsOf(
    input['IsSetUserAndPassword'] === true && input['Username'] === undefined
      ? { param: 'Username', message: sentence('{name} is required with --set-user-password') }
      : undefined,
    input['Username'] !== undefined && input['IsSetUserAndPassword'] !== true
      ? { param: 'Username', message: sentence('{name} requires --set-user-password') }
      : undefined,
  );
}

/** Reads the instance first: the module must match its deploy type, which is also the default. */
async function startPlan(input: Values, _scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const names = [{ InstanceId: String(input['InstanceId']) }];
  const row = await findInstance(String(input['InstanceId']), reader);
  if (row === undefined) return absent(String(input['InstanceId']));
  const module = MODULE_OF_TYPE[String(wholeNumber(row['DeployType']))];
  if (module === undefined)
    return unreadable(unusableInstance(String(row['InstanceId'])), row, ['DeployType'], describeInstance(input));
  const completed = { ...input, DeployModule: input['DeployModule'] ?? module };
  if (completed.DeployModule !== module) {
    return misfit(
      'DeployModule',
      sentence('{name} must be {module}: the instance has deploy type {code} ({label})', {
        module,
        code: String(row['DeployType']),
        label: labelOf(DEPLOY_TYPE, row['DeployType']) ?? 'unknown',
      }),
    );
  }
  const violations = eipOnly(completed);
  return violations.length > 0
    ? { refused: 'usage', problems: violations }
    : { steps: [{ input: withEip(completed, module), names }] };
}

function withEip(input: Values, module: unknown): Values {
  return module === 'eip' ? { ...input, IsEipInner: input['IsEipInner'] ?? true } : input;
}
