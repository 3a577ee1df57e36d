import { cautions, type Param, type Tag, violations, type Value } from '../../core/params.ts';
import { parseDuration, parseMoment } from '../../core/text/time.ts';
import { apiWord } from './fields.ts';

/** A value that was read, and what is to be said of it: ends of sentences that start with its name. */
export interface ReadValue {
  /** Undefined when nothing could be read. */
  readonly value: Value | undefined;
  readonly violations: readonly string[];
  readonly cautions: readonly string[];
}

/** One typed word, read and judged by the rules of its parameter. */
export function readOne(param: Param, raw: string | boolean): ReadValue {
  const read = judgedWord(param, raw);
  if (param.must === undefined || read.violations.length === 0) return read;
  return unreadable(`must ${param.must}, not "${String(raw)}"`);
}

function judgedWord(param: Param, raw: string | boolean): ReadValue {
  const { value, violation } = parse(param, raw);
  if (value === undefined) return unreadable(violation ?? 'cannot be read');
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
    cautions: [...new Set(all.flatMap((one) => one.cautions))],
  };
}

/** A list, judged by the rules of its parameter. */
export function judged(param: Param, value: string[] | Tag[]): ReadValue {
  return { value, violations: violations(param, value), cautions: cautions(param, value) };
}

/** What cannot be read at all, and is refused whoever judges values. */
export const unreadable = (violation: string): ReadValue => ({
  value: undefined,
  violations: [violation],
  cautions: [],
});

/** What stands against a value. Without `validate` its own rules are left to the service. */
export const objections = ({ value, violations: all }: ReadValue, validate: boolean): readonly string[] =>
  validate || value === undefined ? all : [];

/** `key=value`, or a key alone. */
export function readTag(typed: string): Tag {
  const at = typed.indexOf('=');
  return at === -1 ? { Key: typed } : { Key: typed.slice(0, at), Value: typed.slice(at + 1) };
}

type Parsed = { readonly value: Value | undefined; readonly violation?: string };

const WHOLE = /^[+-]?\d{1,15}$/;

/** One typed word as a value. A value beside a trouble is what --no-validate sends. */
function parse(param: Param, raw: string | boolean): Parsed {
  if (typeof raw === 'boolean') return { value: raw };
  if (raw === '' && param.mayBeEmpty !== true) return { value: undefined, violation: 'must not be empty' };
  switch (param.kind) {
    case 'integer':
      return (param.digits ?? WHOLE).test(raw)
        ? { value: Number(raw) }
        : { value: raw, violation: `must be a whole number, not "${raw}"` };
    case 'choice':
      return { value: apiWord(param, raw) ?? raw };
    case 'time':
      return orTrouble(
        parseMoment(raw),
        raw,
        `must be ISO 8601, "YYYY-MM-DD hh:mm:ss" or epoch milliseconds, not "${raw}"`,
      );
    case 'duration':
      return orTrouble(parseDuration(raw), raw, `must be a duration such as 90s, 15m, 6h or 7d, not "${raw}"`);
    default:
      return { value: raw };
  }
}

function orTrouble(value: number | undefined, raw: string, violation: string): Parsed {
  return value === undefined ? { value: raw, violation } : { value };
}
