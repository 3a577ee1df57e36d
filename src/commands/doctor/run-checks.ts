import { apiTime } from '../../core/text/time.ts';
import type { FetchedKeys, Source } from '../../credentials/source.ts';
import { Failure } from '../../errors/failure.ts';
import { middleMasked } from '../../errors/redact.ts';
import { fixOf } from './check-result.ts';

/** One link of the chain that ends with keys. */
export interface Link {
  readonly what: string;
  readonly ok: boolean;
  readonly seen: string;
  readonly fix?: string;
}

/** Gives the keys of a source. Throws Failure. */
export type Fetch = (source: Source) => Promise<FetchedKeys>;

/** Each link of a source, the keys that it begins with first; the last one is that which fails. */
export async function linksOf(source: Source, fetch: Fetch): Promise<readonly Link[]> {
  const before = source.kind === 'role' ? await linksOf(source.with, fetch) : [];
  return before.some(({ ok }) => !ok) ? before : [...before, await linkOf(source, fetch)];
}

async function linkOf(source: Source, fetch: Fetch): Promise<Link> {
  const what = whatIs(source);
  try {
    return { what, ok: true, seen: keysSeen(source, await fetch(source)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { what, ok: false, seen: error.message, fix: fixOf(error) };
  }
}

function keysSeen({ from, mode }: Source, { accessKeyId, expires }: FetchedKeys): string {
  const until = expires === undefined ? [] : [`until ${apiTime(expires)}`];
  return [from, mode, `key id ${middleMasked(accessKeyId)}`, ...until].join(', ');
}

/** What a source is. Addresses and commands are not shown: they may hold a secret. */
function whatIs(source: Source): string {
  switch (source.kind) {
    case 'known':
      return 'keys';
    case 'role':
      return `role ${source.roleArn}`;
    case 'oidc':
      return `role ${source.roleArn} by OIDC`;
    case 'machine':
      return source.roleName === undefined ? 'role of this machine' : `role ${source.roleName} of this machine`;
    case 'uri':
      return 'credentials URI';
    case 'process':
      return 'process';
  }
}
