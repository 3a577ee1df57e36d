/** Reads fault rules from text (`drop,action=CreateTopic,at=after`), or from JSON with the same fields. */
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import { FAULT_KEYS, type FaultKey, REQUIRED, STATUSES } from './keys.ts';
import { FAULT_KINDS, type FaultKind, type FaultRule } from './rule.ts';

/** A rule, or all problems of it, each a clause without a full stop. */
export type ReadRule = { readonly rule: FaultRule } | { readonly problems: readonly string[] };

type Field = readonly [key: string, text: string];

/** Reads a rule from text. Never throws. */
export function ruleFromText(text: string): ReadRule {
  const [kind = '', ...rest] = text.split(',').map((part) => part.trim());
  const problems = rest
    .filter((part) => !/^[^=]+=/.test(part))
    .map((part) => t('"{part}" must be key=value', { part }));
  const fields = rest
    .filter((part) => /^[^=]+=/.test(part))
    .map((part): Field => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
  return readRule(kind, fields, problems);
}

/** Reads rules from texts. Throws Error with all problems of the first rule that is not valid. */
export const rulesFromTexts = (texts: readonly string[]): FaultRule[] =>
  texts.map((text) => {
    const read = ruleFromText(text);
    if ('rule' in read) return read.rule;
    throw new Error(`${text}: ${read.problems.join('; ')}`);
  });

/**
 * Reads a rule from JSON: an object with the same fields, where `action` may be a list, or `{"rule": "…"}`. Never
 * throws.
 */
export function ruleFromJson(value: unknown): ReadRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problems: [t('a rule must be an object')] };
  const entries = Object.entries(value);
  const [[name, only] = [], more] = entries;
  if (name === 'rule' && typeof only === 'string' && more === undefined) return ruleFromText(only);
  const texts = entries.map(([key, one]) => [key, textOf(one)] as const);
  const problems = texts
    .filter(([, text]) => text === undefined)
    .map(([key]) => t('{key} must be a string or a number', { key }));
  const fields = texts.filter((pair): pair is [string, string] => pair[1] !== undefined);
  const kind = fields.find(([key]) => key === 'kind')?.[1] ?? '';
  const rest = fields.filter(([key]) => key !== 'kind');
  return readRule(kind, rest, problems);
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('|');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function readRule(word: string, fields: readonly Field[], found: readonly string[]): ReadRule {
  const kind = FAULT_KINDS.find((one) => one === word);
  const keys = fields.map(([key]) => key);
  const problems = [
    ...(kind === undefined ? [kindProblem(word)] : []),
    ...found,
    ...repeated(keys).map((name) => t('{name} is given twice', { name })),
    ...fields.flatMap(([key, text]) => fieldProblems(kind, key, text)),
    ...(kind === undefined ? [] : missingKeys(kind, keys)),
  ];
  if (kind === undefined || problems.length > 0) return { problems };
  const values = fields.map(([key, text]) => [key, FAULT_KEYS[key as FaultKey].read(text)]);
  return { rule: { kind, ...(Object.fromEntries(values) as Omit<FaultRule, 'kind'>) } };
}

function kindProblem(word: string): string {
  const kinds = FAULT_KINDS.join(', ');
  if (word === '') return t('kind is required: one of {kinds}', { kinds });
  const near = suggest(word, FAULT_KINDS);
  return near === undefined
    ? t('kind must be one of {kinds}, not "{kind}"', { kind: word, kinds })
    : t('unknown kind "{kind}"; did you mean {near}?', { kind: word, near });
}

const repeated = (keys: readonly string[]): string[] => [...new Set(keys.filter((key, i) => keys.indexOf(key) < i))];

/** What is wrong with one field. The value of a key that the kind does not have is not checked. */
function fieldProblems(kind: FaultKind | undefined, key: string, text: string): string[] {
  if (!Object.hasOwn(FAULT_KEYS, key)) return [unknownKey(key)];
  const { kinds, read, wrong } = FAULT_KEYS[key as FaultKey];
  if (kind !== undefined && kinds?.includes(kind) === false)
    return [t('{key} cannot be used with {kind}', { key, kind })];
  if (read(text) === undefined) return [wrong(text)(key)];
  return key === 'status' ? statusProblems(kind, Number(text)) : [];
}

function unknownKey(key: string): string {
  const near = suggest(key, Object.keys(FAULT_KEYS));
  return near === undefined
    ? t('unknown key "{key}"', { key })
    : t('unknown key "{key}"; did you mean {near}?', { key, near });
}

function statusProblems(kind: FaultKind | undefined, status: number): string[] {
  const range = kind === undefined ? undefined : STATUSES[kind];
  if (kind === undefined || range === undefined) return [];
  const [from, to] = range;
  return status >= from && status <= to
    ? []
    : [t('status of {kind} must be from {from} to {to}, not {status}', { kind, from, to, status })];
}

function missingKeys(kind: FaultKind, keys: readonly string[]): string[] {
  const required = REQUIRED[kind];
  return [
    ...(required === undefined || keys.includes(required) ? [] : [t('{kind} requires {key}', { kind, key: required })]),
    ...(keys.includes('seed') && !keys.includes('chance')
      ? [t('{name} requires {other}', { name: 'seed', other: 'chance' })]
      : []),
  ];
}
