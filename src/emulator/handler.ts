import type { Input, Params } from '../core/params.ts';
import type { WireParams } from '../core/signature.ts';
import type { Behaviour } from './options.ts';
import type { Body } from './http/reply.ts';
import type { State } from './state/state.ts';

/** What a handler may know beside the state and its input. */
export interface Env {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly behaviour: Behaviour;
  /** All parameters as sent, for those newer than the records. */
  readonly wire: WireParams;
}

interface Handles<P extends Params> {
  handle(state: State, input: Input<P>, env: Env): Body;
}

/**
 * Carries an operation out: checks everything against the state, throwing a Refusal, and changes the state last; what it
 * returns are the answer's fields. A method's type, so that handlers of all inputs go into one table.
 */
export type Handler<P extends Params = Params> = Handles<P>['handle'];

/** Handlers by the action of their record. */
export type Handlers = Readonly<Record<string, Handler>>;

/** A parameter that the record requires, so that it is there once the input has been checked. */
export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a required parameter is absent although it was checked');
  return value;
}

/** The answer of an operation that says no more than that it was done. */
export const NOTHING: Body = {};
