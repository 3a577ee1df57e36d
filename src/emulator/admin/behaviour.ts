import { suggest } from '../../core/text/suggest.ts';
import { milliseconds } from '../faults/keys.ts';
import type { Behaviour } from '../options.ts';

interface Reader<T> {
  /** Undefined for what is not a value of it. */
  readonly read: (value: unknown) => T | undefined;
  readonly says: string;
}

const yesOrNo: Reader<boolean> = {
  read: (value) => (typeof value === 'boolean' ? value : undefined),
  says: 'must be true or false',
};

const KEYS: { readonly [K in keyof Behaviour]-?: Reader<NonNullable<Behaviour[K]>> } = {
  topicDelay: {
    read: (value) => (typeof value === 'string' || typeof value === 'number' ? milliseconds(String(value)) : undefined),
    says: 'must be milliseconds, or a duration such as "5s"',
  },
  pageCap: {
    read: (value) => (Number.isInteger(value) && (value as number) > 0 ? (value as number) : undefined),
    says: 'must be a whole number from 1',
  },
  groupPaging: yesOrNo,
  refusalsAs200: yesOrNo,
  longResourceType: yesOrNo,
};

/** What is set, without whatever else its object holds. */
export function behaviourOf(behaviour: Behaviour): Behaviour {
  const keys = Object.keys(KEYS) as (keyof Behaviour)[];
  return Object.fromEntries(keys.filter((key) => behaviour[key] !== undefined).map((key) => [key, behaviour[key]]));
}

/** Behaviour from JSON with some of its fields; or all that is wrong with it. */
export function behaviourFrom(
  json: unknown,
): { readonly behaviour: Behaviour } | { readonly errors: readonly string[] } {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { errors: [`must be an object with some of ${Object.keys(KEYS).join(', ')}`] };
  const errors = Object.entries(json).flatMap(([key, value]) => wrongWith(key, value));
  if (errors.length > 0) return { errors };
  const read = Object.entries(json).map(([key, value]) => [key, KEYS[key as keyof Behaviour].read(value)]);
  return { behaviour: Object.fromEntries(read) as Behaviour };
}

function wrongWith(key: string, value: unknown): string[] {
  if (Object.hasOwn(KEYS, key)) {
    const { read, says } = KEYS[key as keyof Behaviour];
    return read(value) === undefined ? [`${key} ${says}`] : [];
  }
  const near = suggest(key, Object.keys(KEYS));
  return [`there is no ${key}${near === undefined ? '' : `; did you mean ${near}?`}`];
}
