import type { Values } from '../../../core/operation.ts';
import type { Value } from '../../../core/params.ts';
import { t } from '../../../core/text/texts.ts';
import { objections } from '../read-input.ts';
import type { FileRecord } from './item.ts';
import type { Slot } from './slots.ts';
import { readField, saysNothing } from './values.ts';

/** What a record gives, by the inputs of the command. */
export interface ReadRecord {
  readonly values: Values;
  /** The record's own field for each input that it tried to give. */
  readonly labels: ReadonlyMap<string, string>;
  readonly violations: readonly string[];
  readonly cautions: readonly string[];
}

/** Reads a record by the rules of the inputs that its fields fill. Other fields are not its business. */
export function readRecord(record: FileRecord, slots: readonly Slot[], validate: boolean): ReadRecord {
  const values: Record<string, Value | undefined> = {};
  const labels = new Map<string, string>();
  const violations: string[] = [];
  const cautions: string[] = [];
  for (const { field, key, param, trims, of } of slots) {
    const value = of(record);
    if (value === undefined || saysNothing(value)) continue;
    const before = labels.get(key);
    if (before !== undefined) {
      violations.push(t('{field} cannot be combined with {before}: both mean the same', { field, before }));
      continue;
    }
    labels.set(key, field);
    const read = readField(param, value, trims);
    violations.push(...objections(read, validate).map((says) => says(field)));
    cautions.push(...read.cautions.map((says) => says(field)));
    values[key] = read.value;
  }
  return { values, labels, violations, cautions };
}
