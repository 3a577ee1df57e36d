/**
 * All that the emulator remembers: plain data that survives JSON. What moves by itself (status, offsets, lag, metrics)
 * is not in it but follows from it and the time (lifecycle.ts, traffic.ts). Times are epoch milliseconds. Lists are in
 * order of creation; they are lists because a topic may be called `__proto__`.
 */
export interface State {
  /** Version of this layout. */
  format: typeof FORMAT;
  /** Counts orders and instances; ids are made from it. */
  counter: number;
  orders: Order[];
  instances: Instance[];
}

/** Raised when the layout changes; older files are then refused, with the way to start afresh. */
export const FORMAT = 1;

/** Which instance an order is about. */
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

/** As on the wire; a tag without a value has an empty one. */
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
  /** The latest change of sizes; counts once it is through. */
  change?: Change;
  tags: Tag[];
  topics: Topic[];
  groups: Group[];
  users: SaslUser[];
  acls: Acl[];
  whitelists: Whitelist[];
  /** What operations have set that is only listed: fields of GetInstanceList, in place of those that follow from the rest. */
  fields?: { [name: string]: FieldValue };
}

/** A field as GetInstanceList has it. */
export type FieldValue = string | number | boolean | { [name: string]: FieldValue };

/** Where StartInstance put it, and when. */
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
  /** Partitions from which moment on; the first entry is the creation. */
  growth: { at: number; to: number }[];
  /** Messages a second on average, and bytes of one. */
  rate: number;
  bytes: number;
  /** When its producers stopped. */
  until?: number;
  /** When it shows in lists; at once when absent. */
  listed?: number;
  /** When it will be gone: until then it is listed without a status (docs/sources.md#topic-states). */
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

/** How a group reads a topic: some milliseconds behind, swinging; or not at all since it stopped. */
export interface Subscription {
  topic: string;
  behind: number;
  swing: number;
  period: number;
  stopped?: number;
}

/** Told apart by name and type. */
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

/** Who may connect to a port. */
export interface Whitelist {
  list: 'vpc' | 'internet';
  ports: string;
  addresses: string[];
}

/** What keeps a value from being a state, as the end of a sentence; undefined when nothing does. */
export function wrongWithState(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'holds no state';
  const { format, instances, orders } = value as Partial<State>;
  if (format !== FORMAT) return `has layout ${String(format)}, this version reads ${FORMAT}`;
  return Array.isArray(instances) && Array.isArray(orders) ? undefined : 'lacks its instances';
}

/** A topic without traffic. `listed` is left out where it shows at once. */
export function newTopic(name: string, remark: string, partitions: number, now: number, tags: Tag[] = []): Topic {
  return { name, remark, created: now, growth: [{ at: now, to: partitions }], rate: 0, bytes: 0, tags };
}

/** A group that has read nothing yet. */
export function newGroup(name: string, now: number, tags: Tag[] = []): Group {
  return { name, created: now, subscriptions: [], tags };
}
