import { as, choice, tags, text, texts, type Violation } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Scope } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import { RESOURCE_TYPE, type ResourceKind } from '../../core/resource.ts';
import { listOf, type Row } from '../../core/shape.ts';
import { region } from '../shared/common.ts';
import { needsInstance, resourceArgument, resourcesIn, resourceType, stepsOf } from './resources.ts';

export const listTagResources = operation({
  action: 'ListTagResources',
  ramAction: 'alikafka:ListTagResources',
  summary: 'List the tags of instances, topics and groups',
  params: {
    RegionId: region,
    ResourceType: resourceType,
    ResourceId: texts({ help: 'Only these resources, by their wire ids' }),
    Tag: tags({ flag: 'tag', maxItems: 20, help: 'Only this tag (repeatable)' }),
    NextToken: text({ help: 'Cursor of the previous answer' }),
  },
  crossFieldRefusal: 'BIZ_PARAM_EMPTY',
  crossFieldRules: (input) =>
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
        resource: as(resourceArgument(false), { requiredText: 'unless --tag and --type are given' }),
        type: choice(['instance', 'topic', 'group'], {
          flag: 'type',
          requiredText: 'when no resource is named',
          help: 'Kind of resource',
        }),
      },
      needsInstance,
      crossFieldRules: somethingToList,
      view: {
        kind: 'list',
        columns: ['ResourceType', 'ResourceId', 'TagKey', 'TagValue'],
        name: 'ResourceId',
        essential: ['TagKey', 'TagValue'],
        freeText: ['TagValue'],
        typedName: spoken,
      },
      plan: listPlan,
      examples: [
        { says: 'The tags of a topic', types: 'topic/orders' },
        { says: 'Every group of one team', types: '--type group --tag team=payments' },
      ],
    },
  ],
});

/** A resource as it is typed; one of another instance than the command's cannot be, since the name would mean ours. */
function spoken({ ResourceType, ResourceId }: Row, { instance }: Scope): string | undefined {
  const type = String(ResourceType).replace(/^.*::/, '').toUpperCase();
  const [kind] = Object.entries(RESOURCE_TYPE).find(([, known]) => known === type) ?? [];
  if (kind === undefined || typeof ResourceId !== 'string') return undefined;
  if (kind === 'instance') return `instance/${ResourceId}`;
  const prefix = `Kafka_${instance ?? ''}_`;
  return instance !== undefined && ResourceId.startsWith(prefix)
    ? `${kind}/${ResourceId.slice(prefix.length)}`
    : undefined;
}

function somethingToList(input: Values): Violation[] {
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
