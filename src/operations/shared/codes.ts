/** The meaning of the service's codes for the existence of objects. */
import type { Row } from '../../core/shape.ts';

/** Codes of a read whose instance does not exist (any more); the vendor's tools treat them the same. */
const INSTANCE_GONE = codes('BIZ_INSTANCE_STATUS_ERROR', 'AUTH_RESOURCE_OWNER_ERROR');

/** Codes of DescribeAcls for a topic or group that does not exist: it has no permissions either. */
const RESOURCE_GONE = codes('BIZ_TOPIC_NOT_FOUND', 'BIZ_SUBSCRIPTION_NOT_FOUND', 'Topic.NotFound', 'Group.NotFound');

/** An empty list for an error that means that the instance does not exist. Throws any other error again. */
export const noneIfInstanceGone = (error: unknown): Row[] => noneIf(INSTANCE_GONE, error);

/** An empty list for an error that means that a topic or group does not exist. Throws any other error again. */
export const noneIfResourceGone = (error: unknown): Row[] => noneIf(RESOURCE_GONE, error);

function noneIf(gone: ReadonlySet<string>, error: unknown): Row[] {
  if (gone.has(codeOf(error))) return [];
  throw error;
}

/** Codes for an instance that does not exist (any more) or belongs to another account. */
export const INSTANCE_NOT_FOUND = ['AUTH_RESOURCE_OWNER_ERROR', 'Instance.NotFound', 'BIZ_INSTANCE_NOT_FOUND'];

/**
 * What does not exist according to a code of the service: a key of `LISTED`, or `resource` for the object of a wire id.
 */
export const saysGone = (code: string): string | undefined =>
  Object.entries(GONE).find(([, known]) => known.has(plain(code)))?.[0];

const GONE: Readonly<Record<string, ReadonlySet<string>>> = {
  topic: codes('BIZ_TOPIC_NOT_FOUND', 'Topic.NotFound'),
  group: codes('BIZ_SUBSCRIPTION_NOT_FOUND', 'Group.NotFound'),
  user: codes('BIZ_SASL_USER_NOT_EXIST'),
  resource: codes('BIZ_TAG_RESOURCE_NOT_EXIST'),
  instance: codes(...INSTANCE_NOT_FOUND),
  metric: codes('ResourceNotFound'),
};

/** Whether an error of the service says that a thing of this kind does not exist. */
export const isGone = (what: string, error: unknown): boolean => saysGone(codeOf(error)) === what;

/** The message of an error, for a line of text. */
export function messageOf(error: unknown): string {
  const message: unknown = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(message);
}

/** The service's code in an error, in one spelling, since the service writes both `_` and `.`; empty if there is none. */
function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? plain(code) : '';
}

function codes(...all: readonly string[]): ReadonlySet<string> {
  return new Set(all.map(plain));
}

function plain(code: string): string {
  return code.replaceAll(/[._]/g, '').toUpperCase();
}
