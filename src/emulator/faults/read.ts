/** Rules of faults from what a person types, `drop,action=CreateTopic,at=after`, or from JSON with the same fields. */
import { suggest } from '../../core/text/suggest.ts';
import { FAULT_KEYS, type FaultKey, REQUIRED, STATUSES } from './keys.ts';
import { FAULT_KINDS, type FaultKind, type FaultRule } from './rule.ts';

/** A rule, or all that is wrong with it, each a clause without a full stop. */
export type ReadRule = { readonly rule: FaultRule } | { readonly problems: readonly string[] };

type Field = readonly [key: string, text: string];

/** A rule as it is typed. Never throws. */
export function ruleFromText(text: string): ReadRule {
  const [kind = '', ...rest] = text.split(',').map((part) => part.trim());
  const problems = rest.filter((part) => !/^[^=]+=/.test(part)).map((part) => `"${part}" must be key=value`);
  const fields = rest
    .filter((part) => /^[^=]+=/.test(part))
    .map((part): Field => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
  return readRule(kind, fields, problems);
}

/** Rules as they are typed. Throws Error for the first that is wrong, with all that is wrong with it. */
export const rulesFromTexts = (texts: readonly string[]): FaultRule[] =>
  texts.map((text) => {
    const read = ruleFromText(text);
    if ('rule' in read) return read.rule;
    throw new Error(`${text}: ${read.problems.join('; ')}`);
  });

/** A rule as JSON: an object of the same fields, where `action` may be a list; or `{"rule": "…"}`. Never throws. */
export function ruleFromJson(value: unknown): ReadRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problems: ['a rule must be an object'] };
  const entries = Object.entries(value);
  const [[name, only] = [], more] = entries;
  if (name === 'rule' && typeof only === 'string' && more === undefined) return ruleFromText(only);
  const texts = entries.map(([key, one]) => [key, textOf(one)] as const);
  const problems = texts.filter(([, text]) => text === undefined).map(([key]) => `${key} must be text or a number`);
  const fields = texts.filter((pair): pair is [string, string] => pair[1] !== undefined);
  const kind = fields.find(([key]) => key === 'kind')?.[1] ?? '';
  const rest = fields.filter(([key]) => key !== 'kind');
  return readRule(kind, rest, problems);
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('|');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function readRule(word: string, fields: readonly Field[], early: readonly string[]): ReadRule {
  const kind = FAULT_KINDS.find((one) => one === word);
  const keys = fields.map(([key]) => key);
  const problems = [
    ...(kind === undefined ? [noKind(word)] : []),
    ...early,
    ...twice(keys).map((key) => `${key} is given twice`),
    ...fields.flatMap(([key, text]) => wrongField(kind, key, text)),
    ...(kind === undefined ? [] : wrongTogether(kind, keys)),
  ];
  if (kind === undefined || problems.length > 0) return { problems };
  const values = fields.map(([key, text]) => [key, FAULT_KEYS[key as FaultKey].read(text)]);
  return { rule: { kind, ...(Object.fromEntries(values) as Omit<FaultRule, 'kind'>) } };
}

function noKind(word: string): string {
  const near = suggest(word, FAULT_KINDS);
  const means = near === undefined ? `the kinds are ${FAULT_KINDS.join(', ')}` : `did you mean ${near}?`;
  return word === '' ? `a kind is required: ${FAULT_KINDS.join(', ')}` : `there is no fault "${word}"; ${means}`;
}

const twice = (keys: readonly string[]): string[] => [...new Set(keys.filter((key, i) => keys.indexOf(key) < i))];

/** What is wrong with one field; a field that its kind does not take is not read. */
function wrongField(kind: FaultKind | undefined, key: string, text: string): string[] {
  if (!Object.hasOwn(FAULT_KEYS, key)) {
    const near = suggest(key, Object.keys(FAULT_KEYS));
    return [`there is no key "${key}"${near === undefined ? '' : `; did you mean ${near}?`}`];
  }
  const { kinds, read, wrong } = FAULT_KEYS[key as FaultKey];
  if (kind !== undefined && kinds?.includes(kind) === false) return [`${kind} takes no ${key}`];
  if (read(text) === undefined) return [`${key} ${wrong(text)}`];
  return key === 'status' ? wrongStatus(kind, Number(text)) : [];
}

function wrongStatus(kind: FaultKind | undefined, status: number): string[] {
  const [from, to] = (kind === undefined ? undefined : STATUSES[kind]) ?? [status, status];
  return status >= from && status <= to ? [] : [`status of ${kind} must be from ${from} to ${to}, not ${status}`];
}

function wrongTogether(kind: FaultKind, keys: readonly string[]): string[] {
  const required = REQUIRED[kind];
  return [
    ...(required === undefined || keys.includes(required) ? [] : [`${kind} needs ${required}`]),
    ...(keys.includes('seed') && !keys.includes('chance') ? ['seed needs chance'] : []),
  ];
}
