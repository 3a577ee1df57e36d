/** Other words for nouns, verbs and options of this tool, for suggestions only: none of them is accepted. */

/** A typed word, in the singular and in lower case, with the words of commands that it can mean. */
export const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  add: ['create'],
  all: ['list'],
  account: ['configure'],
  allowlist: ['allowed'],
  auth: ['configure'],
  broker: ['instance'],
  cluster: ['instance'],
  code: ['explain'],
  consumer: ['group'],
  context: ['config'],
  create: ['add'],
  credential: ['configure'],
  delete: ['remove'],
  destroy: ['delete'],
  drop: ['delete'],
  edit: ['set'],
  endpoint: ['regions', 'describe'],
  error: ['explain'],
  exit: ['explain'],
  expand: ['upgrade', 'partitions'],
  get: ['list', 'describe'],
  grant: ['create'],
  info: ['describe'],
  init: ['configure'],
  inspect: ['describe'],
  label: ['tag'],
  login: ['configure'],
  ls: ['list'],
  make: ['create'],
  metric: ['metrics'],
  monitor: ['metrics'],
  new: ['create'],
  offset: ['status', 'describe'],
  permission: ['acl'],
  profile: ['config'],
  remove: ['delete'],
  revoke: ['delete'],
  rm: ['delete', 'remove'],
  rule: ['acl'],
  scale: ['upgrade', 'partitions'],
  setting: ['config'],
  setup: ['configure'],
  show: ['describe'],
  update: ['set'],
  user: ['sasl'],
  view: ['describe'],
  whitelist: ['allowed'],
};

/** Words for a change of something that exists, whatever the verbs for it are: `add-partitions`, `rename`. */
export const CHANGE_WORDS: ReadonlySet<string> = new Set(['alter', 'change', 'edit', 'modify', 'patch', 'update']);

/** Words for a read of one object. Below a noun that has no such verb they mean its reads. */
export const READ_WORDS: ReadonlySet<string> = new Set(['describe', 'info', 'inspect', 'show', 'view']);

/** Verbs of other programs for what a setting does here: the words that change the setting. */
export const SETTING_WORDS: Readonly<Record<string, { readonly path: string }>> = {
  'config use-instance': { path: 'config set instance' },
  'config use-region': { path: 'config set region' },
  'instance select': { path: 'config set instance' },
  'instance use': { path: 'config set instance' },
  'regions select': { path: 'config set region' },
  'regions use': { path: 'config set region' },
};

/** An option of another program that has no counterpart here. */
interface NeedlessOption {
  /** Why, in full sentences. */
  readonly help: string;
  /** A value follows it. */
  readonly hasValue: boolean;
}

const BROKERS: NeedlessOption = {
  help: 'alikafka calls the API of the service, not the brokers. Choose the instance with --instance.',
  hasValue: true,
};

/** Options of the scripts of Kafka and of kubectl that are not needed here. */
export const NEEDLESS_OPTIONS: Readonly<Record<string, NeedlessOption>> = {
  'all-namespaces': { help: 'There are no namespaces. Choose the instance with --instance.', hasValue: false },
  'bootstrap-server': BROKERS,
  'broker-list': BROKERS,
  'command-config': BROKERS,
  namespace: { help: 'There are no namespaces. Choose the instance with --instance.', hasValue: true },
  'replication-factor': { help: 'The service sets the replication factor of topics.', hasValue: true },
  zookeeper: BROKERS,
};
