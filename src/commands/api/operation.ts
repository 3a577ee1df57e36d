/** The record of the operation that `api` calls: the known one, or a generic one. */
import { ALIKAFKA, type Product } from '../../core/operation.ts';
import { type OperationRecord, operation } from '../../core/record.ts';
import { suggest } from '../../core/text/suggest.ts';
import { instanceArgument, regionOptional } from '../../operations/shared/common.ts';
import { operationOf, OPERATIONS } from '../../operations/registry.ts';

/** Whether this version has a record of the operation. */
export const isKnown = ({ answer }: OperationRecord): boolean => answer.undocumented !== true;

/**
 * The record of an operation, or a generic one of `product` if there is none. `version` replaces the API version of the
 * record.
 */
export function calledOperation(action: string, product: Product = ALIKAFKA, version?: string): OperationRecord {
  const called = operationOf(action) ?? { ...unknownOperation(action), product };
  return version === undefined ? called : { ...called, product: { ...called.product, version } };
}

/** How the vendor names operations that only read. */
const READS = /^(Get|Describe|List|Query)(?![a-z])/;

/**
 * A record for an unknown operation, whose parameters and response are unknown too. Unless it is named like a read, it
 * is confirmed like a deletion and never retried, since a second request may do harm.
 */
function unknownOperation(action: string): OperationRecord {
  const spec = {
    action,
    summary: '',
    params: { RegionId: regionOptional, InstanceId: instanceArgument },
    answer: { code: null, success: null, undocumented: true, order: 'OrderId' },
    commands: [],
  } as const;
  return READS.test(action) ? operation(spec) : { ...operation({ ...spec, effect: 'order' }), once: true };
}

/** The known operation with the most similar name; undefined if none is similar. */
export const nearestAction = (action: string): string | undefined =>
  suggest(
    action,
    OPERATIONS.map((known) => known.action),
  );
