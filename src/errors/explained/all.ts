/** All codes with their causes, by theme and by name. The texts are in the other files of this folder. */
import { codeKey } from '../catalogue.ts';
import { familyOf } from '../catalogue/families.ts';
import { ACCESS_THEME } from './access.ts';
import { CLOUDMONITOR_THEME } from './cloudmonitor.ts';
import { EMULATOR_THEME } from './emulator.ts';
import { EXIT_THEME, exitCodeIn, exitName } from './exit-codes.ts';
import { FAMILIES_THEME } from './families.ts';
import { GATEWAY_THEME } from './gateway.ts';
import { INSTANCE_THEME } from './instance.ts';
import { NEWER_THEME } from './newer.ts';
import { ORDER_THEME } from './order.ts';
import { OWN_THEME } from './own-codes.ts';
import { PRODUCT_THEME } from './product.ts';
import { SASL_ACL_THEME } from './sasl-acl.ts';
import { TAG_THEME } from './tag.ts';
import type { Explained, Theme } from './theme.ts';
import { TOPIC_GROUP_THEME } from './topic-group.ts';
import { WHITELIST_THEME } from './whitelist.ts';

/** Every known code, by theme: those of the service, this tool's own, and the exit codes. */
export const THEMES: readonly Theme[] = [
  GATEWAY_THEME,
  ACCESS_THEME,
  FAMILIES_THEME,
  PRODUCT_THEME,
  INSTANCE_THEME,
  ORDER_THEME,
  TOPIC_GROUP_THEME,
  TAG_THEME,
  SASL_ACL_THEME,
  WHITELIST_THEME,
  NEWER_THEME,
  CLOUDMONITOR_THEME,
  EMULATOR_THEME,
  OWN_THEME,
  EXIT_THEME,
];

/** The codes of all themes in one list. */
export const EVERY_CODE: readonly Explained[] = THEMES.flatMap(({ codes }) => codes);

/**
 * The entry of a code as a user types it: in any case, with `_` or `.`, with a parameter's name in it (`MissingTopic`),
 * in a line of an error (`code: Topic.NotFound`), an exit code (`6`, `exit-6`, `exit 6`) or an HTTP status. Undefined
 * if the code is unknown.
 */
export const explained = (typed: string): Explained | undefined =>
  ofCode(typed.replace(/^\s*"?code"?\s*:\s*"?(.*?)"?,?\s*$/i, '$1'));

const ofCode = (typed: string): Explained | undefined =>
  named(exitName(exitCodeIn(typed) ?? '')) ?? named(typed) ?? named(statusName(typed)) ?? named(familyName(typed));

const named = (code: string | undefined): Explained | undefined =>
  code === undefined ? undefined : EVERY_CODE.find((one) => codeKey(one.code) === codeKey(code));

/** The code for a response that has none. */
const statusName = (typed: string): string | undefined =>
  /^(?:HTTP ?)?[2-5]\d\d$/i.test(typed) ? 'HTTP<status>' : undefined;

/** The name of the family, also if the capitals of `MissingTopic` are typed in lower case. */
const familyName = (typed: string): string | undefined =>
  familyOf(typed)?.name ?? familyOf(typed.replace(/^(m|i)(issing|nvalid)(.)/i, capitals))?.name;

const capitals = (_all: string, first: string, rest: string, next: string): string =>
  `${first.toUpperCase()}${rest.toLowerCase()}${next.toUpperCase()}`;
