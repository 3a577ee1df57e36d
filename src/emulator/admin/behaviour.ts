/** Reads `Behaviour` from the JSON of the admin route. */
import { suggest } from '../../core/text/suggest.ts';
import { type Sentence, sentence, t } from '../../core/text/texts.ts';
import { milliseconds } from '../faults/keys.ts';
import type { Behaviour } from '../options.ts';

interface Reader<T> {
  /** Undefined if the value is not valid. */
  readonly read: (value: unknown) => T | undefined;
  /** What is wrong with an invalid value. */
  readonly wrong: () => Sentence;
}

const yesOrNo: Reader<boolean> = {
  read: (value) => (typeof value === 'boolean' ? value : undefined),
  wrong: () => sentence('{name} must be true or false'),
};

const KEYS: { readonly [K in keyof Behaviour]-?: Reader<NonNullable<Behaviour[K]>> } = {
  topicDelay: {
    read: (value) => (typeof value === 'string' || typeof value === 'number' ? milliseconds(String(value)) : undefined),
    wrong: () => sentence('{name} must be a number of milliseconds or a duration such as "5s"'),
  },
  pageCap: {
    read: (value) => (Number.isInteger(value) && (value as number) > 0 ? (value as number) : undefined),
    wrong: () => sentence('{name} must be a whole number from {from}', { from: 1 }),
  },
  groupPaging: yesOrNo,
  refusalsAs200: yesOrNo,
  longResourceType: yesOrNo,
};

/** The behaviour that is set, without other fields of the object. */
export function behaviourOf(behaviour: Behaviour): Behaviour {
  const keys = Object.keys(KEYS) as (keyof Behaviour)[];
  return Object.fromEntries(keys.filter((key) => behaviour[key] !== undefined).map((key) => [key, behaviour[key]]));
}

/** Reads behaviour from JSON with some of its fields. Returns all problems if it is not valid. */
export function behaviourFrom(
  json: unknown,
): { readonly behaviour: Behaviour } | { readonly errors: readonly string[] } {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { errors: [t('must be an object with some of {keys}', { keys: Object.keys(KEYS).join(', ') })] };
  const errors = Object.entries(json).flatMap(([key, value]) => keyProblems(key, value));
  if (errors.length > 0) return { errors };
  const read = Object.entries(json).map(([key, value]) => [key, KEYS[key as keyof Behaviour].read(value)]);
  return { behaviour: Object.fromEntries(read) as Behaviour };
}

function keyProblems(key: string, value: unknown): string[] {
  if (Object.hasOwn(KEYS, key)) {
    const { read, wrong } = KEYS[key as keyof Behaviour];
    return read(value) === undefined ? [wrong()(key)] : [];
  }
  const near = suggest(key, Object.keys(KEYS));
  return [
    near === undefined
      ? t('unknown key "{key}"', { key })
      : t('unknown key "{key}"; did you mean {near}?', { key, near }),
  ];
}
