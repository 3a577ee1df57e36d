import { operation, type Reader, type Values } from '../core/operation.ts';
import { arrayOf, object, type Json, type Row } from '../core/shape.ts';
import { groupsBy, instanceId, region } from './common.ts';

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
  summary: 'List the addresses that may connect',
  params: { InstanceId: instanceId, RegionId: region },
  answer: {
    fields: {
      AllowedList: object(
        { DeployType: 'integer', InternetList: whitelist, VpcList: whitelist },
        // An instance without public access has no list of internet addresses.
        { needsOneOf: ['InternetList', 'VpcList'] },
      ),
    },
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
