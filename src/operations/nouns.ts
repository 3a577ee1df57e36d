/** The nouns, with their help; the program prints it through `t`. */
export const NOUNS: Readonly<Record<string, string>> = {
  instance: 'Order, deploy, change and delete instances and their allow lists',
  topic: 'Create, list, describe, change and delete topics',
  group: 'Create, list and delete consumer groups; show offsets and lag',
  tag: 'List, add and remove tags of instances, topics and groups',
  sasl: 'List, create and delete SASL users; set their passwords',
  acl: 'List, create and delete permissions (ACL rules) of SASL users',
  metrics: 'Show CloudMonitor metrics and their points',
};

/** The nouns below a noun. */
export const SUB_NOUNS: Readonly<Record<string, string>> = {
  'instance allowed-ip': 'List, add and remove addresses in the allow lists',
};

/** The titles of the options of their commands. */
export const OPTION_TITLES: Readonly<Record<string, string>> = {
  instance: 'Instance options',
  'instance allowed-ip': 'Allow list options',
  topic: 'Topic options',
  group: 'Group options',
  tag: 'Tag options',
  sasl: 'SASL user options',
  acl: 'Permission options',
  metrics: 'Metric options',
};
