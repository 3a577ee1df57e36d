import type { Values } from '../core/operation.ts';
import { cautions, type Param, type Tag, troubles, type Trouble, type Value } from '../core/params.ts';
import { parseDuration, parseMoment } from '../core/time.ts';
import { type Detail, sentence } from '../errors/failure.ts';
import { apiWord, type Field, isMany, labelOf } from './fields.ts';

/** What commander found, by field key. */
export type Typed = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** An input, or all that is wrong with it. */
export interface ReadInput {
  readonly input: Values;
  readonly problems: readonly Detail[];
  readonly warnings: readonly string[];
}

/**
 * Turns what was typed into values and says everything that is wrong at once. Pure.
 * Without `validate` the values' own rules are left to the service; what cannot be read at all is still refused.
 * `given` are further wire parameters, which may stand for a required one.
 */
export function readInput(
  fields: readonly Field[],
  typed: Typed,
  options: { validate: boolean; given?: readonly string[] },
): ReadInput {
  const problems: Detail[] = [];
  const warnings: string[] = [];
  const input: Record<string, Value | undefined> = {};
  for (const { key, param } of fields) {
    const raw = typed[key];
    if (raw === undefined || (Array.isArray(raw) && raw.length === 0)) continue;
    const read = isMany(param) ? readMany(param, raw as readonly string[]) : readOne(param, raw as string | boolean);
    const label = labelOf(param);
    if (options.validate || read.value === undefined)
      problems.push(...read.troubles.map((message) => ({ flag: label, message })));
    warnings.push(...read.cautions.map((message) => sentence({ flag: label, message })));
    input[key] = read.value;
  }
  for (const { key, param } of fields) input[key] ??= param.otherwise?.(input);
  const missing = fields.filter(({ key, param }) => isMissing(param, input[key], typed[key], options.given ?? []));
  problems.unshift(...missing.map(({ param }) => ({ flag: labelOf(param), message: 'is required' })));
  return { input, problems, warnings };
}

function isMissing(param: Param, value: Value | undefined, typed: Typed[string], given: readonly string[]): boolean {
  if (!param.required || param.from !== undefined || param.otherwise !== undefined || value !== undefined) return false;
  if (typed !== undefined && !(Array.isArray(typed) && typed.length === 0)) return false;
  return param.alternative === undefined || !given.includes(param.alternative);
}

interface ReadValue {
  /** Undefined when nothing could be read. */
  readonly value: Value | undefined;
  readonly troubles: readonly string[];
  readonly cautions: readonly string[];
}

function readOne(param: Param, raw: string | boolean): ReadValue {
  const { value, trouble } = parse(param, raw);
  if (value === undefined) return { value, troubles: [trouble ?? 'cannot be read'], cautions: [] };
  const wrong = trouble === undefined ? troubles(param, value) : [trouble];
  return { value, troubles: wrong, cautions: wrong.length > 0 ? [] : cautions(param, value) };
}

/** Values of a repeated flag or of a positional that takes many; a list parameter is judged as a whole too. */
function readMany(param: Param, raw: readonly string[]): ReadValue {
  if (param.kind === 'texts') return judged(param, [...raw]);
  if (param.kind === 'tags') return judged(param, raw.map(readTag));
  const all = raw.map((one) => readOne(param, one));
  return {
    value: all.some(({ value }) => value === undefined) ? undefined : all.map(({ value }) => String(value)),
    troubles: all.flatMap((one) => one.troubles),
    cautions: [...new Set(all.flatMap((one) => one.cautions))],
  };
}

function judged(param: Param, value: string[] | Tag[]): ReadValue {
  return { value, troubles: troubles(param, value), cautions: cautions(param, value) };
}

function readTag(typed: string): Tag {
  const at = typed.indexOf('=');
  return at === -1 ? { Key: typed } : { Key: typed.slice(0, at), Value: typed.slice(at + 1) };
}

type Parsed = { readonly value: Value | undefined; readonly trouble?: string };

/** One typed word as a value. A value beside a trouble is what --no-validate sends. */
function parse(param: Param, raw: string | boolean): Parsed {
  if (typeof raw === 'boolean') return { value: raw };
  if (raw === '' && param.mayBeEmpty !== true) return { value: undefined, trouble: 'must not be empty' };
  switch (param.kind) {
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(raw)
        ? { value: Number(raw) }
        : { value: raw, trouble: `must be a whole number, not "${raw}"` };
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

function orTrouble(value: number | undefined, raw: string, trouble: string): Parsed {
  return value === undefined ? { value: raw, trouble } : { value };
}

/** Troubles of rules between parameters, in the words of the flags. */
export function inFlags(found: readonly Trouble[], fields: readonly Field[]): Detail[] {
  return found.map(({ param, message }) => {
    const field = fields.find(({ key }) => key === param);
    return { flag: field === undefined ? param : labelOf(field.param), message };
  });
}
