import { flag, tags, texts, type Violation } from '../../core/params.ts';
import type { Results } from '../../core/command.ts';
import { operation } from '../../core/record.ts';
import type { Values } from '../../core/operation.ts';
import { sentence } from '../../core/text/texts.ts';
import { region } from '../shared/common.ts';
import { listTagResources } from './list.ts';
import { tagsRemoved, tagsSet } from './checks.ts';
import { planTags, planUntags } from './plan.ts';
import {
  listTags,
  namesOneResource,
  needsInstance,
  resourceFile,
  resourceInputs,
  resourceType,
  resourceWord,
} from './resources.ts';

/** A file may hold the answer that lists tags. */
const listing = { answer: listTagResources.answer };

const resourceIds = texts({ required: true, help: 'Resources by their wire ids' });

const tagsToSet = tags({
  flag: 'tag',
  required: true,
  maxItems: 20,
  judgedByHandler: true,
  help: 'Tag to set (repeatable, 1 to 20); an existing key gets the new value',
});

const keysToRemove = texts({
  flag: 'key',
  placeholder: 'key',
  maxItems: 20,
  judgedByHandler: true,
  requiredText: 'here or in --from-file, unless --all is given',
  help: 'Key to remove (repeatable)',
});

const resourceResults: Results = {
  kind: 'array',
  names: ['ResourceType', 'ResourceId'],
  identity: 'ResourceId',
  batchedIn: 'ResourceId',
  typedName: resourceWord,
};

export const tagResources = operation({
  action: 'TagResources',
  ramAction: 'alikafka:TagResources',
  effect: 'write',
  methods: ['GET', 'POST'],
  summary: 'Put tags on instances, topics and groups',
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
      inputs: resourceInputs,
      needsInstance,
      crossFieldRules: namesOneResource,
      changeKind: 'changed',
      results: resourceResults,
      file: { ...resourceFile({ Tag: 'Tag', TagKey: 'Tag.Key', TagValue: 'Tag.Value' }), listing },
      planEach: (entries, scope) => planTags(entries, scope, tagsToSet),
      inspectCommand: listTags,
      reads: [listTagResources],
      examples: [
        { says: 'Tag the instance of -i', types: 'instance --tag env=prod' },
        { says: 'Tag a topic and a group', types: 'topic/orders group/billing --tag team=payments --tag env=prod' },
        { says: 'Tag what a file names, a resource a line', types: '-f resources.txt --tag env=prod' },
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
  summary: 'Take tags off instances, topics and groups',
  params: {
    RegionId: region,
    ResourceId: resourceIds,
    ResourceType: resourceType,
    TagKey: { ...keysToRemove, judgedByHandler: true },
    All: flag({ flag: 'all', help: 'Remove every tag' }),
  },
  answer: { code: null, success: null },
  verify: tagsRemoved,
  commands: [
    {
      path: 'tag remove',
      inputs: resourceInputs,
      needsInstance,
      crossFieldRules: (input) => [...namesOneResource(input), ...keyOrAll(input)],
      results: resourceResults,
      file: { ...resourceFile({ TagKey: 'TagKey' }, ['TagValue']), listing },
      planEach: (entries, scope) => planUntags(entries, scope, keysToRemove),
      inspectCommand: listTags,
      reads: [listTagResources],
      examples: [
        { says: 'Take one tag off a topic', types: 'topic/orders --key env --yes' },
        { says: 'Take every tag off the instance of -i', types: 'instance --all --yes' },
        { says: 'Take off the tags that a listing has', types: '-f tags.csv --yes' },
      ],
    },
  ],
});

function keyOrAll(input: Values): Violation[] {
  const [keys, all] = [input['TagKey'] !== undefined, input['All'] === true];
  if (keys && all) return [{ param: 'All', message: sentence('{name} cannot be combined with --key') }];
  return keys || all ? [] : [{ param: 'TagKey', message: sentence('{name} or --all is required') }];
}
