/** The fields of a record that fill inputs of a command. */
import type { FileInput } from '../../../core/command.ts';
import type { Param } from '../../../core/params.ts';
import type { Json } from '../../../core/shape.ts';
import type { BoundCommand } from '../../../operations/registry.ts';
import type { FileRecord } from './item.ts';

/** A field that fills an input. */
export interface Slot {
  readonly field: string;
  /** The input. */
  readonly key: string;
  readonly param: Param;
  /** Surrounding white space is removed from its value. */
  readonly trims: boolean;
  /** Its value in a record, as the file has it. */
  readonly of: (record: FileRecord) => Json | undefined;
}

/** The slots of a command's records, in the order of the command's list: the order of a file means nothing. */
export function slotsOf({ command, operation }: BoundCommand, file: FileInput): Slot[] {
  const params = { ...operation.params, ...command.inputs };
  return Object.entries(file.fields).flatMap(([field, target]): Slot[] => {
    const [key = '', part] = target.split('.');
    const param = params[key];
    if (param === undefined) throw new Error(`no input ${key} for the field ${field} of a file`);
    const trims = key === file.line || param.kind !== 'text';
    if (part === 'Value') return []; // the slot of its key has both
    return [
      { field, key, param, trims, of: part === undefined ? (record) => record.get(field) : pairOf(field, key, file) },
    ];
  });
}

/** `TagKey` and `TagValue` of a listing are one pair of an input that accepts a list of them. */
function pairOf(field: string, key: string, { fields }: FileInput): Slot['of'] {
  const other = Object.entries(fields).find(([, target]) => target === `${key}.Value`)?.[0] ?? '';
  return (record) => {
    const Key = record.get(field);
    return Key === undefined || Key === null || Key === '' ? undefined : [{ Key, Value: record.get(other) ?? null }];
  };
}
