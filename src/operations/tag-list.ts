import { choice, tags, text, texts, type Trouble } from '../core/params.ts';
import { operation, type Plan, type Scope, type Values } from '../core/operation.ts';
import { RESOURCE_TYPE, type ResourceKind } from '../core/resource.ts';
import { listOf } from '../core/shape.ts';
import { region } from './common.ts';
import { needsInstance, resourceArgument, resourcesIn, resourceType, stepsOf } from './tag-resources.ts';

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
      TagResources: listOf(
        'TagResource',
        { ResourceId: 'text', ResourceType: 'text', TagKey: 'text', TagValue: 'text' },
        ['ResourceId', 'TagKey'],
      ),
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

function somethingToList(input: Values): Trouble[] {
  if (input['resource'] !== undefined)
    return input['type'] === undefined
      ? []
      : [{ param: 'type', message: 'is only for a list without resources: they name their kind themselves' }];
  if (input['Tag'] === undefined) return [{ param: 'resource', message: 'or --tag with --type is required' }];
  return input['type'] === undefined ? [{ param: 'type', message: 'is required when no resource is named' }] : [];
}

function listPlan(input: Values, scope: Scope): Plan {
  const more = { Tag: input['Tag'] };
  if (input['resource'] !== undefined)
    return { steps: stepsOf(resourcesIn([input], scope).map(({ names }) => ({ names, more }))) };
  return { steps: [{ input: { ...more, ResourceType: RESOURCE_TYPE[input['type'] as ResourceKind] }, names: [] }] };
}
