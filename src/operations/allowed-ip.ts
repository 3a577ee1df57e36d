import { choice, type Input, type Params, type Rule, text, type Trouble } from '../core/params.ts';
import {
  operation,
  type Plan,
  type Reader,
  type Scope,
  type Settled,
  type Step,
  type Values,
} from '../core/operation.ts';
import { arrayOf, object, type Json, type Row } from '../core/shape.ts';
import { chunks, instanceId, region } from './common.ts';

const whitelist = arrayOf({
  PortRange: 'text',
  AllowedIpList: arrayOf('text'),
  AllowedIpGroup: 'map',
  BlackIPList: arrayOf('text'),
  BlackIPMap: 'map',
  SecurityGroupId: 'text',
  UserDefinedSharedSecurityGroup: 'boolean',
});

export const getAllowedIpList = operation({
  action: 'GetAllowedIpList',
  summary: 'List the addresses that may connect',
  params: { InstanceId: instanceId, RegionId: region },
  answer: {
    fields: { AllowedList: object({ DeployType: 'integer', InternetList: whitelist, VpcList: whitelist }) },
    data: ['AllowedList'],
  },
  commands: [
    {
      path: 'instance allowed-ip list',
      view: {
        kind: 'list',
        columns: ['Type', 'PortRange', 'AllowedIp'],
        name: 'AllowedIp',
        toRows: addressRows,
        extraFields: { Type: 'text', PortRange: 'text', AllowedIp: 'text' },
      },
      examples: [{ says: 'List the addresses', types: '' }],
    },
  ],
});

/** One row an address; a port range that admits nobody has no row. */
function addressRows(data: Row): Row[] {
  const lists = [
    ['vpc', data['VpcList']],
    ['internet', data['InternetList']],
  ] as const;
  return lists.flatMap(([Type, list]) =>
    asRows(list).flatMap(({ PortRange, AllowedIpList }) =>
      asList(AllowedIpList).map((AllowedIp) => ({ Type, PortRange: PortRange ?? null, AllowedIp })),
    ),
  );
}

const asRows = (value: Json | undefined): Row[] => (Array.isArray(value) ? (value as Row[]) : []);
const asList = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** Ports the service has opened so far, by list: today's, the reference's two among them. */
const PORTS: Readonly<Record<string, readonly string[]>> = {
  vpc: ['9092/9092', '9094/9094', '9095/9095'],
  internet: ['9093/9093'],
};
const DOCUMENTED_PORTS = ['9092/9092', '9093/9093'];
const PORTS_TODAY = ['9094/9094', '9095/9095'];

const isPortRange: Rule<string> = (range) =>
  /^\d{1,5}\/\d{1,5}$/.test(range) ? undefined : `must look like 9092/9092, not "${range}"`;

/** An IPv4 address, or a block with the length of its prefix. */
export const isAddress: Rule<string> = (address) => {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(address);
  const good = match !== null && match.slice(1, 5).every((part) => Number(part) <= 255) && Number(match[5] ?? 0) <= 32;
  return good ? undefined : `"${address}" is neither an IPv4 address nor a block such as 192.168.0.0/16`;
};

const eachAddress: Rule<string> = (list) => {
  for (const address of list.split(',')) {
    const trouble = isAddress(address);
    if (trouble !== undefined) return trouble;
  }
  return undefined;
};

export const updateAllowedIp = operation({
  action: 'UpdateAllowedIp',
  effect: 'write',
  effectOf: (input) => (input['UpdateType'] === 'delete' ? 'destroy' : 'write'),
  summary: 'Add or remove addresses that may connect',
  params: {
    RegionId: region,
    UpdateType: choice(['add', 'delete'], { required: true, help: 'What to do' }),
    PortRange: choice(DOCUMENTED_PORTS, {
      flag: 'port-range',
      placeholder: 'port/port',
      required: true,
      open: true,
      hints: PORTS_TODAY,
      rules: [isPortRange],
      refusal: 'WHITE.PARAM.ERROR',
      otherwise: (input) => (input['AllowedListType'] === 'internet' ? '9093/9093' : '9092/9092'),
      otherwiseText: '9092/9092 for vpc, 9093/9093 for internet',
      help: 'Ports that the addresses may reach',
    }),
    AllowedListType: choice(['vpc', 'internet'], {
      flag: 'type',
      required: true,
      otherwise: () => 'vpc',
      otherwiseText: 'vpc',
      help: 'Which list',
    }),
    AllowedListIp: text({
      argument: 'ip|cidr',
      many: true,
      required: true,
      rules: [isAddress],
      serviceRules: [eachAddress],
      refusal: 'WHITE.IP.ILLEGAL.ERROR',
      help: 'IPv4 address or block',
    }),
    InstanceId: instanceId,
  },
  between: portFitsList,
  commands: [
    {
      path: 'instance allowed-ip add',
      summary: 'Let addresses connect',
      description: 'Addresses that are there already are left alone; the others are sent ten a request.',
      outcome: 'created',
      results: 'array',
      identity: 'AllowedListIp',
      plan: addPlan,
      examples: [
        { says: 'Let two networks in', types: '10.0.0.0/8 192.168.1.20' },
        { says: 'Let an office reach the public port', types: '203.0.113.7 --type internet' },
      ],
    },
    {
      path: 'instance allowed-ip remove',
      summary: 'Let addresses connect no longer',
      effect: 'destroy',
      outcome: 'deleted',
      results: 'array',
      identity: 'AllowedListIp',
      plan: (input) => ({ steps: addressesOf(input).map((address) => step(input, 'delete', [address])) }),
      examples: [{ says: 'Shut a network out', types: '0.0.0.0/0' }],
    },
  ],
});

function portFitsList(input: Input<Params>): Trouble[] {
  const [range, list] = [input['PortRange'], input['AllowedListType']];
  const other = list === 'vpc' ? 'internet' : 'vpc';
  return typeof range === 'string' && typeof list === 'string' && PORTS[other]?.includes(range) === true
    ? [{ param: 'PortRange', message: `${range} belongs to the ${other} list, not to ${list}` }]
    : [];
}

const addressesOf = (input: Values): string[] => [...new Set((input['AllowedListIp'] as string[] | undefined) ?? [])];

function step(input: Values, UpdateType: string, addresses: readonly string[]): Step {
  return {
    input: { ...input, UpdateType, AllowedListIp: addresses.join(',') },
    names: addresses.map((address) => nameOf(input, address)),
  };
}

const nameOf = (input: Values, AllowedListIp: string): Row => ({
  AllowedListType: String(input['AllowedListType']),
  PortRange: String(input['PortRange']),
  AllowedListIp,
});

async function addPlan(input: Values, scope: Scope, reader: Reader): Promise<Plan> {
  const present = scope.dryRun ? new Set<string>() : await presentAddresses(input, reader);
  const there = (address: string): Settled => ({
    names: nameOf(input, address),
    settled: 'unchanged',
    message: 'is there already',
  });
  const [old, fresh] = [
    addressesOf(input).filter((a) => present.has(a)),
    addressesOf(input).filter((a) => !present.has(a)),
  ];
  const order = addressesOf(input).map((address) => nameOf(input, address));
  return { steps: [...old.map(there), ...chunks(fresh, 10).map((part) => step(input, 'add', part))], order };
}

async function presentAddresses(input: Values, reader: Reader): Promise<Set<string>> {
  const rows = addressRows(await reader.object(getAllowedIpList, {}));
  return new Set(
    rows
      .filter((row) => row['Type'] === input['AllowedListType'] && row['PortRange'] === input['PortRange'])
      .map((row) => String(row['AllowedIp'])),
  );
}
