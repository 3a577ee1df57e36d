/** How the names that exist in the service are read, for completion and pick lists. */
import type { Param, ServiceNames } from '../core/params.ts';
import type { Json, Row } from '../core/shape.ts';
import { PERMITTED_OPERATIONS, PERMITTED_RESOURCES } from './acl/permitted.ts';
import { isId } from './instance/named.ts';
import { STATUS } from './shared/labels.ts';
import type { NameList } from './name-list.ts';

const rowsIn = (value: Json | undefined): readonly Row[] => (Array.isArray(value) ? (value as Row[]) : []);

/** The lists of tags. */
const TAGS = ['instance-tag', 'topic-tag', 'group-tag'] as const;

/** Tags as `Key=Value`, from the records of a list. */
const TAG_LIST: Omit<NameList, 'path'> = {
  name: 'Tag',
  records: ({ Tags }) =>
    rowsIn(Tags).flatMap(({ Key, Value }) =>
      typeof Key === 'string' ? [{ Tag: `${Key}=${typeof Value === 'string' ? Value : ''}` }] : [],
    ),
  upTo: '=',
  details: [],
  texts: {
    one: 'Which tag?',
    many: 'Which tags?',
    does: 'Reading tags',
    none: 'There are no tags.',
  },
};

/** `60,300`: the periods of a metric, as records. */
const periodsOf = ({ Periods }: Row): readonly Row[] =>
  typeof Periods === 'string'
    ? Periods.split(',').flatMap((one) => (/^\d+$/.test(one.trim()) ? [{ Period: one.trim() }] : []))
    : [];

/** The lists, by their kind. */
export const NAME_LISTS: Readonly<Record<ServiceNames, NameList>> = {
  instance: {
    path: 'instance list',
    describedBy: 'Name',
    standsForId: (name) => name !== '' && !isId(name),
    details: ['Name', 'ServiceStatus'],
    texts: {
      one: 'Which instance?',
      many: 'Which instances?',
      does: 'Reading the list of instances',
      none: 'There are no instances in region {region}.',
    },
  },
  'ordered-instance': {
    path: 'instance list',
    records: (row) => (row['ServiceStatus'] === STATUS.toDeploy ? [row] : []),
    describedBy: 'Name',
    details: ['Name', 'ServiceStatus'],
    texts: {
      one: 'Which instance?',
      many: 'Which instances?',
      does: 'Reading the list of instances',
      none: 'There are no instances to deploy in region {region}.',
    },
  },
  topic: {
    path: 'topic list',
    details: ['Remark'],
    texts: {
      one: 'Which topic?',
      many: 'Which topics?',
      does: 'Reading the list of topics',
      none: 'There are no topics in instance {instance}.',
    },
  },
  group: {
    path: 'group list',
    details: ['Remark'],
    texts: {
      one: 'Which consumer group?',
      many: 'Which consumer groups?',
      does: 'Reading the list of consumer groups',
      none: 'There are no consumer groups in instance {instance}.',
    },
  },
  'sasl-user': {
    path: 'sasl list',
    details: ['Type'],
    texts: {
      one: 'Which SASL user?',
      many: 'Which SASL users?',
      does: 'Reading the list of SASL users',
      none: 'There are no SASL users in instance {instance}.',
    },
  },
  metric: {
    path: 'metrics meta',
    details: ['Unit', 'Description'],
    within: { Namespace: ['Namespace'] },
    texts: {
      one: 'Which metric?',
      many: 'Which metrics?',
      does: 'Reading the list of metrics',
      none: 'CloudMonitor lists no metrics.',
    },
  },
  period: {
    path: 'metrics meta',
    name: 'Period',
    records: periodsOf,
    within: { Namespace: ['Namespace'], MetricName: ['MetricName'] },
    details: [],
    texts: {
      one: 'Which period?',
      many: 'Which periods?',
      does: 'Reading the list of metrics',
      none: 'CloudMonitor lists no periods of the metric.',
    },
  },
  namespace: {
    path: 'metrics projects',
    describedBy: 'Description',
    details: ['Description'],
    texts: {
      one: 'Which namespace?',
      many: 'Which namespaces?',
      does: 'Reading the list of products',
      none: 'CloudMonitor lists no products.',
    },
  },
  'instance-tag': { ...TAG_LIST, path: 'instance list' },
  'topic-tag': { ...TAG_LIST, path: 'topic list' },
  'group-tag': { ...TAG_LIST, path: 'group list' },
  'tag-key': {
    path: 'tag list',
    name: 'TagKey',
    within: { resource: ['resource'] },
    otherwise: TAGS,
    details: ['TagValue'],
    texts: {
      one: 'Which tag?',
      many: 'Which tags?',
      does: 'Reading tags',
      none: 'The resources have no tags.',
    },
  },
  address: {
    path: 'instance allowed-ip list',
    within: { type: ['AllowedListType'], portRange: ['PortRange'] },
    details: ['Type', 'PortRange'],
    texts: {
      one: 'Which address?',
      many: 'Which addresses?',
      does: 'Reading allow lists',
      none: 'There are no addresses in this allow list.',
    },
  },
  'permitted-resource': PERMITTED_RESOURCES,
  'permitted-operation': PERMITTED_OPERATIONS,
};

/** Lists that have the names of several others. */
export const JOINED_LISTS: Readonly<Record<string, readonly ServiceNames[]>> = {
  tag: TAGS,
};

/** Kinds of objects that a command can be about. */
const OBJECTS: readonly unknown[] = ['instance', 'topic', 'group', 'sasl-user', 'metric'];

/** Whether the values of a parameter name objects of the service. */
export const namesObjects = (lists: Param['lists']): boolean => OBJECTS.includes(lists);

/** Whether the values of a parameter are names that the service lists. */
export const isListed = (lists: Param['lists']): lists is ServiceNames =>
  typeof lists === 'string' && Object.hasOwn(NAME_LISTS, lists);
