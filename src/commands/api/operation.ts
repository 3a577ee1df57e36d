import { ALIKAFKA, type Product } from '../../core/operation.ts';
import { type OperationRecord, operation } from '../../core/record.ts';
import { suggest } from '../../core/text/suggest.ts';
import { instanceArgument, regionOptional } from '../../operations/shared/common.ts';
import { operationOf, OPERATIONS } from '../../operations/registry.ts';

/** Whether it has a record of its own. */
export const isKnown = ({ answer }: OperationRecord): boolean => answer.undocumented !== true;

/**
 * The record of an operation, or one made up where there is none: that is of `product`, which a record says itself.
 * `version` is the one that is asked for.
 */
export function calledOperation(action: string, product: Product = ALIKAFKA, version?: string): OperationRecord {
  const called = operationOf(action) ?? { ...unknownOperation(action), product };
  return version === undefined ? called : { ...called, product: { ...called.product, version } };
}

/** Names that only read, by the vendor's own habit. */
const READS = /^(Get|Describe|List|Query)(?![a-z])/;

/**
 * A record for an operation that has none: nothing is known of its parameters and of its answer. What is not named like a
 * read asks like a deletion, and is sent once, as nothing says that sending it twice does no harm.
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

/** What was meant by a name that no record has; undefined where nothing is near. */
export const nearestAction = (action: string): string | undefined =>
  suggest(
    action,
    OPERATIONS.map((known) => known.action),
  );
