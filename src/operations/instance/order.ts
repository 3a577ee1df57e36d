/**
 * CreatePrePayOrder and UpgradePrePayOrder: the ordered sizes with their units, and how they are shown before payment.
 */
import { as, choice, integer, type Param, type Value } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Step } from '../../core/plan.ts';
import type { WireParams } from '../../core/signature.ts';
import { describeInstance, instanceByName, minutes, region, violationsOf } from '../shared/common.ts';
import { instanceUpgraded } from './checks.ts';
import { getInstanceList } from './list.ts';
import { SIZE_UNITS } from './record.ts';
import { isSame, SIZES } from './sizes.ts';
import { INSTANCE_ORDERED, UPGRADE_ORDERED } from './texts.ts';
import { upgradePlan } from './upgrade.ts';
import { waitFor } from '../shared/states.ts';
import { DEPLOY_TYPE, DISK_TYPE } from '../shared/labels.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { sentence, t } from '../../core/text/texts.ts';

/** Ordered sizes. The service has steps and limits, which change, so only values below 1 are refused. */
const size = {
  DiskSize: integer({
    flag: 'disk-size',
    placeholder: 'GB',
    min: 1,
    required: true,
    help: 'Disk size in GB; cannot be reduced later',
  }),
  IoMax: integer({
    flag: 'io-max',
    placeholder: 'MB/s',
    min: 1,
    required: true,
    help: 'Peak traffic in MB/s, such as 20, 30, 60, 90 or 120; cannot be reduced later',
  }),
  TopicQuota: integer({
    flag: 'topic-quota',
    placeholder: 'n',
    min: 1,
    required: true,
    help: 'Number of topics that can be created; cannot be reduced later',
  }),
  SpecType: choice(['normal', 'professional'], {
    flag: 'spec-type',
    open: true,
    help: 'Edition; cannot be changed from professional to normal later',
  }),
} as const;

/** The answer of an order: its id. */
const ordered = { fields: { OrderId: 'text' }, order: 'OrderId' } as const;

