/** TagResources and UntagResources. */
import { flag, tags, texts, type Violation } from '../../core/params.ts';
import type { Results } from '../../core/command.ts';
import { operation } from '../../core/record.ts';
import type { Values } from '../../core/operation.ts';
import { sentence } from '../../core/text/texts.ts';
import { region } from '../shared/common.ts';
import { listTagResources } from './list.ts';
import { tagsRemoved, tagsSet } from './checks.ts';
import { planTags, planUntags } from './plan.ts';
import { TAGS_ADDED, textsOfRemoval } from './texts.ts';
import {
  listTags,
  namesOneResource,
  needsInstance,
  resourceFile,
  resourceInputs,
  typedResource,
  resourceType,
  resourceWord,
} from './resources.ts';

/** A file may be the answer of ListTagResources. */
const listing = { answer: listTagResources.answer };

const resourceIds = texts({ required: true, help: 'Resources, by API id (Kafka_<instance>_<name>)' });

const tagsToSet = tags({
  flag: 'tag',
  mistakenFor: ['key'],
  required: true,
  maxItems: 20,
  lists: 'tag',
  judgedByHandler: true,
  format:
    'key of 1 to 128 characters, value of 0 to 128; neither can begin with aliyun or acs: or contain http:// or https://',
  help: 'Tag to set; replaces the value of an existing key; at most 20 tags per resource',
});

const keysToRemove = texts({
  flag: 'key',
  mistakenFor: ['tag'],
  placeholder: 'key',
  lists: 'tag-key',
  maxItems: 20,
  judgedByHandler: true,
  format: '1 to 128 characters; must not begin with aliyun or acs: or contain http:// or https://',
  requiredText: 'required unless --all or --from-file is given',
  help: 'Key of a tag to remove',
});

const resourceResults: Results = {
  kind: 'array',
  names: ['ResourceType', 'ResourceId'],
  identity: 'ResourceId',
  batchedIn: 'ResourceId',
  typedName: resourceWord,
  typed: typedResource,
};

export const tagResources = operation({
  action: 'TagResources',
  ramAction: 'alikafka:TagResources',
  effect: 'write',
  methods: ['GET', 'POST'],
  summary: 'Add tags to instances, topics and groups',
  params: {
    RegionId: region,
    ResourceId: resourceIds,
    ResourceType: resourceType,
    Tag: { ...tagsToSet, judgedByHandler: true },
  },
  answer: { code: null, success: null },
  verify: tagsSet,
  commands: [
    {
      path: 'tag add',
      description: 'You can mix types. Each request has up to 50 resources of one type.',
      inputs: resourceInputs,
      needsInstance,
      crossFieldRules: namesOneResource,
      changeKind: 'changed',
      texts: TAGS_ADDED,
      results: resourceResults,
      file: { ...resourceFile({ Tag: 'Tag', TagKey: 'Tag.Key', TagValue: 'Tag.Value' }), listing },
      planEach: (entries, scope) => planTags(entries, scope, tagsToSet),
      inspectCommand: listTags,
      reads: [listTagResources],
      examples: [
        { says: 'Tag the instance set with -i or in the profile', types: 'instance --tag env=prod' },
        { says: 'Tag a topic and a group', types: 'topic/orders group/billing --tag team=payments --tag env=prod' },
        { says: 'Tag the resources in a file, one per line', types: '-f resources.txt --tag env=prod' },
      ],
    },
  ],
});

export const untagResources = operation({
  action: 'UntagResources',
  ramAction: 'alikafka:UntagResources',
  effect: 'destroy',
  rate: 40,
  changeKind: 'deleted',
  methods: ['GET', 'POST'],
  summary: 'Remove tags from instances, topics and groups',
  params: {
    RegionId: region,
    ResourceId: resourceIds,
    ResourceType: resourceType,
    TagKey: { ...keysToRemove, judgedByHandler: true },
    All: flag({ flag: 'all', help: 'Remove all tags' }),
  },
  answer: { code: null, success: null },
  verify: tagsRemoved,
  commands: [
    {
      path: 'tag remove',
      description: 'You can mix types. Each request has up to 50 resources of one type.',
      oneOf: [['TagKey', 'All']],
      inputs: resourceInputs,
      needsInstance,
      crossFieldRules: (input) => [...namesOneResource(input), ...keyOrAll(input)],
      texts: textsOfRemoval,
      results: resourceResults,
      file: { ...resourceFile({ TagKey: 'TagKey' }, ['TagValue']), listing },
      planEach: (entries, scope) => planUntags(entries, scope, keysToRemove),
      inspectCommand: listTags,
      reads: [listTagResources],
      examples: [
        { says: 'Remove one tag from a topic', types: 'topic/orders --key env --yes' },
        { says: 'Remove all tags from the instance set with -i or in the profile', types: 'instance --all --yes' },
        { says: 'Remove the tags in a file that has the columns of "tag list -o csv"', types: '-f tags.csv --yes' },
      ],
    },
  ],
});

function keyOrAll(input: Values): Violation[] {
  const [keys, all] = [input['TagKey'] !== undefined, input['All'] === true];
  if (keys && all) return [{ param: 'All', message: sentence('{name} cannot be combined with --key') }];
  return keys || all ? [] : [{ param: 'TagKey', message: sentence('{name} or --all is required') }];
}
