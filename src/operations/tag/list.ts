/** ListTagResources. */
import { as, choice, tags, text, texts, type Violation } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Scope } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import { RESOURCE_TYPE, type ResourceKind } from '../../core/resource.ts';
import { listOf, type Row } from '../../core/shape.ts';
import { plural, sentence } from '../../core/text/texts.ts';
import { region } from '../shared/common.ts';
import { needsInstance, resourceArgument, typedResource, resourcesIn, resourceType, stepsOf } from './resources.ts';

export const listTagResources = operation({
  action: 'ListTagResources',
  ramAction: 'alikafka:ListTagResources',
  summary: 'List the tags of instances, topics and groups',
  reading: 'Reading tags',
  params: {
    RegionId: region,
    ResourceType: resourceType,
    ResourceId: texts({ help: 'Only these resources, by API id (Kafka_<instance>_<name>)' }),
    Tag: tags({ flag: 'tag', mistakenFor: ['key'], maxItems: 20, lists: 'tag', help: 'Only resources with this tag' }),
    NextToken: text({ help: 'NextToken of the previous response' }),
  },
  crossFieldRefusal: 'BIZ_PARAM_EMPTY',
  crossFieldRules: (input) =>
    input.ResourceId === undefined && input.Tag === undefined
      ? [{ param: 'ResourceId', message: sentence('{name} or Tag is required') }]
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
      seeAlso: ['tag add', 'tag remove'],
      inputs: {
        resource: as(resourceArgument(false), {
          prefixedBy: 'type',
          requiredText: 'required unless --tag and --type are given',
        }),
        type: choice(['instance', 'topic', 'group'], {
          flag: 'type',
          requiredText: 'required when no resource is named',
          help: 'Type of the resources',
        }),
      },
      oneOf: [['resource', ['type', 'Tag']]],
      needsInstance,
      crossFieldRules: somethingToList,
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} tag', '{count} tags'),
        columns: ['ResourceType', 'ResourceId', 'TagKey', 'TagValue'],
        name: 'ResourceId',
        essential: ['TagKey', 'TagValue'],
        freeText: ['TagKey', 'TagValue'],
        typedName: typedInInstance,
        typed: typedResource,
      },
      plan: listPlan,
      examples: [
        { says: 'See the tags of a topic', types: 'topic/orders' },
        { says: 'Find the groups of one team by their tag', types: '--type group --tag team=payments' },
      ],
    },
  ],
});

/** A resource as typed; undefined for one in another instance than the command's. */
function typedInInstance({ ResourceType, ResourceId }: Row, { instance }: Scope): string | undefined {
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
    return input['type'] === undefined || isOfType(input)
      ? []
      : [
          {
            param: 'type',
            message: sentence('{name} cannot be combined with a resource, which already has a type'),
          },
        ];
  if (input['Tag'] === undefined)
    return [{ param: 'resource', message: sentence('{name}, or --tag with --type, is required') }];
  return input['type'] === undefined
    ? [{ param: 'type', message: sentence('{name} is required when no resource is named') }]
    : [];
}

/** Whether all resources have the type that is given too: so has every one that was picked for it. */
const isOfType = ({ resource, type }: Values): boolean =>
  (resource as readonly string[]).every((one) => one.split('/')[0] === type);

function listPlan(input: Values, scope: Scope): Plan {
  const more = { Tag: input['Tag'] };
  if (input['resource'] !== undefined)
    return { steps: stepsOf(resourcesIn([input], scope).map(({ names }) => ({ names, more }))) };
  return { steps: [{ input: { ...more, ResourceType: RESOURCE_TYPE[input['type'] as ResourceKind] }, names: [] }] };
}
