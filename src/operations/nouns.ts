/** The nouns, with their help; the program prints it through `t`. */
export const NOUNS: Readonly<Record<string, string>> = {
  instance: 'Order, deploy, upgrade, rename, delete and list instances; manage their allow lists',
  topic: 'Create, list, describe, change and delete topics',
  group: 'Create, list and delete consumer groups; show their offsets and lag',
  tag: 'List, add and remove tags of instances, topics and groups',
  sasl: 'List, create and delete SASL users; set their passwords',
  acl: 'List, create and delete permissions (ACL rules) of SASL users',
  metrics: 'Show CloudMonitor metrics and their points',
};

/** The nouns below a noun. */
export const SUB_NOUNS: Readonly<Record<string, string>> = {
  'instance allowed-ip': 'List, add and remove addresses in the allow lists',
};
