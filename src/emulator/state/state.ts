/**
 * The state of the emulator, as data for JSON. What changes with time (status, offsets, lag, metrics) is not in it but
 * derived from it and the time (lifecycle.ts, limits/traffic.ts). Times are epoch milliseconds. Lists are in order of
 * creation; they are lists because a topic may be called `__proto__`.
 */
export interface State {
  /** Version of this layout. */
  format: typeof FORMAT;
  /** Counts orders and instances; ids are made from it. */
  counter: number;
  orders: Order[];
  instances: Instance[];
}

/** The version of the layout. Files with another version are refused, with the remedy. */
export const FORMAT = 1;

/** The instance of an order. */
export interface Order {
  id: string;
  instance: string;
}

/** What is bought: GB, MB/s, Mbit/s, topics. */
export interface Sizes {
  disk: number;
  io: number;
  eip: number;
  topics: number;
  spec: string;
}

/** A tag as on the wire; without a value, the value is empty. */
export type Tag = {
  Key: string;
  Value: string;
};

/** An instance with everything in it. */
export interface Instance {
  id: string;
  region: string;
  name: string;
  created: number;
  expires: number;
  /** 4 Internet and VPC, 5 VPC alone. */
  deployType: 4 | 5;
  diskType: 0 | 1;
  sizes: Sizes;
  /** Hours that messages are kept. */
  retain: number;
  /** Absent until StartInstance. */
  deployed?: Deployment;
  /** The latest change of sizes, which takes effect when it is done. */
  change?: Change;
  tags: Tag[];
  topics: Topic[];
  groups: Group[];
  users: SaslUser[];
  acls: Acl[];
  whitelists: Whitelist[];
  /**
   * Fields of GetInstanceList that operations have set and that have no other effect; they replace the derived ones.
   */
  fields?: { [name: string]: FieldValue };
}

/** A field as GetInstanceList has it. */
export type FieldValue = string | number | boolean | { [name: string]: FieldValue };

/** The network and the time of StartInstance. */
export interface Deployment {
  at: number;
  vpc: string;
  vswitch: string;
  zone: string;
  /** Third byte of the brokers' addresses. */
  net: number;
}

/** An upgrade that was ordered. */
export interface Change {
  at: number;
  /** 8 while the edition changes, 11 while only sizes do. */
  status: 8 | 11;
  sizes: Sizes;
}

/** A topic; its offsets follow from its rate (traffic.ts). */
export interface Topic {
  name: string;
  remark: string;
  created: number;
  /** The number of partitions from a time on; the first entry is the creation. */
  growth: { at: number; to: number }[];
  /** Average messages per second, and bytes per message. */
  rate: number;
  bytes: number;
  /** When its producers stopped. */
  until?: number;
  /** When it is listed; immediately if undefined. */
  listed?: number;
  /** When it disappears; until then it is listed without a status (docs/sources.md#topic-states). */
  gone?: number;
  tags: Tag[];
}

/** A consumer group. */
export interface Group {
  name: string;
  created: number;
  subscriptions: Subscription[];
  tags: Tag[];
}

/** How a group reads a topic: with a varying delay in milliseconds, or not at all since it stopped. */
export interface Subscription {
  topic: string;
  behind: number;
  swing: number;
  period: number;
  stopped?: number;
}

/** A SASL user, identified by name and type. */
export interface SaslUser {
  name: string;
  type: string;
  password: string;
}

/** A permission, in the reference's spelling. */
export interface Acl {
  user: string;
  type: string;
  name: string;
  pattern: string;
  operation: string;
}

/** The addresses that may connect to a port. */
export interface Whitelist {
  list: 'vpc' | 'internet';
  ports: string;
  addresses: string[];
}

/** A new topic without traffic. */
export function newTopic(name: string, remark: string, partitions: number, now: number, tags: Tag[] = []): Topic {
  return { name, remark, created: now, growth: [{ at: now, to: partitions }], rate: 0, bytes: 0, tags };
}

/** A new group, which has read nothing. */
export function newGroup(name: string, now: number, tags: Tag[] = []): Group {
  return { name, created: now, subscriptions: [], tags };
}
