/** Changes of every kind, each with what holds in the service's state once it was carried out. */
import { EXPIRED_INSTANCE, WAITING_INSTANCE } from '../../src/core/local-names.ts';
import { type Instance, newGroup, newTopic, type State, type Topic } from '../../src/emulator/state/state.ts';
import { partitionsOf } from '../../src/emulator/limits/traffic.ts';
import { NOW } from '../support/effects.ts';
import { runningInstance } from '../support/emulator.ts';

type Row = Readonly<Record<string, unknown>>;

/** One command line, and how its truth is read. */
export interface Scenario {
  /** After the global options; secrets come on stdin. */
  readonly line: string;
  readonly stdin?: string;
  readonly action: string;
  /** Orders are never settled, and never sent again after an unclear answer. */
  readonly order?: true;
  /** What one command sends one by one: the names of its results. */
  readonly names: readonly Row[];
  /** What has to be there first. */
  readonly prepare?: (state: State) => void;
  /** How often the change of a name was carried out, by what the state shows; NaN where it shows what nobody asked for. */
  readonly times: (state: State, row: Row) => number;
}

const gone = (topic: Topic): boolean => topic.gone !== undefined && topic.gone <= NOW + 3_600_000;
const topics = (state: State, name: unknown): Topic[] =>
  runningInstance(state).topics.filter((topic) => topic.name === name && !gone(topic));

/** From one number to the next by one change of `by`; anything else but none is nobody's. */
const steps = (present: number, before: number, by: number): number =>
  Number.isInteger((present - before) / by) ? (present - before) / by : Number.NaN;

const count = (list: readonly unknown[]): number => list.length;
const removed = (left: number): number => (left === 0 ? 1 : left === 1 ? 0 : Number.NaN);
const equal = (present: unknown, before: unknown, after: unknown): number =>
  present === after ? 1 : present === before ? 0 : Number.NaN;

const instance = (state: State, id: string): Instance | undefined => state.instances.find((one) => one.id === id);
const addTopics =
  (...names: string[]) =>
  (state: State): void =>
    void runningInstance(state).topics.push(...names.map((name) => newTopic(name, name, 12, NOW - 1000)));

const acl = (state: State, operation: unknown): number =>
  count(
    runningInstance(state).acls.filter(
      (one) => one.user === 'app' && one.type === 'Topic' && one.name === 'payments' && one.operation === operation,
    ),
  );

const addresses = (state: State, address: unknown): number =>
  count(
    runningInstance(state)
      .whitelists.filter(({ list, ports }) => list === 'vpc' && ports === '9092/9092')
      .flatMap((list) => list.addresses)
      .filter((one) => one === address),
  );

const tag = (state: State, id: unknown, value: string): number => {
  const name = String(id).split('_').at(-1) ?? '';
  const tags = runningInstance(state).topics.find((topic) => topic.name === name)?.tags ?? [];
  return count(tags.filter(({ Key, Value }) => Key === 'tier' && Value === value));
};

const user = (state: State, name: string, password: string): number =>
  count(runningInstance(state).users.filter((one) => one.name === name && one.password === password));

const topicNames = (...names: string[]): Row[] => names.map((Topic) => ({ Topic }));
const groupNames = (...names: string[]): Row[] => names.map((ConsumerId) => ({ ConsumerId }));
const groupCount = (state: State, { ConsumerId }: Row): number =>
  count(runningInstance(state).groups.filter(({ name }) => name === ConsumerId));

