import type { Values } from '../../core/operation.ts';
import { cautions, type Param, type Tag, violations, type Value } from '../../core/params.ts';
import { type Sentence, sentence, t } from '../../core/text/texts.ts';
import { parseDuration, parseMoment } from '../../core/text/time.ts';
import type { Detail } from '../../errors/failure.ts';
import { type Field, isMany, labelOf, problemOf } from './fields.ts';

/** What commander found, by field key. */
export type Typed = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** What was typed, as values, and all that is wrong with it. */
export interface ReadInput {
  /** As given, without defaults. */
  readonly given: Values;
  readonly problems: readonly Detail[];
  readonly warnings: readonly string[];
}

/**
 * Turns what was typed into values and says everything that is wrong with them at once. Pure.
 * Without `validate` the values' own rules are left to the service; what cannot be read at all is still refused.
 */
export function readInput(fields: readonly Field[], typed: Typed, validate: boolean): ReadInput {
  const problems: Detail[] = [];
  const warnings: string[] = [];
  const given: Record<string, Value | undefined> = {};
  for (const { key, param, many } of fields) {
    const raw = typed[key];
    if (raw === undefined || !isTyped(raw)) continue;
    const read = readTyped(param, raw, many);
    problems.push(...objections(read, validate).map((says) => problemOf(param, says)));
    warnings.push(...new Set(read.cautions.map((says) => says(labelOf(param)))));
    given[key] = read.value;
  }
  return { given, problems, warnings };
}

/** One option as its value; what is wrong with it is added to `problems`. Undefined where it is not given, or wrong. */
export function readOption<T extends Value>(param: Param<T>, typed: Typed[string], problems: Detail[]): T | undefined {
  if (typed === undefined) return undefined;
  const read = readTyped(param, typed, isMany(param));
  problems.push(...read.violations.map((says) => problemOf(param, says)));
  return read.violations.length > 0 ? undefined : (read.value as T);
}

const readTyped = (param: Param, raw: NonNullable<Typed[string]>, many: boolean): ReadValue =>
  many ? readMany(param, raw as readonly string[]) : readOne(param, raw as string | boolean);

/** Whether something was typed for a field. */
export const isTyped = (raw: Typed[string]): boolean => raw !== undefined && !(Array.isArray(raw) && raw.length === 0);

/** A value that was read, with what is wrong with it and what is unusual about it. */
export interface ReadValue {
  /** Undefined when nothing could be read. */
  readonly value: Value | undefined;
  readonly violations: readonly Sentence[];
  readonly cautions: readonly Sentence[];
}

/** One typed word, read and judged by the rules of its parameter. */
export function readOne(param: Param, raw: string | boolean): ReadValue {
  const read = judgedWord(param, raw);
  if (param.must === undefined || read.violations.length === 0) return read;
  return unreadable(sentence('{name} must be {form}, not "{raw}"', { form: t(param.must), raw: String(raw) }));
}

function judgedWord(param: Param, raw: string | boolean): ReadValue {
  const { value, violation } = parse(param, raw);
  if (value === undefined) return unreadable(violation ?? sentence('{name} cannot be read'));
  const wrong = violation === undefined ? violations(param, value) : [violation];
  // what stands against a value and what is unusual about it are said in one run or the other (--no-validate)
  return { value, violations: wrong, cautions: violation === undefined ? cautions(param, value) : [] };
}

/** Values of a repeated flag or of a positional that takes many; a list parameter is judged as a whole too. */
export function readMany(param: Param, raw: readonly string[]): ReadValue {
  if (param.kind === 'texts') return judged(param, [...raw]);
  if (param.kind === 'tags') return judged(param, raw.map(readTag));
  const all = raw.map((one) => readOne(param, one));
  return {
    value: all.some(({ value }) => value === undefined) ? undefined : all.map(({ value }) => String(value)),
    violations: all.flatMap((one) => one.violations),
    cautions: all.flatMap((one) => one.cautions),
  };
}

/** A list, judged by the rules of its parameter. */
export function judged(param: Param, value: string[] | Tag[]): ReadValue {
  return { value, violations: violations(param, value), cautions: cautions(param, value) };
}

/** What cannot be read at all, and is refused whoever judges values. */
export const unreadable = (violation: Sentence): ReadValue => ({
  value: undefined,
  violations: [violation],
  cautions: [],
});

/** What stands against a value. Without `validate` its own rules are left to the service. */
export const objections = ({ value, violations: all }: ReadValue, validate: boolean): readonly Sentence[] =>
  validate || value === undefined ? all : [];

/** `key=value`, or a key alone. */
export function readTag(typed: string): Tag {
  const at = typed.indexOf('=');
  return at === -1 ? { Key: typed } : { Key: typed.slice(0, at), Value: typed.slice(at + 1) };
}

type Parsed = { readonly value: Value | undefined; readonly violation?: Sentence };

const WHOLE = /^[+-]?\d{1,15}$/;

/** One typed word as a value. A value beside a violation is what --no-validate sends. */
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
        sentence('{name} must be ISO 8601, "YYYY-MM-DD hh:mm:ss" or epoch milliseconds, not "{raw}"', { raw }),
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

/** The word that a person typed for a choice, in the API's spelling; undefined when it is none. */
function apiWord(param: Param, typed: string): string | undefined {
  const low = typed.toLowerCase();
  const direct = param.choices?.find((word) => word.toLowerCase() === low);
  if (direct !== undefined) return direct;
  return Object.entries(param.aliases ?? {}).find(([word]) => word.toLowerCase() === low)?.[1];
}

function orViolation(value: number | undefined, raw: string, violation: Sentence): Parsed {
  return value === undefined ? { value: raw, violation } : { value };
}
