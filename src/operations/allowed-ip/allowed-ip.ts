import { choice, text } from '../../core/params.ts';
import type { FileInput, Results } from '../../core/command.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Scope, KnownResult, Step } from '../../core/plan.ts';
import type { Reader, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { addressRows, allowedAddresses, getAllowedIpList } from './list.ts';
import { addressesChanged } from './checks.ts';
import { DOCUMENTED_PORTS, eachAddress, isAddress, isPortRange, portFitsList, PORTS_TODAY } from './rules.ts';
import { chunks, groupsBy, instanceId, region } from '../shared/common.ts';

/** What --from-file takes: addresses, or what `instance allowed-ip list` prints. */
const addressFile: FileInput = {
  line: 'AllowedListIp',
  fields: {
    AllowedListIp: 'AllowedListIp',
    AllowedListType: 'AllowedListType',
    PortRange: 'PortRange',
    AllowedIp: 'AllowedListIp',
    Type: 'AllowedListType',
  },
  agree: ['AllowedListType', 'PortRange'],
  ignored: [],
  listing: { answer: getAllowedIpList.answer, rows: addressRows },
};

/** What names an address in results: the list that it is in, and itself. */
const NAMES = ['AllowedListType', 'PortRange', 'AllowedListIp'];

const addressResults: Results = {
  kind: 'array',
  names: NAMES,
  identity: 'AllowedListIp',
  batchedIn: 'AllowedListIp',
};

const LIST = 'alikafka instance allowed-ip list';

export const updateAllowedIp = operation({
  action: 'UpdateAllowedIp',
  ramAction: 'alikafka:UpdateInstance',
  effect: 'write',
  effectOf: (input) => (input['UpdateType'] === 'delete' ? 'destroy' : 'write'),
  rate: 40,
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
      default: (input) => (input['AllowedListType'] === 'internet' ? '9093/9093' : '9092/9092'),
      defaultText: '9092/9092 for vpc, 9093/9093 for internet',
      help: 'Ports that the addresses may reach',
    }),
    AllowedListType: choice(['vpc', 'internet'], {
      flag: 'type',
      required: true,
      default: () => 'vpc',
      defaultText: 'vpc',
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
  crossFieldRules: portFitsList,
  crossFieldRefusal: 'WHITE.PARAM.ERROR',
  verify: addressesChanged,
  commands: [
    {
      path: 'instance allowed-ip add',
      confirm: { called: { one: 'address', many: 'addresses' } },
      summary: 'Add addresses to the allow list',
      description: 'Addresses that are there already are left alone; the others are sent ten a request.',
      changeKind: 'created',
      results: addressResults,
      file: addressFile,
      planEach: addPlan,
      inspectCommand: () => LIST,
      reads: [getAllowedIpList],
      examples: [
        { says: 'Let two networks in', types: '10.0.0.0/8 192.168.1.20' },
        { says: 'Let an office reach the public port', types: '203.0.113.7 --type internet' },
        { says: 'Let in what a file names, an address a line', types: '-f addresses.txt' },
      ],
    },
    {
      path: 'instance allowed-ip remove',
      summary: 'Remove addresses from the allow list',
      effect: 'destroy',
      changeKind: 'deleted',
      confirm: { called: { one: 'address', many: 'addresses' } },
      results: addressResults,
      file: addressFile,
      planEach: (entries) => ({ steps: entries.map((entry) => step('delete', [entry])) }),
      inspectCommand: () => LIST,
      reads: [getAllowedIpList],
      examples: [
        { says: 'Shut a network out', types: '0.0.0.0/0' },
        { says: 'Shut out what a file lists', types: '-f addresses.csv --yes' },
      ],
    },
  ],
});

/** One request for entries of one list and port range. */
function step(UpdateType: string, entries: readonly Values[]): Step {
  const AllowedListIp = entries.map((entry) => String(entry['AllowedListIp'])).join(',');
  return { input: { ...entries[0], UpdateType, AllowedListIp }, names: entries.map(nameOf) };
}

const nameOf = (input: Values): Row => Object.fromEntries(NAMES.map((name) => [name, String(input[name])]));

async function addPlan(entries: readonly Values[], scope: Scope, reader: Reader): Promise<Plan> {
  const presentFor = scope.dryRun ? () => new Set<string>() : await allowedAddresses({}, reader);
  const lists = groupsBy(entries, ({ AllowedListType, PortRange }) => JSON.stringify([AllowedListType, PortRange]));
  const steps = [...lists.values()].flatMap((own) => {
    const present = presentFor(own[0] ?? {});
    const isThere = ({ AllowedListIp }: Values): boolean => present.has(String(AllowedListIp));
    const fresh = chunks(
      own.filter((entry) => !isThere(entry)),
      10,
    );
    return [...own.filter(isThere).map(there), ...fresh.map((part) => step('add', part))];
  });
  const notes = scope.dryRun ? ['addresses that are there already are left out, which a dry run does not read'] : [];
  return { steps, notes, order: entries.map((entry) => ({ names: nameOf(entry) })) };
}

const there = (entry: Values): KnownResult => ({
  names: nameOf(entry),
  known: 'unchanged',
  message: 'is there already',
});
