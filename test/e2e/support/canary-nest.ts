/** Canaries: unique words, created while the tests run and used as secrets. If one appears, a secret has leaked. */
import { randomBytes } from 'node:crypto';

/** The canaries of one place, each with the name of its secret. */
export interface Nest {
  /** Creates a canary. */
  fresh(name: string): string;
  /** Adds a secret that was created elsewhere, such as the keys of an emulated service. */
  adopt(name: string, secret: string): void;
  /** The names of the canaries in a text: whole, in part or as base64. */
  heardIn(text: string): string[];
}

/** A nest without canaries. */
export function newNest(): Nest {
  const spellings = new Map<string, string>();
  const adopt: Nest['adopt'] = (name, secret) => {
    for (const one of spellingsOf(secret)) spellings.set(one, name);
  };
  return {
    adopt,
    fresh: (name) => {
      const canary = `canary-${randomBytes(16).toString('hex')}`;
      adopt(name, canary);
      return canary;
    },
    heardIn: (text) => [
      ...new Set([...spellings].filter(([spelling]) => text.includes(spelling)).map(([, name]) => name)),
    ],
  };
}

/** A part of a secret is a leak too. */
const PART = 12;

function spellingsOf(secret: string): string[] {
  const tail = secret.replace(/^canary-/, '');
  return [secret, tail.slice(0, PART), tail.slice(-PART), ...[0, 1, 2].map((before) => inBase64(secret, before))];
}

/** The middle of its base64 after a number of other bytes: bytes around it change only the ends. */
const inBase64 = (secret: string, before: number): string =>
  Buffer.from('x'.repeat(before) + secret)
    .toString('base64')
    .slice(4, -4);
