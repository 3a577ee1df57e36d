/** Reads typed words as values, by the rules of their parameters. Records of files are read in records/. */
import type { Values } from '../../core/operation.ts';
import { cautions, type Param, type Tag, violations, type Value } from '../../core/params.ts';
import { type Sentence, sentence, t } from '../../core/text/texts.ts';
import { parseDuration, parseMoment } from '../../core/text/time.ts';
import type { Detail } from '../../errors/failure.ts';
import { type Field, isMany, labelOf, problemOf } from './fields.ts';

/** The typed words by field key, as commander parsed them. */
export type Typed = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** The typed values with their problems and warnings. */
export interface ReadInput {
  /** As given, without defaults. */
  readonly given: Values;
  readonly problems: readonly Detail[];
  readonly warnings: readonly string[];
}

/**
 * Reads typed words as values and reports all of their problems at once. Without `validate`, rules are left to the
 * service; a word that cannot be read as a value is still refused.
 */
export function readInput(fields: readonly Field[], typed: Typed, validate: boolean): ReadInput {
  const problems: Detail[] = [];
  const warnings: string[] = [];
  const given: Record<string, Value | undefined> = {};
  for (const { key, param, many } of fields) {
    const raw = typed[key];
    if (raw === undefined || !isTyped(raw)) continue;
    const read = readTyped(param, raw, many);
    problems.push(...reportedViolations(read, validate).map((says) => problemOf(param, says)));
    warnings.push(...new Set(read.cautions.map((says) => says(labelOf(param)))));
    given[key] = read.value;
  }
  return { given, problems, warnings };
}

/** The value of an option; its problems are added to `problems`. Undefined if it is absent or invalid. */
export function readOption<T extends Value>(param: Param<T>, typed: Typed[string], problems: Detail[]): T | undefined {
  if (typed === undefined) return undefined;
  const read = readTyped(param, typed, isMany(param));
  problems.push(...read.violations.map((says) => problemOf(param, says)));
  return read.violations.length > 0 ? undefined : (read.value as T);
}

const readTyped = (param: Param, raw: NonNullable<Typed[string]>, many: boolean): ReadValue =>
  many ? readMany(param, raw as readonly string[]) : readOne(param, raw as string | boolean);

/** Whether a field has a typed value. */
export const isTyped = (raw: Typed[string]): boolean => raw !== undefined && !(Array.isArray(raw) && raw.length === 0);

/** A value with its violations and warnings. */
export interface ReadValue {
  /** Undefined if the word could not be read. */
  readonly value: Value | undefined;
  readonly violations: readonly Sentence[];
  readonly cautions: readonly Sentence[];
}

/** One typed word as a value, checked by the rules of its parameter. */
export function readOne(param: Param, raw: string | boolean): ReadValue {
  const read = checkedWord(param, raw);
  if (param.must === undefined || read.violations.length === 0) return read;
  return unreadable(sentence('{name} must be {form}, not "{raw}"', { form: t(param.must), raw: String(raw) }));
}

function checkedWord(param: Param, raw: string | boolean): ReadValue {
  const { value, violation } = parse(param, raw);
  if (value === undefined) return unreadable(violation ?? sentence('{name} cannot be read'));
  const wrong = violation === undefined ? violations(param, value) : [violation];
  // a value may have both: with --no-validate only its warnings are reported
  return { value, violations: wrong, cautions: violation === undefined ? cautions(param, value) : [] };
}

/** The values of a repeated flag or of an argument that accepts many; a list parameter is checked as a whole too. */
export function readMany(param: Param, raw: readonly string[]): ReadValue {
  if (param.kind === 'texts') return checkedList(param, [...raw]);
  if (param.kind === 'tags') return checkedList(param, raw.map(readTag));
  const all = raw.map((one) => readOne(param, one));
  return {
    value: all.some(({ value }) => value === undefined) ? undefined : all.map(({ value }) => String(value)),
    violations: all.flatMap((one) => one.violations),
    cautions: all.flatMap((one) => one.cautions),
  };
}

/** A list, checked by the rules of its parameter. */
export function checkedList(param: Param, value: string[] | Tag[]): ReadValue {
  return { value, violations: violations(param, value), cautions: cautions(param, value) };
}

/** A word that cannot be read as a value, which is also refused with --no-validate. */
export const unreadable = (violation: Sentence): ReadValue => ({
  value: undefined,
  violations: [violation],
  cautions: [],
});

/** The violations to report. Without `validate`, those of a readable value are left to the service. */
export const reportedViolations = ({ value, violations: all }: ReadValue, validate: boolean): readonly Sentence[] =>
  validate || value === undefined ? all : [];

/** `key=value`, or a key alone. */
export function readTag(typed: string): Tag {
  const at = typed.indexOf('=');
  return at === -1 ? { Key: typed } : { Key: typed.slice(0, at), Value: typed.slice(at + 1) };
}

type Parsed = { readonly value: Value | undefined; readonly violation?: Sentence };

const WHOLE = /^[+-]?\d{1,15}$/;

/** One typed word as a value. With --no-validate a value is sent in spite of its violation. */
function parse(param: Param, raw: string | boolean): Parsed {
  if (typeof raw === 'boolean') return { value: raw };
  if (raw === '' && param.mayBeEmpty !== true)
    return { value: undefined, violation: sentence('{name} must not be empty') };
  switch (param.kind) {
    case 'integer':
      return (param.digits ?? WHOLE).test(raw)
        ? { value: Number(raw) }
        : { value: raw, violation: sentence('{name} must be a whole number, not "{raw}"', { raw }) };
    case 'choice':
      return { value: apiWord(param, raw) ?? raw };
    case 'time':
      return orViolation(
        parseMoment(raw),
        raw,
        sentence('{name} must be a time in ISO 8601, "YYYY-MM-DD hh:mm:ss" or milliseconds since 1970, not "{raw}"', {
          raw,
        }),
      );
    case 'duration':
      return orViolation(
        parseDuration(raw),
        raw,
        sentence('{name} must be a duration such as 90s, 15m, 6h or 7d, not "{raw}"', { raw }),
      );
    default:
      return { value: raw };
  }
}

/** A typed word of a choice in the API's spelling; undefined if it is not a choice. */
function apiWord(param: Param, typed: string): string | undefined {
  const low = typed.toLowerCase();
  const direct = param.choices?.find((word) => word.toLowerCase() === low);
  if (direct !== undefined) return direct;
  return Object.entries(param.aliases ?? {}).find(([word]) => word.toLowerCase() === low)?.[1];
}

function orViolation(value: number | undefined, raw: string, violation: Sentence): Parsed {
  return value === undefined ? { value: raw, violation } : { value };
}
