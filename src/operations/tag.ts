import { choice, flag, type Rule, tags, text, texts, type Trouble } from '../core/params.ts';
import { operation, type Plan, type Scope, type Step, type Values } from '../core/operation.ts';
import { parseResource, RESOURCE_TYPE, type Resource, type ResourceKind, resourceId } from '../core/resource.ts';
import { listOf } from '../core/shape.ts';
import { chunks, region } from './common.ts';

/** Resources in one request (the vendor's console guide; the gateway itself takes more). */
const RESOURCES_A_REQUEST = 50;

const resourceType = choice(['INSTANCE', 'TOPIC', 'CONSUMERGROUP'], {
  required: true,
  anyCase: true,
  help: 'Kind of the resources',
});
const resourceIds = texts({ required: true, help: 'Resources by their wire ids' });

const eachResource: Rule<string[]> = (list) => {
  const bad = list.find((one) => parseResource(one) === undefined);
  return bad === undefined ? undefined : `must be instance, instance/<id>, topic/<name> or group/<name>, not "${bad}"`;
};

const resourceArgument = (required: boolean) =>
  texts({
    argument: 'resource',
    many: true,
    required,
    rules: [eachResource],
    help: 'instance, instance/<id>, topic/<name> or group/<name>',
  });

export const tagResources = operation({
  action: 'TagResources',
  effect: 'write',
  methods: ['GET', 'POST'],
  summary: 'Put tags on instances, topics and groups',
  params: {
    RegionId: region,
    ResourceId: resourceIds,
    ResourceType: resourceType,
    Tag: tags({
      flag: 'tag',
      required: true,
      maxItems: 20,
      help: 'Tag to set (repeatable, 1 to 20); an existing key gets the new value',
    }),
  },
  answer: { code: null, success: null },
  commands: [
    {
      path: 'tag add',
      inputs: { resource: resourceArgument(true) },
      needsInstance,
      outcome: 'changed',
      results: 'array',
      names: ['ResourceType', 'ResourceId'],
      identity: 'ResourceId',
      plan: (input, scope) => planByType(input, scope, { Tag: input['Tag'] }),
      examples: [
        { says: 'Tag the instance of -i', types: 'instance --tag env=prod' },
        { says: 'Tag a topic and a group', types: 'topic/orders group/billing --tag team=payments --tag env=prod' },
      ],
    },
  ],
});

export const untagResources = operation({
  action: 'UntagResources',
  effect: 'destroy',
  outcome: 'deleted',
  methods: ['GET', 'POST'],
  summary: 'Take tags off instances, topics and groups',
  params: {
    RegionId: region,
    ResourceId: resourceIds,
    ResourceType: resourceType,
    TagKey: texts({ flag: 'key', placeholder: 'key', maxItems: 20, help: 'Key to remove (repeatable)' }),
    All: flag({ flag: 'all', help: 'Remove every tag' }),
  },
  answer: { code: null, success: null },
  commands: [
    {
      path: 'tag remove',
      inputs: { resource: resourceArgument(true) },
      needsInstance,
      between: keyOrAll,
      results: 'array',
      names: ['ResourceType', 'ResourceId'],
      identity: 'ResourceId',
      plan: (input, scope) => planByType(input, scope, { TagKey: input['TagKey'], All: input['All'] }),
      examples: [
        { says: 'Take one tag off a topic', types: 'topic/orders --key env --yes' },
        { says: 'Take every tag off the instance of -i', types: 'instance --all --yes' },
      ],
    },
  ],
});

export const listTagResources = operation({
  action: 'ListTagResources',
  summary: 'List the tags of instances, topics and groups',
  params: {
    RegionId: region,
    ResourceType: resourceType,
    ResourceId: texts({ help: 'Only these resources, by their wire ids' }),
    Tag: tags({ flag: 'tag', maxItems: 20, help: 'Only this tag (repeatable)' }),
    NextToken: text({ help: 'Cursor of the previous answer' }),
  },
  between: (input) =>
    input.ResourceId === undefined && input.Tag === undefined
      ? [{ param: 'ResourceId', message: 'or Tag is required' }]
      : [],
  answer: {
    code: null,
    success: null,
    fields: {
      NextToken: 'text',
      TagResources: listOf('TagResource', {
        ResourceId: 'text',
        ResourceType: 'text',
        TagKey: 'text',
        TagValue: 'text',
      }),
    },
    data: ['TagResources'],
  },
  paging: { style: 'token', token: 'NextToken' },
  commands: [
    {
      path: 'tag list',
      inputs: {
        resource: resourceArgument(false),
        type: choice(['instance', 'topic', 'group'], { flag: 'type', help: 'Kind of resource, when none is named' }),
      },
      needsInstance,
      between: somethingToList,
      view: { kind: 'list', columns: ['ResourceType', 'ResourceId', 'TagKey', 'TagValue'], name: 'ResourceId' },
      plan: listPlan,
      examples: [
        { says: 'The tags of a topic', types: 'topic/orders' },
        { says: 'Every group of one team', types: '--type group --tag team=payments' },
      ],
    },
  ],
});

function keyOrAll(input: Values): Trouble[] {
  const [keys, all] = [input['TagKey'] !== undefined, input['All'] === true];
  if (keys && all) return [{ param: 'All', message: 'cannot be combined with --key' }];
  return keys || all ? [] : [{ param: 'TagKey', message: 'or --all is required' }];
}

function somethingToList(input: Values): Trouble[] {
  if (input['resource'] !== undefined)
    return input['type'] === undefined
      ? []
      : [{ param: 'type', message: 'is only for a list without resources: they name their kind themselves' }];
  if (input['Tag'] === undefined) return [{ param: 'resource', message: 'or --tag with --type is required' }];
  return input['type'] === undefined ? [{ param: 'type', message: 'is required when no resource is named' }] : [];
}

const resourcesOf = (input: Values): Resource[] =>
  ((input['resource'] as string[] | undefined) ?? []).map(parseResource).filter((one) => one !== undefined);

/** All but an instance named by its id are found through the instance of `-i`. */
function needsInstance(input: Values): boolean {
  return resourcesOf(input).some((one) => one.kind !== 'instance' || one.name === undefined);
}

/** Requests by type, at most fifty resources each; `planByType` brings the results back into the order of the input. */
function stepsByType(input: Values, scope: Scope, more: Values): Step[] {
  const instance = scope.instance ?? '';
  return (Object.keys(RESOURCE_TYPE) as ResourceKind[]).flatMap((kind) => {
    const ids = [
      ...new Set(
        resourcesOf(input)
          .filter((one) => one.kind === kind)
          .map((one) => resourceId(one, instance)),
      ),
    ];
    const ResourceType = RESOURCE_TYPE[kind];
    return chunks(ids, RESOURCES_A_REQUEST).map((part) => ({
      input: { ...more, ResourceType, ResourceId: part },
      names: part.map((ResourceId) => ({ ResourceType, ResourceId })),
    }));
  });
}

function planByType(input: Values, scope: Scope, more: Values): Plan {
  const order = resourcesOf(input).map((one) => ({
    ResourceType: RESOURCE_TYPE[one.kind],
    ResourceId: resourceId(one, scope.instance ?? ''),
  }));
  return { steps: stepsByType(input, scope, more), order };
}

function listPlan(input: Values, scope: Scope): Plan {
  const more = { Tag: input['Tag'] };
  if (input['resource'] !== undefined) return { steps: stepsByType(input, scope, more) };
  return { steps: [{ input: { ...more, ResourceType: RESOURCE_TYPE[input['type'] as ResourceKind] }, names: [] }] };
}
