/** Responses of list operations, for the verifications of samples: they have only the fields that `verify` reads. */
import type { Row } from '../../src/core/shape.ts';
import type { Verification } from '../../src/core/operation.ts';
import type { Answers } from './reader.ts';

export const DONE: Verification = { state: 'done' };
export const OPEN: Verification = { state: 'open' };
export const differs = (message: string): Verification => ({ state: 'differs', message });
export const unknown = (message: string): Verification => ({ state: 'unknown', message });

/** Topics; each is named `orders` and in service unless its row has other values. */
export const topics = (...rows: Row[]): Answers => ({
  GetTopicList: rows.map((row) => ({ Topic: 'orders', Status: 0, StatusName: 'Running', Remark: 'orders', ...row })),
});
/** The fields of a topic that is being deleted. */
export const LEAVING: Row = { Status: null, StatusName: null };
export const groups = (...names: string[]): Answers => ({
  GetConsumerList: names.map((ConsumerId) => ({ ConsumerId })),
});
/** Instances; each has the id `i-1` unless its row has another. */
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