export const SCENARIOS: readonly Scenario[] = [
  {
    line: 'topic create one two three --partitions 6',
    action: 'CreateTopic',
    names: topicNames('one', 'two', 'three'),
    times: (state, { Topic }) => {
      const found = topics(state, Topic);
      return found.every((topic) => partitionsOf(topic) === 6) ? count(found) : Number.NaN;
    },
  },
  {
    line: 'topic create one --remark some-remark',
    action: 'CreateTopic',
    names: topicNames('one'),
    times: (state, { Topic }) => count(topics(state, Topic).filter(({ remark }) => remark === 'some-remark')),
  },
  {
    line: 'topic delete old-one old-two --yes',
    action: 'DeleteTopic',
    names: topicNames('old-one', 'old-two'),
    prepare: addTopics('old-one', 'old-two'),
    times: (state, { Topic }) => removed(count(topics(state, Topic))),
  },
  {
    line: 'topic set-remark orders quite-another',
    action: 'ModifyTopicRemark',
    names: topicNames('orders'),
    times: (state) => equal(topics(state, 'orders')[0]?.remark, 'orders-of-the-web-shop', 'quite-another'),
  },
  {
    line: 'topic add-partitions grows --to 24',
    action: 'ModifyPartitionNum',
    names: topicNames('grows'),
    prepare: addTopics('grows'),
    times: (state) => steps(partitionsOf(topics(state, 'grows')[0] as Topic), 12, 12),
  },
  {
    line: 'topic add-partitions grows --add 6',
    action: 'ModifyPartitionNum',
    names: topicNames('grows'),
    prepare: addTopics('grows'),
    times: (state) => steps(partitionsOf(topics(state, 'grows')[0] as Topic), 12, 6),
  },
  {
    line: 'group create one two',
    action: 'CreateConsumerGroup',
    names: groupNames('one', 'two'),
    times: groupCount,
  },
  {
    line: 'group delete old-one old-two --yes',
    action: 'DeleteConsumerGroup',
    names: groupNames('old-one', 'old-two'),
    prepare: (state) =>
      void runningInstance(state).groups.push(newGroup('old-one', NOW - 1000), newGroup('old-two', NOW - 1000)),
    times: (state, row) => removed(groupCount(state, row)),
  },
  {
    line: 'tag add topic/orders topic/payments --tag tier=gold',
    action: 'TagResources',
    names: [],
    times: (state, { ResourceId }) => tag(state, ResourceId, 'gold'),
  },
  {
    line: 'tag remove topic/refunds --key tier --yes',
    action: 'UntagResources',
    names: [],
    prepare: (state) => void topics(state, 'refunds')[0]?.tags.push({ Key: 'tier', Value: 'lead' }),
    times: (state, { ResourceId }) => removed(tag(state, ResourceId, 'lead')),
  },
  {
    line: 'sasl create fresh --password-stdin',
    stdin: 'not-a-real-password-3',
    action: 'CreateSaslUser',
    names: [{ Username: 'fresh' }],
    times: (state) => user(state, 'fresh', 'not-a-real-password-3'),
  },
  {
    line: 'sasl set-password app --password-stdin --yes',
    stdin: 'not-a-real-password-4',
    action: 'CreateSaslUser',
    names: [{ Username: 'app' }],
    times: (state) => user(state, 'app', 'not-a-real-password-4'),
  },
  {
    line: 'sasl delete reporting --yes',
    action: 'DeleteSaslUser',
    names: [{ Username: 'reporting' }],
    times: (state) => removed(count(runningInstance(state).users.filter(({ name }) => name === 'reporting'))),
  },
  {
    line: 'acl create --username app --topic payments --operation read --operation write',
    action: 'CreateAcl',
    names: [],
    times: (state, { AclOperationType }) => acl(state, AclOperationType),
  },
  {
    line: 'acl delete --username app --topic payments --operation read --yes',
    action: 'DeleteAcl',
    names: [],
    prepare: (state) =>
      void runningInstance(state).acls.push({
        user: 'app',
        type: 'Topic',
        name: 'payments',
        pattern: 'LITERAL',
        operation: 'Read',
      }),
    times: (state, { AclOperationType }) => removed(acl(state, AclOperationType)),
  },
  {
    line: 'instance allowed-ip add 10.1.0.0/16 10.2.0.0/16',
    action: 'UpdateAllowedIp',
    names: [],
    times: (state, { AllowedListIp }) => addresses(state, AllowedListIp),
  },
  {
    line: 'instance allowed-ip remove 10.3.0.0/16 10.4.0.0/16 --yes',
    action: 'UpdateAllowedIp',
    names: [],
    prepare: (state) => {
      for (const list of runningInstance(state).whitelists)
        if (list.list === 'vpc' && list.ports === '9092/9092') list.addresses.push('10.3.0.0/16', '10.4.0.0/16');
    },
    times: (state, { AllowedListIp }) => removed(addresses(state, AllowedListIp)),
  },
  {
    line: `instance rename ${WAITING_INSTANCE} quite-another`,
    action: 'ModifyInstanceName',
    names: [{ InstanceId: WAITING_INSTANCE }],
    times: (state) => equal(instance(state, WAITING_INSTANCE)?.name, 'local-waiting', 'quite-another'),
  },
  {
    line: `instance start ${WAITING_INSTANCE} --vpc-id vpc-1 --vswitch-id vsw-1 --zone-id zonei`,
    action: 'StartInstance',
    names: [{ InstanceId: WAITING_INSTANCE }],
    times: (state) => (instance(state, WAITING_INSTANCE)?.deployed === undefined ? 0 : 1),
  },
  {
    line: `instance delete ${EXPIRED_INSTANCE} --confirm ${EXPIRED_INSTANCE}`,
    action: 'DeleteInstance',
    names: [{ InstanceId: EXPIRED_INSTANCE }],
    times: (state) => removed(count(state.instances.filter(({ id }) => id === EXPIRED_INSTANCE))),
  },
  {
    line: 'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes',
    action: 'CreatePrePayOrder',
    order: true,
    names: [{}],
    times: (state) => state.orders.length - 3,
  },
  {
    line: 'instance upgrade alikafka_pre-cn-0local0run01 --disk-size 4800 --yes',
    action: 'UpgradePrePayOrder',
    order: true,
    names: [{ InstanceId: 'alikafka_pre-cn-0local0run01' }],
    times: (state) => state.orders.length - 3,
  },
];
