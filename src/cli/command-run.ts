import type { Settings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import type { Scope, Values } from '../core/operation.ts';
import type { Bound } from '../operations/all.ts';
import type { Globals } from './globals.ts';
import type { Paint } from './paint.ts';
import type { Query } from './print.ts';
import type { Session } from './session.ts';
import type { Talk } from './talk.ts';

/** One command under way: everything its steps need, read and checked. */
export interface Run {
  readonly bound: Bound;
  readonly input: Values;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly session: Session;
  readonly scope: Scope;
  readonly query: Query;
  readonly context: Context;
  readonly talk: Talk;
  readonly paint: Paint;
}
