/** GetAllowedIpList, and what other records read from it. */
import { plural } from '../../core/text/texts.ts';
import { operation } from '../../core/record.ts';
import type { Reader, Values } from '../../core/operation.ts';
import { choice, text } from '../../core/params.ts';
import { arrayOf, object, type Json, type Row } from '../../core/shape.ts';
import { t } from '../../core/text/texts.ts';
import { isPortRange, PORT_RANGES } from './rules.ts';
import { groupsBy, instanceId, region } from '../shared/common.ts';

const whitelist = arrayOf(
  {
    PortRange: 'text',
    AllowedIpList: arrayOf('text'),
    AllowedIpGroup: 'map',
    BlackIPList: arrayOf('text'),
    BlackIPMap: 'map',
    SecurityGroupId: 'text',
    UserDefinedSharedSecurityGroup: 'boolean',
  },
  ['PortRange', 'AllowedIpList'],
);

export const getAllowedIpList = operation({
  action: 'GetAllowedIpList',
  ramAction: 'alikafka:ListInstance',
  summary: 'List the addresses in the allow lists',
  reading: 'Reading allow lists',
  params: { InstanceId: instanceId, RegionId: region },
  answer: {
    fields: {
      AllowedList: object(
        { DeployType: 'integer', InternetList: whitelist, VpcList: whitelist },
        // An instance without public access has no InternetList.
        { needsOneOf: ['InternetList', 'VpcList'] },
      ),
    },
    data: ['AllowedList'],
  },
  commands: [
    {
      path: 'instance allowed-ip list',
      seeAlso: ['instance allowed-ip add', 'instance allowed-ip remove'],
      description: 'XML output has the structure of the API, with port ranges that have no addresses.',
      inputs: {
        type: choice(['vpc', 'internet'], { flag: 'type', help: 'Only this allow list' }),
        portRange: text({
          flag: 'port-range',
          placeholder: 'port/port',
          rules: [isPortRange],
          lists: PORT_RANGES,
          help: 'Only this port range',
        }),
      },
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} address', '{count} addresses'),
        columns: ['Type', 'PortRange', 'AllowedIp'],
        name: 'AllowedIp',
        essential: ['Type', 'PortRange'],
        freeText: [],
        unnamed: severalLists,
        toRows: addressRows,
        select: ({ Type, PortRange }, input) => isAskedFor(input, Type, PortRange),
        whole: askedFor,
        extraFields: { Type: 'text', PortRange: 'text', AllowedIp: 'text' },
      },
      examples: [
        { says: 'See who can connect', types: '' },
        { says: 'Save the addresses of one list, one per line', types: '--type vpc --port-range 9092/9092 -o name' },
      ],
    },
  ],
});

const isAskedFor = ({ type, portRange }: Values, list: unknown, ports: unknown): boolean =>
  (type === undefined || type === list) && (portRange === undefined || portRange === ports);

/** Why `--output name` is refused: an address alone does not identify its list. */
function severalLists({ type, portRange }: Values): string | undefined {
  if (type !== undefined && portRange !== undefined) return undefined;
  return t('--output name requires --type and --port-range: it prints one list at a time; use --output ndjson for all');
}

/** The answer with the requested list and port range. */
function askedFor(data: Row, input: Values): Row {
  const kept = (name: string, list: string): Json => {
    const ranges = data[name] ?? null;
    return Array.isArray(ranges) ? asRows(ranges).filter((row) => isAskedFor(input, list, row['PortRange'])) : ranges;
  };
  return { ...data, InternetList: kept('InternetList', 'internet'), VpcList: kept('VpcList', 'vpc') };
}

/** One row per address; a port range without addresses has none. */
export function addressRows(data: Row): Row[] {
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

/** The addresses of the list and ports that an input names, read once for all. Throws the read's own error. */
export async function allowedAddresses(place: Values, reader: Reader): Promise<(input: Values) => ReadonlySet<string>> {
  const rows = addressRows(await reader.object(getAllowedIpList, place));
  const known = groupsBy(rows, ({ Type, PortRange }) => keyOf(Type, PortRange));
  return ({ AllowedListType, PortRange }) =>
    new Set(known.get(keyOf(AllowedListType, PortRange))?.map(({ AllowedIp }) => String(AllowedIp)));
}

const keyOf = (list: unknown, ports: unknown): string => `${String(list)} ${String(ports)}`;

const asRows = (value: Json | undefined): Row[] => (Array.isArray(value) ? (value as Row[]) : []);
const asList = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
