import type { Values } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';

/** Field of the instance that holds the present value of an order's parameter. */
export const SIZE_FIELD: Readonly<Record<string, string>> = {
  DiskSize: 'DiskSize',
  EipMax: 'EipMax',
  IoMax: 'IoMax',
  TopicQuota: 'TopicNumLimit',
};

/** Without public access (deploy type 5) the service takes no notice of an ordered EipMax. */
const VPC_ONLY = 5;

/** The present sizes of an instance, by the parameters of an order. */
export function sizesOf(instance: Row): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(SIZE_FIELD).map(([param, field]) => [param, Number(instance[field] ?? 0)]));
}

/**
 * An ordered size that an instance does not have yet, in words; undefined once it has them all. More is as good: the
 * service sells in steps.
 */
export function missingSize(instance: Row, ordered: Values): string | undefined {
  const present = Object.entries(sizesOf(instance));
  const counts = present.filter(([param]) => param !== 'EipMax' || instance['DeployType'] !== VPC_ONLY);
  const low = counts.find(([param, size]) => Number(ordered[param] ?? 0) > size);
  if (low !== undefined) return `${low[0]} ${low[1]} of ${String(ordered[low[0]])}`;
  const [edition, wanted] = [String(instance['SpecType'] ?? ''), ordered['SpecType'] ?? ''];
  return wanted === '' || edition.toLowerCase() === String(wanted).toLowerCase()
    ? undefined
    : `SpecType ${edition}, not ${String(wanted)}`;
}
