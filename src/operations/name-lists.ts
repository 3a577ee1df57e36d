/** How the names that exist in the service are read, for completion and pick lists. */
import type { Param, ServiceNames } from '../core/params.ts';
import { isId } from './instance/named.ts';

/** A list of names. */
export interface NameList {
  /** The command that lists them; the field that identifies its records is the name (`View.name`). */
  readonly path: string;
  /** The field with the name that users know, if the identifier is an id. */
  readonly describedBy?: string;
  /** Whether that field, as the only one of its value, is accepted in place of the id. */
  readonly standsForId?: (described: string) => boolean;
  /** Fields that a pick list shows next to the name, the most important first. */
  readonly details: readonly string[];
  /** Inputs of a command that filter the list. */
  readonly within?: readonly string[];
  readonly texts: {
    /** The question of a pick list, for one and for several. */
    readonly one: string;
    readonly many: string;
    /** The progress text while the list is read. */
    readonly does: string;
    /** Why the list is empty. */
    readonly none: string;
  };
}

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
    within: ['Namespace'],
    texts: {
      one: 'Which metric?',
      many: 'Which metrics?',
      does: 'Reading the list of metrics',
      none: 'CloudMonitor lists no metrics.',
    },
  },
};

/** Whether the values of a parameter are names that the service lists. */
export const isListed = (lists: Param['lists']): lists is ServiceNames =>
  typeof lists === 'string' && Object.hasOwn(NAME_LISTS, lists);
