import { ALIKAFKA, CMS, type Product } from '../../core/operation.ts';
import { type OperationRecord, operation } from '../../core/record.ts';
import type { Detail } from '../../errors/failure.ts';
import { instanceArgument, regionOptional } from '../../operations/shared/common.ts';
import { operationOf } from '../../operations/registry.ts';
import type { CallableOperation } from '../../transport/call.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

/** The operation that is called: its record, or one made up where there is none. */
export type CalledOperation = OperationRecord & Pick<CallableOperation, 'once'>;

const PRODUCTS: Readonly<Record<string, Product>> = { alikafka: ALIKAFKA, cms: CMS };

/** Whether it has a record: each operation that has one has a command as well. */
export const isKnown = ({ commands }: CalledOperation): boolean => commands.length > 0;

/** The operation of this name, of the product and in the version that were asked for. */
export function calledOperation(
  action: string | undefined,
  { options }: ParsedToolCommand,
  problems: Detail[],
): CalledOperation {
  if (action === undefined)
    problems.push({ name: '<action>', message: 'is required: the name of an operation, such as GetTopicList' });
  else if (!/^[A-Za-z][A-Za-z0-9]*$/.test(action))
    problems.push({ name: '<action>', message: `must be the name of an operation, not "${action}"` });
  const called = (action === undefined ? undefined : operationOf(action)) ?? unknownOperation(action ?? '');
  const { product: wanted, apiVersion: version } = options;
  const product = isKnown(called) ? called.product : PRODUCTS[String(wanted ?? 'alikafka')];
  if (product === undefined)
    problems.push({ flag: '--product', message: `must be alikafka or cms, not "${String(wanted)}"` });
  const chosen = product ?? ALIKAFKA;
  return { ...called, product: version === undefined ? chosen : { ...chosen, version: String(version) } };
}

/** Names that only read, by the vendor's own habit. */
const READS = /^(Get|Describe|List|Query)(?![a-z])/;

/**
 * A record for an operation that has none: nothing is known of its parameters and of its answer. What is not named like a
 * read asks like a deletion, and is sent once, as nothing says that sending it twice does no harm.
 */
function unknownOperation(action: string): CalledOperation {
  const spec = {
    action,
    summary: '',
    params: { RegionId: regionOptional, InstanceId: instanceArgument },
    answer: { code: null, success: null },
    commands: [],
  };
  return READS.test(action) ? operation(spec) : { ...operation({ ...spec, effect: 'order' }), once: true };
}
