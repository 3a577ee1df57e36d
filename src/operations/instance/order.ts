import { as, choice, integer, type Param } from '../../core/params.ts';
import type { ConfirmationSpec } from '../../core/command.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Step } from '../../core/plan.ts';
import type { WireParams } from '../../core/signature.ts';
import { describeInstance, instanceByName, minutes, region, violationsOf } from '../shared/common.ts';
import { instanceUpgraded } from './checks.ts';
import { getInstanceList } from './list.ts';
import { SIZES } from './sizes.ts';
import { upgradePlan } from './upgrade.ts';
import { waitFor } from '../shared/states.ts';
import { DEPLOY_TYPE, DISK_TYPE } from '../shared/labels.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { sentence } from '../../core/text/texts.ts';

/** Sizes as they are bought; the service knows the exact steps, so only nonsense is refused here. */
const size = {
  DiskSize: integer({ flag: 'disk-size', placeholder: 'GB', min: 1, required: true, help: 'Disk size in GB' }),
  IoMax: integer({
    flag: 'io-max',
    placeholder: 'MB/s',
    min: 1,
    required: true,
    help: 'Peak traffic in MB/s: 20, 30, 60, 90, 120, …',
  }),
  TopicQuota: integer({
    flag: 'topic-quota',
    placeholder: 'n',
    min: 1,
    required: true,
    help: 'Topics that may be created',
  }),
  SpecType: choice(['normal', 'professional'], { flag: 'spec-type', open: true, help: 'Edition' }),
} as const;

/** What answers an order: its id. */
const ordered = { fields: { OrderId: 'text' }, order: 'OrderId' } as const;

const orderConfirmation: ConfirmationSpec = {
  question: () => 'place this order, which will be charged',
  shows: orderLines,
};

export const createPrePayOrder = operation({
  action: 'CreatePrePayOrder',
  ramAction: 'alikafka:CreatePrePayOrder',
  effect: 'order',
  rate: 2,
  changeKind: 'created',
  summary: 'Order a subscription instance; this spends money',
  params: {
    RegionId: region,
    DeployType: choice(['4', '5'], {
      flag: 'deploy-type',
      sentAs: 'Integer',
      required: true,
      aliases: { eip: '4', vpc: '5' },
      help: 'Network: 4 or eip (Internet and VPC), 5 or vpc (VPC only)',
    }),
    DiskSize: size.DiskSize,
    DiskType: choice(['0', '1'], {
      flag: 'disk-type',
      required: true,
      aliases: { ultra: '0', ssd: '1' },
      help: 'Disk: 0 or ultra, 1 or ssd',
    }),
    IoMax: { ...size.IoMax, alternative: SIZES.IoMax.newer },
    TopicQuota: { ...size.TopicQuota, alternative: SIZES.TopicQuota.newer },
    EipMax: integer({
      flag: 'eip-max',
      placeholder: 'Mbit/s',
      min: 1,
      requiredText: 'with deploy type 4',
      help: 'Public traffic in Mbit/s',
    }),
    SpecType: size.SpecType,
  },
  crossFieldRefusal: 'BIZ_PARAM_EMPTY',
  crossFieldRules: (input) =>
    violationsOf(
      input.DeployType === '4' && input.EipMax === undefined
        ? { param: 'EipMax', message: sentence('{name} is required with deploy type 4 (Internet and VPC)') }
        : undefined,
    ),
  answer: ordered,
  commands: [
    {
      path: 'instance create',
      description:
        'Places and pays an order. The instance appears afterwards with status 0 and is then started with "alikafka instance start".',
      plan: (input) => ({
        steps: [{ input: input['DeployType'] === '5' ? { ...input, EipMax: undefined } : input, names: [{}] }],
        notes:
          input['DeployType'] === '5' && input['EipMax'] !== undefined
            ? ['--eip-max is left out: deploy type 5 has no public traffic']
            : [],
      }),
      confirm: orderConfirmation,
      results: { kind: 'single', names: [] },
      wait: waitFor('instance', 'exists', {
        next: (input) => alikafka`wait instance --order-id ${input['OrderId']} exists`,
        shownBy: 'instance describe',
      }),
      inspectCommand: () => alikafka`instance list`,
      reads: [getInstanceList],
      examples: [
        {
          says: 'Order a VPC instance',
          types: '--deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50',
        },
        {
          says: 'Order one with public access',
          types:
            '--deploy-type eip --eip-max 40 --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --spec-type professional',
        },
      ],
    },
  ],
});

const UNITS: Readonly<Record<string, string>> = { DiskSize: ' GB', IoMax: ' MB/s', EipMax: ' Mbit/s' };

/** What is ordered, with what --param adds. */
function orderLines(plan: Plan, params: WireParams): string[] {
  const order = (plan.steps[0] as Step | undefined)?.input ?? {};
  return Object.entries({ ...order, ...params })
    .filter(([name, value]) => value !== undefined && /^[A-Z]/.test(name)) // the API's own parameters, no switches
    .map(([name, value]) => `${name.padEnd(12)} ${String(value)}${UNITS[name] ?? ''}${wordFor(name, String(value))}`);
}

function wordFor(name: string, value: string): string {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    DeployType: DEPLOY_TYPE,
    DiskType: DISK_TYPE,
  };
  const found = words[name]?.[value];
  return found === undefined ? '' : ` (${found})`;
}

const eipMax = integer({
  flag: 'eip-max',
  placeholder: 'Mbit/s',
  min: 0,
  required: true,
  help: 'Public traffic in Mbit/s, with deploy type 4',
});

const PRESENT = 'the present value';

/** A size that keeps its present value where none is given. */
const optional = (size: Param<number>): Param<number> => as(size, { required: false, defaultText: PRESENT });

export const upgradePrePayOrder = operation({
  action: 'UpgradePrePayOrder',
  ramAction: 'alikafka:UpgradePrePayOrder',
  effect: 'order',
  rate: 2,
  summary: 'Order more of a subscription instance; this spends money',
  params: {
    RegionId: region,
    InstanceId: instanceByName,
    DiskSize: size.DiskSize,
    EipMax: eipMax,
    IoMax: { ...size.IoMax, alternative: SIZES.IoMax.newer },
    TopicQuota: { ...size.TopicQuota, alternative: SIZES.TopicQuota.newer },
    SpecType: size.SpecType,
  },
  answer: ordered,
  commands: [
    {
      path: 'instance upgrade',
      alias: 'resize',
      description: 'What is not given keeps its present value, which is read first. Nothing can be lowered.',
      inputs: {
        DiskSize: optional(size.DiskSize),
        EipMax: optional(eipMax),
        IoMax: optional(size.IoMax),
        TopicQuota: optional(size.TopicQuota),
        SpecType: as(size.SpecType, { defaultText: PRESENT }),
      },
      plan: upgradePlan,
      confirm: orderConfirmation,
      results: { kind: 'single', names: ['InstanceId'] },
      wait: waitFor('instance', 'running', {
        check: instanceUpgraded,
        timeout: minutes(120),
        shownBy: 'instance describe',
      }),
      inspectCommand: describeInstance,
      reads: [getInstanceList],
      examples: [{ says: 'Give an instance a larger disk', types: 'alikafka_pre-cn-0pp1ftnxu00y --disk-size 1200' }],
    },
  ],
});
