/** The keys of a fault rule: which kinds have them, how their values are read, and what is wrong with a value. */
import { suggest } from '../../core/text/suggest.ts';
import { type Sentence, sentence, t } from '../../core/text/texts.ts';
import { parseDuration } from '../../core/text/time.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import { FAULT_EFFECTS, type FaultKind, type FaultRule } from './rule.ts';

/** A key of a rule, which has a kind in addition. */
export type FaultKey = Exclude<keyof FaultRule, 'kind'>;

interface Reader<T> {
  /** The kinds that have this key; all if undefined. */
  readonly kinds?: readonly FaultKind[];
  /** The value of a text; undefined if it is not valid. */
  readonly read: (text: string) => T | undefined;
  /** What is wrong with a text that is not valid. */
  readonly wrong: (text: string) => Sentence;
}

const oneOf = <const W extends string>(known: readonly W[]): Reader<W> => ({
  read: (text) => known.find((word) => word === text),
  wrong: (text) => {
    const words = known.join(', ');
    const near = suggest(text, known);
    return near === undefined
      ? sentence('{name} must be one of {words}, not "{text}"', { words, text })
      : sentence('{name} must be one of {words}, not "{text}"; did you mean {near}?', { words, text, near });
  },
});

const whole = (from: number, to = Number.MAX_SAFE_INTEGER): Reader<number> => ({
  read: (text) => (/^\d+$/.test(text) ? within(Number(text), from, to) : undefined),
  wrong: (text) =>
    to === Number.MAX_SAFE_INTEGER
      ? sentence('{name} must be a whole number from {from}, not "{text}"', { from, text })
      : sentence('{name} must be a whole number from {from} to {to}, not "{text}"', { from, to, text }),
});

const within = (value: number, from: number, to: number): number | undefined =>
  value >= from && value <= to ? value : undefined;

const ACTIONS = OPERATIONS.map(({ action }) => action);

const actions: Reader<readonly string[]> = {
  read: (text) => (text.split('|').every((one) => ACTIONS.includes(one)) ? text.split('|') : undefined),
  wrong: (text) => {
    const action = text.split('|').find((one) => !ACTIONS.includes(one)) ?? '';
    const near = suggest(action, ACTIONS);
    return () =>
      near === undefined
        ? t('unknown operation "{action}"', { action })
        : t('unknown operation "{action}"; did you mean {near}?', { action, near });
  },
};

/**
 * Reads `250` (milliseconds) or `2s`, with a sign if `signed`. Returns milliseconds, or undefined for anything else.
 */
export function milliseconds(text: string, signed = false): number | undefined {
  const [, sign, size = ''] = (signed ? /^([+-]?)(.*)$/ : /^()(.*)$/).exec(text) ?? [];
  const value = /^\d+$/.test(size) ? Number(size) : parseDuration(size);
  return value !== undefined && sign === '-' ? -value : value;
}

const duration: Reader<number> = {
  read: (text) => milliseconds(text),
  wrong: (text) => sentence('{name} must be a number of milliseconds or a duration such as 2s, not "{text}"', { text }),
};

/** All keys, in the order of docs/emulator.md. */
export const FAULT_KEYS: { readonly [K in FaultKey]-?: Reader<NonNullable<FaultRule[K]>> } = {
  action: actions,
  effect: oneOf(FAULT_EFFECTS),
  at: { kinds: ['drop', 'delay', 'error', 'html'], ...oneOf(['before', 'after']) },
  times: whole(1),
  skip: whole(0),
  chance: {
    read: (text) => (/^\d*\.?\d+$/.test(text) ? within(Number(text), 0, 1) : undefined),
    wrong: (text) => sentence('{name} must be a number from 0 to 1, not "{text}"', { text }),
  },
  seed: whole(0, 2 ** 32 - 1),
  ms: { kinds: ['delay'], ...duration },
  after: { kinds: ['throttle'], ...duration },
  by: {
    kinds: ['skew'],
    read: (text) => milliseconds(text, true),
    wrong: (text) => sentence('{name} must be a duration such as 20m or -20m, not "{text}"', { text }),
  },
  status: { kinds: ['throttle', 'error', 'html'], ...whole(200, 599) },
  code: {
    kinds: ['throttle', 'error', 'refuse'],
    read: (text) => (/^[A-Za-z][\w.]*$/.test(text) ? text : undefined),
    wrong: (text) => sentence('{name} must be a code such as ServiceUnavailable, not "{text}"', { text }),
  },
};

/** The range of HTTP statuses of a kind, for kinds that do not allow all. */
export const STATUSES: Readonly<Partial<Record<FaultKind, readonly [from: number, to: number]>>> = {
  throttle: [400, 599],
  error: [500, 599],
};

/** The required key of a kind. */
export const REQUIRED: Readonly<Partial<Record<FaultKind, FaultKey>>> = { delay: 'ms', skew: 'by' };
