/** References to instances, by id or by name, and the ids that they mean. Nothing is read here. */
import type { Row } from '../../core/shape.ts';

/** Whether a reference is an id, which begins with the product's name; anything else is an exact name and is looked up. */
export const isId = (reference: string): boolean => reference.startsWith('alikafka_');

/** The ids of the instances that a reference names: by its id, or by its exact name. */
export function idsNamed(rows: readonly Row[], reference: string): string[] {
  const key = isId(reference) ? 'InstanceId' : 'Name';
  return rows.filter((row) => row[key] === reference).map((row) => String(row['InstanceId']));
}
