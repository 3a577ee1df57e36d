import type { Row } from '../../core/shape.ts';

/** Codes of a read that say that an instance is not there (any more); the vendor's own tools take them so. */
const INSTANCE_GONE = codes('BIZ_INSTANCE_STATUS_ERROR', 'AUTH_RESOURCE_OWNER_ERROR');

/** Codes of DescribeAcls about a topic or group that is not there: it has no rules either. */
const RESOURCE_GONE = codes('BIZ_TOPIC_NOT_FOUND', 'BIZ_SUBSCRIPTION_NOT_FOUND', 'Topic.NotFound', 'Group.NotFound');

/** Takes a read's error that says that the instance is gone for an empty list. Throws any other again. */
export const noneIfInstanceGone = (error: unknown): Row[] => noneIf(INSTANCE_GONE, error);

/** Takes a read's error that says that a topic or group is gone for an empty list. Throws any other again. */
export const noneIfResourceGone = (error: unknown): Row[] => noneIf(RESOURCE_GONE, error);

function noneIf(gone: ReadonlySet<string>, error: unknown): Row[] {
  if (gone.has(codeOf(error))) return [];
  throw error;
}

/** Codes that say that there is no such instance (any more), or that it belongs to another account. */
export const INSTANCE_NOT_FOUND = ['AUTH_RESOURCE_OWNER_ERROR', 'Instance.NotFound', 'BIZ_INSTANCE_NOT_FOUND'];

/** What a code of the service says is not there: a key of `LISTED`, or `resource` for one that is named by its wire id. */
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

/** What an error says, for a line of text. */
export function messageOf(error: unknown): string {
  const message: unknown = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(message);
}

/** The service's code in an error, in one spelling: it writes `_` and `.` alike. Empty where there is none. */
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
