/** CreateTopic and DeleteTopic. */
import { cutName, integer, text } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import { getConsumerList } from '../group/list.ts';
import { getConsumerProgress } from '../group/progress.ts';
import type { Reader, Values } from '../../core/operation.ts';
import { existing, instanceId, nameFlag, namesOrPattern, newResourceName, region } from '../shared/common.ts';
import { fromListing } from '../shared/file-input.ts';
import { waitFor } from '../shared/states.ts';
import { groupsThatRead } from './impact.ts';
import { TOPICS_CREATED, TOPICS_DELETED } from './texts.ts';
import { describeTopic, findTopic, getTopicList } from './list.ts';
import { differencesOf, topicCreated, topicDeleted, topicInService } from './checks.ts';
import { PARTITIONS, REMARK, remarkAsDocumented } from './rules.ts';
import { alikafka } from '../../core/text/command-line.ts';

export const createTopic = operation({
  action: 'CreateTopic',
  ramAction: 'alikafka:CreateTopic',
  effect: 'write',
  changeKind: 'created',
  summary: 'Create topics',
  rate: 20,
  olderRate: 1,
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Topic: newResourceName('Name of the topic; cannot be changed later', 'topic'),
    Remark: text({
      flag: 'remark',
      required: true,
      warnings: [remarkAsDocumented],
      default: (input) => (typeof input['Topic'] === 'string' ? input['Topic'] : undefined),
      defaultText: 'the name of the topic',
      ...REMARK,
      help: 'Remark: what the topic is for',
    }),
    PartitionNum: integer({
      flag: 'partitions',
      sentAs: 'String',
      min: 1,
      max: PARTITIONS.today,
      usualMax: PARTITIONS.documented,
      refusal: 'BIZ_TOPIC_PARTITION_NUM_EXCEED',
      defaultText: 'chosen by the service, usually 12',
      help: 'Number of partitions; cannot be reduced later; a multiple of 6 is recommended',
    }),
  },
  verify: topicCreated,
  commands: [
    {
      path: 'topic create',
      texts: TOPICS_CREATED,
      results: { kind: 'array', names: ['Topic'] },
      idempotent: { flag: 'if-not-exists', compare: differsFromPresent },
      file: fromListing('Topic', getTopicList, ['Topic', 'PartitionNum', 'Remark']),
      wait: waitFor('topic', 'running', { check: topicInService }),
      inspectCommand: describeCreated,
      reads: [getTopicList],
      seeAlso: ['topic add-partitions', 'tag add'],
      examples: [
        { says: 'Create a topic with 12 partitions', types: 'orders --partitions 12' },
        {
          says: 'Create several topics and skip those that already exist',
          types: 'orders payments refunds --if-not-exists',
        },
        {
          says: 'Create the topics in a file, with 12 partitions if the file has no number',
          types: '-f topics.csv --partitions 12',
        },
      ],
    },
  ],
});

/** If the service may have cut the name, the list is filtered by the part that it keeps. */
function describeCreated({ Topic }: Values): string {
  const [name, kept] = [String(Topic), cutName(String(Topic))];
  return name === kept ? describeTopic({ Topic }) : alikafka`topic list --name ${`${kept}*`}`;
}

/** For --if-not-exists: how the existing topic differs from the requested one. */
async function differsFromPresent(input: Values, reader: Reader): Promise<string | undefined> {
  const name = String(input['Topic']);
  const topic = await findTopic(name, reader, cutName(name));
  return topic === undefined ? undefined : differencesOf(topic, input);
}

const deleted = { ...existing('topic', 'name', 'Name of the topic'), many: true };

export const deleteTopic = operation({
  action: 'DeleteTopic',
  ramAction: 'alikafka:DeleteTopic',
  effect: 'destroy',
  rate: 40,
  changeKind: 'deleted',
  summary: 'Delete topics with all their messages',
  params: { InstanceId: instanceId, RegionId: region, Topic: deleted },
  verify: topicDeleted,
  commands: [
    {
      path: 'topic delete',
      ...namesOrPattern(
        'Topic',
        deleted,
        nameFlag(
          'Delete the topics whose name matches a pattern such as "tmp-*"; the list is read first, also with --dry-run',
        ),
      ),
      confirm: { impact: groupsThatRead },
      texts: TOPICS_DELETED,
      results: { kind: 'array', names: ['Topic'] },
      idempotent: { flag: 'if-exists' },
      file: fromListing('Topic', getTopicList, ['Topic']),
      wait: waitFor('topic', 'deleted'),
      inspectCommand: ({ Topic }) => alikafka`topic list --name ${Topic}`,
      reads: [getTopicList, getConsumerList, getConsumerProgress],
      examples: [
        {
          says: 'Delete a topic without a prompt, and succeed if it does not exist',
          types: 'orders-old --if-exists --yes',
        },
        { says: 'Delete all topics whose name begins with tmp-, after a confirmation', types: '--name "tmp-*"' },
        { says: 'Delete the topics in a file', types: '-f topics.csv --yes' },
      ],
    },
  ],
});
