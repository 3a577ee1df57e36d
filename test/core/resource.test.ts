/** Resources as a person writes them and as the tag operations take them. */
import { describe, expect, test } from '@jest/globals';
import { parseResource, RESOURCE_TYPE, resourceId } from '../../src/core/resource.ts';

const ID = 'alikafka_post-cn-v0h18sav0001';

describe('parseResource', () => {
  test.each([
    ['instance', { kind: 'instance', name: undefined }],
    [`instance/${ID}`, { kind: 'instance', name: ID }],
    ['topic/orders', { kind: 'topic', name: 'orders' }],
    ['topic/a/b', { kind: 'topic', name: 'a/b' }],
    ['group/billing', { kind: 'group', name: 'billing' }],
    ['group/*', { kind: 'group', name: '*' }],
  ])('%s', (text, resource) => expect(parseResource(text)).toEqual(resource));

  test.each([
    'topic',
    'group',
    'topic/',
    'instance/',
    'Topic/orders',
    'orders',
    '',
    '/x',
    'consumergroup/x',
    'instance ',
  ])('%j is not one', (text) => expect(parseResource(text)).toBeUndefined());
});

describe('resourceId', () => {
  test.each([
    ['instance', ID],
    ['instance/other', 'other'],
    ['topic/orders', `Kafka_${ID}_orders`],
    ['group/billing', `Kafka_${ID}_billing`],
  ])('%s', (text, id) => expect(resourceId(parseResource(text) as never, ID)).toBe(id));
});

test('the types on the wire', () => {
  expect(RESOURCE_TYPE).toEqual({ instance: 'INSTANCE', topic: 'TOPIC', group: 'CONSUMERGROUP' });
});
