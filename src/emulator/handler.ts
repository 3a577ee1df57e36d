/** The type of a handler, which executes one operation on the state. The handlers are in handlers/. */
import type { Input, Params } from '../core/params.ts';
import type { WireParams } from '../core/signature.ts';
import type { Behaviour } from './options.ts';
import type { Body } from './http/reply.ts';
import type { State } from './state/state.ts';

/** What a handler knows in addition to the state and its input. */
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
 * Executes an operation: checks everything against the state first, throwing a Refusal, and then changes the state.
 * Returns the fields of the response. It is the type of a method, so that handlers with any input fit into one table.
 */
export type Handler<P extends Params = Params> = Handles<P>['handle'];

/** Handlers by the action of their record. */
export type Handlers = Readonly<Record<string, Handler>>;

/** The value of a required parameter, which is present after the input was checked. */
export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a required parameter is absent although it was checked');
  return value;
}

/** The response of an operation that returns no fields. */
export const NOTHING: Body = {};
