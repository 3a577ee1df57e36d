import type { FileInput } from '../../../core/command.ts';
import type { Values } from '../../../core/operation.ts';
import type { BoundCommand } from '../../../operations/registry.ts';
import { sentence, t } from '../../../core/text/texts.ts';
import { type Field, labelOf } from '../fields.ts';
import { completed, missingOf } from '../complete.ts';
import { objections, type ReadValue } from '../read-input.ts';
import { crossFieldViolations } from '../rules.ts';
import type { FileRecord } from './item.ts';
import { type ReadRecord, readRecord } from './record.ts';
import { type Slot, slotsOf } from './slots.ts';
import { knownFields } from './unknown-fields.ts';
import { readField } from './values.ts';

/** What a command line says of every name and record. */
export interface CommandLine {
  readonly bound: BoundCommand;
  readonly fields: readonly Field[];
  readonly file: FileInput;
  /** What was typed, as values, without defaults. */
  readonly given: Values;
  /** The values' own rules are checked here. */
  readonly validate: boolean;
  /** Further wire parameters. */
  readonly params: Readonly<Record<string, string>>;
}

/** A name or record as a complete input. */
export interface ReadItem {
  readonly values: Values;
  readonly violations: readonly string[];
  readonly cautions: readonly string[];
}

export type ItemReader = (item: string | FileRecord) => ReadItem;

/** Makes the reader of one command's names and records; what a record does not give is the command line's. */
export function itemReader(line: CommandLine, many: string | undefined): ItemReader {
  const given = Object.fromEntries(Object.entries(line.given).filter(([key]) => key !== many));
  const slots = slotsOf(line.bound, line.file);
  const [readName, readOther] = [nameReader({ ...line, given }, slots), recordReader({ ...line, given }, slots)];
  return (item) => (typeof item === 'string' ? readName(item) : readOther(item));
}

/** Of a bare name. What else the command needs is the command line's business, and is judged there once. */
function nameReader(
  { fields, file, given, validate }: CommandLine,
  slots: readonly Slot[],
): (name: string) => ReadItem {
  const slot = slots.find(({ key }) => key === file.line);
  return (name) => {
    if (slot === undefined) return { values: given, violations: [tooLittle(name, file)], cautions: [] };
    const read = readField(slot.param, name, true);
    return {
      values: completed(fields, { ...given, [slot.key]: read.value }),
      violations: objections(asOneName(read, name), validate).map((says) => says(slot.field)),
      cautions: read.cautions.map((says) => says(slot.field)),
    };
  };
}

/** Nothing that is named here has blanks in its name; a table printed for people has them in every line. */
const asOneName = (read: ReadValue, name: string): ReadValue =>
  read.violations.length === 0 && /\s/.test(name)
    ? {
        ...read,
        violations: [sentence('{name} must be one name per line, without spaces: "{value}"', { value: name })],
      }
    : read;

const tooLittle = (name: string, { fields }: FileInput): string =>
  t('a name alone ("{value}") is not enough: each record must have {fields}', {
    value: name,
    fields: Object.keys(fields).join(', '),
  });

function recordReader(line: CommandLine, slots: readonly Slot[]): (record: FileRecord) => ReadItem {
  const known = knownFields(line.file);
  return (record) => {
    const read = readRecord(record, slots, line.validate);
    const values = completed(line.fields, { ...line.given, ...read.values });
    // A field with a typing error in its name may be the one that is missing.
    const strange = [...record.keys()].some((name) => !known.has(name));
    const more = strange ? [] : wrongAsWhole(values, read.labels, line, slots);
    const violations = [...read.violations, ...saysOtherwise(read, line), ...more];
    return { values, violations, cautions: read.cautions };
  };
}

/** What a record says otherwise than the options that say where all records belong. */
function saysOtherwise({ values, labels }: ReadRecord, { file, given, fields }: CommandLine): string[] {
  const differ = (file.agree ?? []).filter(
    (key) => given[key] !== undefined && values[key] !== undefined && values[key] !== given[key],
  );
  return differ.map((key) =>
    t('{field} is {value}, but {flag} is {given}', {
      field: labels.get(key) ?? key,
      value: String(values[key]),
      flag: flagOf(key, fields),
      given: String(given[key]),
    }),
  );
}

/** What is missing from a record with the command line's flags, and what its values do not allow one another. */
function wrongAsWhole(
  values: Values,
  labels: ReadonlyMap<string, string>,
  line: CommandLine,
  slots: readonly Slot[],
): string[] {
  const label = (key: string): string =>
    labels.get(key) ?? slots.find((slot) => slot.key === key)?.field ?? flagOf(key, line.fields);
  const tried = (key: string): boolean => labels.has(key) || line.given[key] !== undefined;
  const missing = missingOf(line.fields, values, tried, line.params).map(({ key }) =>
    t('{name} is required', { name: label(key) }),
  );
  const between = crossFieldViolations(line.bound, values, line.validate);
  return [...missing, ...between.map(({ param, message }) => message(label(param)))];
}

function flagOf(key: string, fields: readonly Field[]): string {
  const field = fields.find((one) => one.key === key);
  return field === undefined ? key : labelOf(field.param);
}
