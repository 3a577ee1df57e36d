/**
 * Every code that the service is known to return, by kind, with its exit code. The tables and their texts are in
 * `catalogue/`, one file per theme; the usual causes, which only `explain` prints, are in `explained/`.
 */
import { ACCESS } from './catalogue/access.ts';
import { CLOUDMONITOR } from './catalogue/cloudmonitor.ts';
import { EMULATOR } from './catalogue/emulator.ts';
import type { Entries, Entry, Kind } from './catalogue/entry.ts';
import { familyOf } from './catalogue/families.ts';
import { GATEWAY } from './catalogue/gateway.ts';
import { INSTANCE } from './catalogue/instance.ts';
import { NEWER } from './catalogue/newer.ts';
import { ORDER } from './catalogue/order.ts';
import { PRODUCT } from './catalogue/product.ts';
import { SASL_ACL } from './catalogue/sasl-acl.ts';
import { TAG } from './catalogue/tag.ts';
import { TOPIC_GROUP } from './catalogue/topic-group.ts';
import { WHITELIST } from './catalogue/whitelist.ts';
import { EXIT, type ExitCode } from './failure.ts';

/** The types of the tables. */
export type { Entry, Kind };

const EXIT_OF: Readonly<Record<Kind, ExitCode>> = {
  notFound: EXIT.notFound,
  noInstance: EXIT.notFound,
  exists: EXIT.conflict,
  state: EXIT.conflict,
  credentials: EXIT.credentials,
  permission: EXIT.credentials,
  throttled: EXIT.unreachable,
  internal: EXIT.unreachable,
  clock: EXIT.refused,
  input: EXIT.refused,
  quota: EXIT.refused,
  refused: EXIT.refused,
};

/** The exit code of a kind of refusal (docs/errors.md). */
export const exitOf = (kind: Kind): ExitCode => EXIT_OF[kind];

const THEMES: readonly Entries[] = [
  GATEWAY,
  ACCESS,
  PRODUCT,
  INSTANCE,
  ORDER,
  TOPIC_GROUP,
  TAG,
  SASL_ACL,
  WHITELIST,
  NEWER,
  CLOUDMONITOR,
  EMULATOR,
];

/** Every known code of the gateway, the product, CloudMonitor and the emulator, as the service spells it; see `entryOf`. */
export const listed = (): [code: string, entry: Entry][] => THEMES.flatMap((theme) => Object.entries(theme));

/** The same key for both spellings of a code: `BIZ_TOPIC_NOT_FOUND` and `BIZ.TOPIC.NOT.FOUND`. */
export const codeKey = (code: string): string => code.replaceAll('_', '.').toUpperCase();

/** Built at the first refusal, since most commands get none. */
let byKey: ReadonlyMap<string, Entry> | undefined;

/** The entry of a service code, in either spelling; for a code without its own entry that of its family, if any. */
export function entryOf(code: string): Entry | undefined {
  byKey ??= new Map(listed().map(([known, entry]) => [codeKey(known), entry]));
  return byKey.get(codeKey(code)) ?? familyOf(code)?.entry;
}

/** The kind of a refusal: by its code, else by the HTTP status. */
export function kindOf(code: string, httpStatus: number): Kind {
  const known = entryOf(code);
  if (known !== undefined) return known.kind;
  if (httpStatus === 404) return 'notFound';
  if (httpStatus === 401 || httpStatus === 403) return 'permission';
  if (httpStatus === 429) return 'throttled';
  return httpStatus >= 500 ? 'internal' : 'refused';
}
