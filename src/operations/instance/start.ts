import {
  choice,
  flag,
  type Input,
  instanceNameOfService,
  type Params,
  text,
  type Violation,
} from '../../core/params.ts';
import { operation, type Plan, type Reader, type Refused, type Scope, type Values } from '../../core/operation.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { describeInstance, instanceArgument, newInstanceName, region, violationsOf } from '../shared/common.ts';
import { absent, findInstance } from './list.ts';
import { instanceStarted } from './checks.ts';
import { waitFor } from '../shared/states.ts';
import { unreadable } from '../shared/unreadable.ts';
import { DEPLOY_TYPE, wordOf } from '../shared/labels.ts';

const MODULE_OF_TYPE: Readonly<Record<string, string>> = { 4: 'eip', 5: 'vpc' };

export const startInstance = operation({
  action: 'StartInstance',
  effect: 'write',
  summary: 'Deploy an ordered instance into a VPC',
  rate: 2,
  olderRate: 2,
  params: {
    RegionId: region,
    InstanceId: instanceArgument,
    DeployModule: choice(['vpc', 'eip'], {
      flag: 'deploy-module',
      required: true,
      help: 'How it is reached; default: what its deploy type says',
    }),
    VpcId: text({ flag: 'vpc-id', placeholder: 'id', required: true, min: 1, help: 'VPC to deploy into' }),
    VSwitchId: text({ flag: 'vswitch-id', placeholder: 'id', required: true, min: 1, help: 'vSwitch of that VPC' }),
    ZoneId: text({
      flag: 'zone-id',
      placeholder: 'id',
      required: true,
      min: 1,
      help: "The vSwitch's zone: zonea or cn-hangzhou-a",
    }),
    IsEipInner: flag({ flag: 'eip-inner', help: 'Public access; sent with eip unless said otherwise' }),
    IsSetUserAndPassword: flag({ flag: 'set-user-password', help: 'Set a new user and password (eip only)' }),
    Username: text({ flag: 'username', placeholder: 'name', min: 1, help: 'The new user (eip only)' }),
    Password: text({ secret: true, help: 'The new password (eip only)' }),
    Name: {
      ...newInstanceName({ flag: 'name', help: 'Name for the instance, unique in the region' }),
      serviceRules: [instanceNameOfService],
      refusal: 'BIZ_FIELD_CHECK_INVALID',
      cut: 64,
    },
  },
  crossFieldRules: (input) => [...eipOnly(input), ...userNeedsName(input)],
  verify: instanceStarted,
  commands: [
    {
      path: 'instance start',
      alias: 'deploy',
      inputs: {
        DeployModule: choice(['vpc', 'eip'], {
          flag: 'deploy-module',
          help: 'How it is reached; default: what its deploy type says',
        }),
      },
      crossFieldRules: (input) => [...eipOnly(input as Input<Params>), ...userNeedsName(input as Input<Params>)],
      results: 'single',
      needsSecret: (input) => input['IsSetUserAndPassword'] === true,
      plan: startPlan,
      inspectCommand: describeInstance,
      wait: waitFor('instance', 'running', { shownBy: 'instance describe' }),
      examples: [
        {
          says: 'Deploy an instance of the VPC type',
          types: 'alikafka_pre-cn-0pp1cng20abc --vpc-id vpc-bp1r4eg3yrxm --vswitch-id vsw-bp1j3sg5979f --zone-id zonea',
        },
      ],
    },
  ],
});

function eipOnly(input: Input<Params>): Violation[] {
  if (input['DeployModule'] !== 'vpc') return [];
  const only = ['IsEipInner', 'IsSetUserAndPassword', 'Username', 'Password'];
  return only
    .filter((name) => input[name] !== undefined && input[name] !== false)
    .map((param) => ({ param, message: 'acts only with --deploy-module eip' }));
}

function userNeedsName(input: Input<Params>): Violation[] {
  return violationsOf(
    input['IsSetUserAndPassword'] === true && input['Username'] === undefined
      ? { param: 'Username', message: 'is required with --set-user-password' }
      : undefined,
    input['Username'] !== undefined && input['IsSetUserAndPassword'] !== true
      ? { param: 'Username', message: 'needs --set-user-password' }
      : undefined,
  );
}

/** Reads the instance first: the module must agree with its deploy type, and defaults from it. */
async function startPlan(input: Values, _scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const names = [{ InstanceId: String(input['InstanceId']) }];
  const row = await findInstance(String(input['InstanceId']), reader);
  if (row === undefined) return absent(String(input['InstanceId']));
  const module = MODULE_OF_TYPE[String(wholeNumber(row['DeployType']))];
  if (module === undefined)
    return unreadable(`instance ${String(row['InstanceId'])}`, row, ['DeployType'], describeInstance(input));
  const asked = { ...input, DeployModule: input['DeployModule'] ?? module };
  if (asked.DeployModule !== module) {
    return usage(
      'DeployModule',
      `must be ${module}: the instance has deploy type ${String(row['DeployType'])} (${wordOf(DEPLOY_TYPE, row['DeployType']) ?? 'unknown'})`,
    );
  }
  const violations = eipOnly(asked);
  return violations.length > 0
    ? { refused: 'usage', problems: violations }
    : { steps: [{ input: withEip(asked, module), names }] };
}

function withEip(input: Values, module: unknown): Values {
  return module === 'eip' ? { ...input, IsEipInner: input['IsEipInner'] ?? true } : input;
}

const usage = (param: string, message: string): Refused => ({ refused: 'usage', problems: [{ param, message }] });
