/** The nouns, with what help says of them. */
export const NOUNS: Readonly<Record<string, string>> = {
  instance: 'Order, start, resize, rename, delete and list instances; who may connect',
  topic: 'Topics: create, list, describe, grow, delete',
  group: 'Consumer groups: create, list, delete; offsets and lag',
  tag: 'Tags of instances, topics and groups',
  sasl: 'SASL users',
  acl: 'Permissions of SASL users',
  metrics: 'CloudMonitor: metrics and their points',
};

/** The nouns below a noun. */
export const SUB_NOUNS: Readonly<Record<string, string>> = {
  'instance allowed-ip': 'Addresses that may connect',
};
