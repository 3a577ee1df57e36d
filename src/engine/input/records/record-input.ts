/** Reads a name or record as a complete input, with the values of the command line. */
import type { FileInput } from '../../../core/command.ts';
import type { Values } from '../../../core/operation.ts';
import type { BoundCommand } from '../../../operations/registry.ts';
import { sentence, t } from '../../../core/text/texts.ts';
import { type Field, labelOf } from '../fields.ts';
import { completed, missingOf } from '../complete.ts';
import { reportedViolations, type ReadValue } from '../read-input.ts';
import { crossFieldViolations } from '../rules.ts';
import type { FileRecord } from './item.ts';
import { type ReadRecord, readRecord } from './record.ts';
import { type Slot, slotsOf } from './slots.ts';
import { knownFields } from './unknown-fields.ts';
import { readField } from './values.ts';

/** The command line, which applies to every name and record. */
export interface CommandLine {
  readonly bound: BoundCommand;
  readonly fields: readonly Field[];
  readonly file: FileInput;
  /** The typed values, without defaults. */
  readonly given: Values;
  /** Check the values' own rules. */
  readonly validate: boolean;
  /** Other wire parameters. */
  readonly params: Readonly<Record<string, string>>;
}

/** A name or record as a complete input. */
export interface ReadItem {
  readonly values: Values;
  readonly violations: readonly string[];
  readonly cautions: readonly string[];
}

/** Reads one name or record as a complete input. */
export type ItemReader = (item: string | FileRecord) => ReadItem;

/** The reader of a command's names and records; the command line gives the values that a record does not have. */
export function itemReader(line: CommandLine, many: string | undefined): ItemReader {
  const given = Object.fromEntries(Object.entries(line.given).filter(([key]) => key !== many));
  const slots = slotsOf(line.bound, line.file);
  const [readName, readOther] = [nameReader({ ...line, given }, slots), recordReader({ ...line, given }, slots)];
  return (item) => (typeof item === 'string' ? readName(item) : readOther(item));
}

/** Reads a bare name. The other values are the command line's, which is checked once. */
function nameReader(
  { fields, file, given, validate }: CommandLine,
  slots: readonly Slot[],
): (name: string) => ReadItem {
  const slot = slots.find(({ key }) => key === file.line);
  return (name) => {
    if (slot === undefined) return { values: given, violations: [needsRecord(name, file)], cautions: [] };
    const read = readField(slot.param, name, true);
    return {
      values: completed(fields, { ...given, [slot.key]: read.value }),
      violations: reportedViolations(asOneName(read, name), validate).map((says) => says(slot.field)),
      cautions: read.cautions.map((says) => says(slot.field)),
    };
  };
}

/** Refuses a name with spaces, which comes from a table that was printed for people. */
const asOneName = (read: ReadValue, name: string): ReadValue =>
  read.violations.length === 0 && /\s/.test(name)
    ? {
        ...read,
        violations: [sentence('{name} must be one name per line, without spaces: "{value}"', { value: name })],
      }
    : read;

const needsRecord = (name: string, { fields }: FileInput): string =>
  t('a name alone ("{value}") is not enough: each record must have {fields}', {
    value: name,
    fields: Object.keys(fields).join(', '),
  });

function recordReader(line: CommandLine, slots: readonly Slot[]): (record: FileRecord) => ReadItem {
  const known = knownFields(line.file);
  return (record) => {
    const read = readRecord(record, slots, line.validate);
    const values = completed(line.fields, { ...line.given, ...read.values });
    // an unknown field may be a misspelled one that would be reported as missing
    const hasUnknown = [...record.keys()].some((name) => !known.has(name));
    const more = hasUnknown ? [] : wholeProblems(values, read.labels, line, slots);
    const violations = [...read.violations, ...contradictions(read, line), ...more];
    return { values, violations, cautions: read.cautions };
  };
}

/** The differences between a record and the options that set the target of all records. */
function contradictions({ values, labels }: ReadRecord, { file, given, fields }: CommandLine): string[] {
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

/** The missing values of a record together with the command line, and the violations of rules between them. */
function wholeProblems(
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
