/** Reads the fields of one record by the rules of the inputs that they fill. */
import type { Values } from '../../../core/operation.ts';
import type { Value } from '../../../core/params.ts';
import { t } from '../../../core/text/texts.ts';
import { reportedViolations } from '../read-input.ts';
import type { FileRecord } from './item.ts';
import type { Slot } from './slots.ts';
import { readField, isBlank } from './values.ts';

/** The values of a record, by the inputs of the command. */
export interface ReadRecord {
  readonly values: Values;
  /** The record's field for each input that it has a value for, valid or not. */
  readonly labels: ReadonlyMap<string, string>;
  readonly violations: readonly string[];
  readonly cautions: readonly string[];
}

/** Reads the fields of a record that fill inputs, by the rules of these. Other fields are ignored. */
export function readRecord(record: FileRecord, slots: readonly Slot[], validate: boolean): ReadRecord {
  const values: Record<string, Value | undefined> = {};
  const labels = new Map<string, string>();
  const violations: string[] = [];
  const cautions: string[] = [];
  for (const { field, key, param, trims, of } of slots) {
    const value = of(record);
    if (value === undefined || isBlank(value)) continue;
    const before = labels.get(key);
    if (before !== undefined) {
      violations.push(t('{field} cannot be combined with {before}: both mean the same', { field, before }));
      continue;
    }
    labels.set(key, field);
    const read = readField(param, value, trims);
    violations.push(...reportedViolations(read, validate).map((says) => says(field)));
    cautions.push(...read.cautions.map((says) => says(field)));
    values[key] = read.value;
  }
  return { values, labels, violations, cautions };
}
