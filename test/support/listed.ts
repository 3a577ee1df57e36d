/** Answers of listings that say whether a change took effect, for samples: only what `verify` looks at. */
import type { Row } from '../../src/core/shape.ts';
import type { Verification } from '../../src/core/operation.ts';
import type { Answers } from './reader.ts';

export const DONE: Verification = { state: 'done' };
export const OPEN: Verification = { state: 'open' };
export const differs = (message: string): Verification => ({ state: 'differs', message });
export const unknown = (message: string): Verification => ({ state: 'unknown', message });

/** Topics, named `orders` and in service unless a row says otherwise. */
export const topics = (...rows: Row[]): Answers => ({
  GetTopicList: rows.map((row) => ({ Topic: 'orders', Status: 0, StatusName: 'Running', Remark: 'orders', ...row })),
});
/** How a topic is listed that is on its way out. */
export const LEAVING: Row = { Status: null, StatusName: null };
export const groups = (...names: string[]): Answers => ({
  GetConsumerList: names.map((ConsumerId) => ({ ConsumerId })),
});
/** Instances, of the id `i-1` unless a row says otherwise. */
export const instances = (...rows: Row[]): Answers => ({
  GetInstanceList: rows.map((row) => ({ InstanceId: 'i-1', ...row })),
});
export const users = (...rows: Row[]): Answers => ({ DescribeSaslUsers: rows });
export const rules = (...rows: Row[]): Answers => ({ DescribeAcls: rows });
export const tagged = (...rows: (readonly [id: string, key: string, value: string | null])[]): Answers => ({
  ListTagResources: rows.map(([ResourceId, TagKey, TagValue]) => ({
    ResourceId,
    ResourceType: 'topic',
    TagKey,
    TagValue,
  })),
});
