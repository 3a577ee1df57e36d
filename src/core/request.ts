/** Converts inputs to wire parameters and back. They are signed in signed-params.ts and sent in transport/. */
import type { Operation, Values } from './operation.ts';
import { type Param, type Params, type Tag, type Value, type Violation, violationsOf } from './params.ts';
import type { WireParams } from './signature.ts';
import { type Sentence, sentence } from './text/texts.ts';

/** Keys of an account. Temporary ones have a `token`. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** Adds settings and defaults to the values of an input. */
export function complete(
  operation: Operation,
  input: Values,
  settings: { readonly region: string; readonly instance: string | undefined },
): Values {
  const filled: Record<string, Value | undefined> = { ...input };
  for (const [name, param] of Object.entries(operation.params)) {
    if (filled[name] !== undefined) continue;
    if (param.from === 'region') filled[name] = settings.region;
    else if (param.from === 'instance') filled[name] = settings.instance;
    else filled[name] = param.default?.(filled);
  }
  return filled;
}

/** An operation's input as wire parameters: only its own parameters, in their order; repeated ones numbered from 1. */
export function toWire(params: Params, input: Values): WireParams {
  const wire: Record<string, string> = {};
  for (const [name, param] of Object.entries(params)) {
    const value = input[name];
    if (value !== undefined) writeParam(wire, name, param, value);
  }
  return wire;
}

function writeParam(wire: Record<string, string>, name: string, param: Param, value: Value): void {
  if (param.kind === 'texts') {
    (value as string[]).forEach((one, i) => {
      wire[`${name}.${i + 1}`] = one;
    });
  } else if (param.kind === 'tags') {
    (value as Tag[]).forEach(({ Key, Value }, i) => {
      wire[`${name}.${i + 1}.Key`] = Key;
      if (Value !== undefined) wire[`${name}.${i + 1}.Value`] = Value;
    });
  } else {
    wire[name] = String(value);
  }
}

/** Wire names of a parameter, with N in place of the number of a repeated one. */
export function wireNames(name: string, param: Param): string[] {
  if (param.kind === 'tags') return [`${name}.N.Key`, `${name}.N.Value`];
  return [param.kind === 'texts' ? `${name}.N` : name];
}

/** The input that the service reads from wire parameters, with its violations. */
export interface FromWire {
  readonly input: Values;
  readonly missing: readonly string[];
  readonly invalid: readonly (Violation & { readonly refusal: string })[];
}

/**
 * Wire parameters as an operation's input, checked by the service's rules: the inverse of `toWire`. Unknown names are
 * ignored.
 */
export function fromWire(operation: Operation, wire: WireParams): FromWire {
  const params = Object.entries(operation.params);
  const input: Record<string, Value | undefined> = {};
  const wrongType = new Map<string, readonly Sentence[]>();
  for (const [name, param] of params) {
    const read = readParam(wire, name, param);
    if (read === undefined) continue;
    const wrong = typeof read === 'string' ? typeViolations(param, read) : [];
    if (wrong.length > 0) wrongType.set(name, wrong);
    input[name] = wrong.length > 0 ? read : convert(param, read);
  }
  const typed = Object.fromEntries(Object.entries(input).filter(([name]) => !wrongType.has(name)));
  const broken = violationsOf(operation.params, typed, 'service');
  const invalid = params.flatMap(([name, param]) => {
    const usual = operation.product.refusal ?? `Invalid${name}`;
    const refusal = wrongType.has(name) ? usual : (param.refusal ?? usual);
    const found = wrongType.get(name) ?? broken.get(name) ?? [];
    return found.map((message) => ({ param: name, message, refusal }));
  });
  const missing = params
    .filter(([name, param]) => param.required && isMissing(input[name], param) && !stoodFor(param, wire))
    .map(([name]) => name);
  return { input, missing, invalid };
}

function isMissing(value: Value | undefined, param: Param): boolean {
  return value === undefined || (value === '' && param.mayBeEmpty !== true);
}

/**
 * A newer parameter may replace a required one: IoMaxSpec for IoMax, PartitionNum for TopicQuota
 * (docs/sources.md#order-sizes).
 */
function stoodFor({ alternative }: Param, wire: WireParams): boolean {
  return alternative !== undefined && (wire[alternative] ?? '') !== '';
}

function readParam(wire: WireParams, name: string, param: Param): string | string[] | Tag[] | undefined {
  if (param.kind === 'texts') return nonEmpty(numbered(wire, `${name}.`, '').map(([, value]) => value));
  if (param.kind !== 'tags') return wire[name];
  return nonEmpty(
    numbered(wire, `${name}.`, '.Key').map(([n, Key]) => {
      const Value = wire[`${name}.${n}.Value`];
      return Value === undefined ? { Key } : { Key, Value };
    }),
  );
}

const nonEmpty = <T>(list: T[]): T[] | undefined => (list.length === 0 ? undefined : list);

/** The values of `prefix<n>suffix`, in the order of their numbers. */
function numbered(wire: WireParams, prefix: string, suffix: string): [number, string][] {
  const found: [number, string][] = [];
  for (const [name, value] of Object.entries(wire)) {
    if (!name.startsWith(prefix) || !name.endsWith(suffix)) continue;
    const n = name.slice(prefix.length, name.length - suffix.length);
    if (/^[1-9]\d*$/.test(n)) found.push([Number(n), value]);
  }
  return found.sort(([a], [b]) => a - b);
}

/** The violation of an Integer or Boolean parameter that is not one; choices have rules of their own. */
function typeViolations(param: Param, raw: string): Sentence[] {
  if ((param.kind === 'integer' || param.type === 'Integer') && !/^-?\d+$/.test(raw.trim()))
    return [sentence('{name} must be a whole number, not "{raw}"', { raw })];
  if (param.kind === 'boolean' && !/^(true|false)$/i.test(raw))
    return [sentence('{name} must be true or false, not "{raw}"', { raw })];
  return [];
}

function convert(param: Param, raw: string | string[] | Tag[]): Value {
  if (typeof raw !== 'string') return raw;
  if (param.kind === 'integer') return Number(raw);
  if (param.kind === 'boolean') return raw.toLowerCase() === 'true';
  if (param.kind === 'choice' && param.anyCase === true)
    return param.choices?.find((word) => word.toLowerCase() === raw.replaceAll(' ', '').toLowerCase()) ?? raw;
  return raw;
}
