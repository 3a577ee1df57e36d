/** UpdateAllowedIp: adds and removes addresses. */
import { as, choice, text } from '../../core/params.ts';
import type { FileInput, Results } from '../../core/command.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Scope, KnownResult, Step } from '../../core/plan.ts';
import type { Reader, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { addressRows, allowedAddresses, getAllowedIpList } from './list.ts';
import { addressesChanged } from './checks.ts';
import { ADDRESSES_ADDED, ADDRESSES_REMOVED } from './texts.ts';
import { DOCUMENTED_PORTS, eachAddress, isAddress, isPortRange, portFitsList, PORTS_TODAY } from './rules.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { chunks, groupsBy, instanceId, region } from '../shared/common.ts';

/** What --from-file accepts: addresses, or the output of `instance allowed-ip list`. */
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

/** The identity of an address in results: its list, and itself. */
const NAMES = ['AllowedListType', 'PortRange', 'AllowedListIp'];

const addressResults: Results = {
  kind: 'array',
  names: NAMES,
  identity: 'AllowedListIp',
  batchedIn: 'AllowedListIp',
};

const listAddresses = (): string => alikafka`instance allowed-ip list`;

/** Addresses in one request that adds (the guides to the console). */
const ADDRESSES_A_REQUEST = 10;

const address = text({
  argument: 'ip|cidr',
  many: true,
  required: true,
  rules: [isAddress],
  serviceRules: [eachAddress],
  refusal: 'WHITE.IP.ILLEGAL.ERROR',
  format: 'an IPv4 address such as 192.168.0.100, or a CIDR block such as 192.168.0.0/16',
  help: 'Address to allow',
});

export const updateAllowedIp = operation({
  action: 'UpdateAllowedIp',
  ramAction: 'alikafka:UpdateInstance',
  effect: 'write',
  effectOf: (input) => (input['UpdateType'] === 'delete' ? 'destroy' : 'write'),
  rate: 40,
  summary: 'Add or remove addresses in an allow list',
  params: {
    RegionId: region,
    UpdateType: choice(['add', 'delete'], { required: true, help: 'Type of the change' }),
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
      help: 'Port range; in the vpc list also 9094/9094 (SASL) and 9095/9095 (SASL with TLS)',
    }),
    AllowedListType: choice(['vpc', 'internet'], {
      flag: 'type',
      required: true,
      default: () => 'vpc',
      defaultText: 'vpc',
      help: 'Allow list',
    }),
    AllowedListIp: address,
    InstanceId: instanceId,
  },
  crossFieldRules: portFitsList,
  crossFieldRefusal: 'WHITE.PARAM.ERROR',
  verify: addressesChanged,
  commands: [
    {
      path: 'instance allowed-ip add',
      texts: ADDRESSES_ADDED,
      summary: 'Add addresses to the allow list',
      description: 'Addresses that are already in the list are skipped; the others are sent in requests of up to 10.',
      changeKind: 'created',
      results: addressResults,
      file: addressFile,
      planEach: addPlan,
      inspectCommand: listAddresses,
      reads: [getAllowedIpList],
      examples: [
        { says: 'Allow a network and an address to connect inside the VPC', types: '10.0.0.0/8 192.168.1.20' },
        { says: 'Allow an office to connect to the public port', types: '203.0.113.7 --type internet' },
        { says: 'Allow the addresses in a file, one per line', types: '-f addresses.txt' },
      ],
    },
    {
      path: 'instance allowed-ip remove',
      inputs: { AllowedListIp: as(address, { lists: 'address', help: 'Address to remove' }) },
      summary: 'Remove addresses from the allow list',
      description: 'One request per address. If no address is left, nobody can connect to the port range.',
      effect: 'destroy',
      changeKind: 'deleted',
      texts: ADDRESSES_REMOVED,
      results: addressResults,
      file: addressFile,
      planEach: (entries) => ({ steps: entries.map((entry) => step('delete', [entry])) }),
      inspectCommand: listAddresses,
      reads: [getAllowedIpList],
      examples: [
        { says: 'Remove 0.0.0.0/0, which allows all addresses', types: '0.0.0.0/0' },
        { says: 'Remove the addresses in a file', types: '-f addresses.csv --yes' },
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
    const isPresent = ({ AllowedListIp }: Values): boolean => present.has(String(AllowedListIp));
    const added = chunks(
      own.filter((entry) => !isPresent(entry)),
      ADDRESSES_A_REQUEST,
    );
    return [...own.filter(isPresent).map(alreadyPresent), ...added.map((part) => step('add', part))];
  });
  const notes = scope.dryRun
    ? [t('addresses that are already in the list are not sent; a dry run does not read the list')]
    : [];
  return { steps, notes, order: entries.map((entry) => ({ names: nameOf(entry) })) };
}

const alreadyPresent = (entry: Values): KnownResult => ({
  names: nameOf(entry),
  known: 'unchanged',
  message: t('already in the list'),
});