export const createPrePayOrder = operation({
  action: 'CreatePrePayOrder',
  ramAction: 'alikafka:CreatePrePayOrder',
  effect: 'order',
  rate: 2,
  changeKind: 'created',
  summary: 'Order and pay for a subscription instance',
  params: {
    RegionId: region,
    DeployType: choice(['4', '5'], {
      flag: 'deploy-type',
      sentAs: 'Integer',
      required: true,
      aliases: { eip: '4', vpc: '5' },
      help: 'Network access: eip or 4 for Internet and VPC, vpc or 5 for VPC only; cannot be changed later',
    }),
    DiskSize: size.DiskSize,
    DiskType: choice(['0', '1'], {
      flag: 'disk-type',
      required: true,
      aliases: { ultra: '0', ssd: '1' },
      help: 'Disk type: ultra or 0 for an ultra disk, ssd or 1 for an SSD; cannot be changed later',
    }),
    IoMax: { ...size.IoMax, alternative: SIZES.IoMax.newer },
    TopicQuota: { ...size.TopicQuota, alternative: SIZES.TopicQuota.newer },
    EipMax: integer({
      flag: 'eip-max',
      placeholder: 'Mbit/s',
      min: 1,
      requiredText: 'required with deploy type eip or 4',
      help: 'Peak public traffic in Mbit/s, the unit in the console; the API documents none',
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
      seeAlso: ['instance start', 'instance upgrade'],
      elsewhere: {
        name: {
          path: 'instance start',
          help: 'An instance gets its name when it is deployed, with "alikafka instance start --name", or later, with "alikafka instance rename".',
        },
      },
      description:
        'After the order, the instance is listed with status 0 (to be deployed). Deploy it with "alikafka instance start". --dry-run shows the order and sends nothing.',
      plan: (input) => ({
        steps: [{ input: input['DeployType'] === '5' ? { ...input, EipMax: undefined } : input, names: [{}] }],
        notes:
          input['DeployType'] === '5' && input['EipMax'] !== undefined
            ? [t('ignoring --eip-max: deploy type 5 has no public access')]
            : [],
      }),
      confirm: { shows: orderLines },
      texts: INSTANCE_ORDERED,
      results: { kind: 'single', names: [] },
      wait: waitFor('instance', 'exists', {
        next: (input) => alikafka`wait instance --order-id ${input['OrderId']} exists`,
        unwaited: (command) =>
          t('the order is being processed; to wait until its instance is listed, run "{command}"', { command }),
        shownBy: 'instance describe',
      }),
      inspectCommand: () => alikafka`instance list`,
      reads: [getInstanceList],
      examples: [
        {
          says: 'Order an instance with access inside a VPC only',
          types: '--deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50',
        },
        {
          says: 'Order a professional instance with public access',
          types:
            '--deploy-type eip --eip-max 40 --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --spec-type professional',
        },
      ],
    },
  ],
});

/**
 * The lines that show the order, with the wire parameters of --param. In an upgrade, each value is shown next to the
 * current one.
 */
function orderLines(plan: Plan, params: WireParams): string[] {
  const { input = {}, before = {} } = (plan.steps[0] ?? {}) as Partial<Step>;
  return Object.entries({ ...input, ...params })
    .filter(([name, value]) => value !== undefined && /^[A-Z]/.test(name)) // the API's parameters, not this tool's options
    .map(([name, value]) => `${name.padEnd(12)} ${changeText(name, before[name], String(value))}`);
}

/** `900 GB`; in an upgrade `900 GB → 1200 GB`. */
function changeText(name: string, present: Value | undefined, wanted: string): string {
  const value = valueText(name, wanted);
  if (present === undefined) return value;
  return isSame(String(present), wanted)
    ? t('{value} (unchanged)', { value })
    : `${valueText(name, String(present))} → ${value}`;
}

/** A value with its unit and label. */
function valueText(name: string, value: string): string {
  const unit = SIZE_UNITS[name];
  return `${value}${unit === undefined ? '' : ` ${unit}`}${labelFor(name, value)}`;
}

function labelFor(name: string, value: string): string {
  const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    DeployType: DEPLOY_TYPE,
    DiskType: DISK_TYPE,
  };
  const label = labels[name]?.[value];
  return label === undefined ? '' : ` (${t<string>(label)})`;
}

const eipMax = integer({
  flag: 'eip-max',
  placeholder: 'Mbit/s',
  min: 0,
  required: true,
  help: 'Peak public traffic with deploy type 4, in Mbit/s, the unit in the console; the API documents none',
});

/** Parameters that keep their current value if none is given. */
const KEPT = { required: false, defaultText: 'the current value' } as const;

const optional = (size: Param<number>): Param<number> => as(size, KEPT);

export const upgradePrePayOrder = operation({
  action: 'UpgradePrePayOrder',
  ramAction: 'alikafka:UpgradePrePayOrder',
  effect: 'order',
  rate: 2,
  summary: 'Order and pay for larger sizes of a subscription instance',
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
      seeAlso: ['instance create'],
      alias: 'resize',
      description:
        'Pass at least one option: a size that is larger than the current one, or the other edition. Sizes that you omit keep their current values, which are read first. No size can be reduced. --dry-run shows the order and sends only that read.',
      inputs: {
        DiskSize: optional(size.DiskSize),
        EipMax: optional(eipMax),
        IoMax: optional(size.IoMax),
        TopicQuota: optional(size.TopicQuota),
        SpecType: as(size.SpecType, KEPT),
      },
      plan: upgradePlan,
      confirm: { shows: orderLines },
      texts: UPGRADE_ORDERED,
      results: { kind: 'single', names: ['InstanceId'] },
      wait: waitFor('instance', 'running', {
        check: instanceUpgraded,
        timeout: minutes(120),
        unwaited: (command) =>
          t('the instance is being upgraded; to wait until it is running, run "{command}"', { command }),
        shownBy: 'instance describe',
      }),
      inspectCommand: describeInstance,
      reads: [getInstanceList],
      examples: [
        { says: 'Enlarge the disk of an instance to 1200 GB', types: 'alikafka_pre-cn-0pp1ftnxu00y --disk-size 1200' },
      ],
    },
  ],
});
