/** Words that exist nowhere else, made while the tests run: where one shows, a secret has come out. */
import { randomBytes } from 'node:crypto';

/** The canaries of one place, each under the name of what it stands for. */
export interface Nest {
  /** A new one. */
  fresh(name: string): string;
  /** One that somebody else made, such as the keys that an emulated service gave. */
  adopt(name: string, secret: string): void;
  /** The names of those that a text holds, whole, in part or as base64. */
  heardIn(text: string): string[];
}

/** A nest without any. */
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

/** A text that was cut, or masked in part, still tells too much. */
const PART = 12;

function spellingsOf(secret: string): string[] {
  const tail = secret.replace(/^canary-/, '');
  return [secret, tail.slice(0, PART), tail.slice(-PART), ...[0, 1, 2].map((before) => inBase64(secret, before))];
}

/** The middle of its base64 after so many other bytes: what stands around it changes the ends alone. */
const inBase64 = (secret: string, before: number): string =>
  Buffer.from('x'.repeat(before) + secret)
    .toString('base64')
    .slice(4, -4);
