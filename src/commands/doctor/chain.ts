/** The chain of credentials behind a request (a role may be assumed with the keys of another), checked one by one. */
import { apiTime } from '../../core/text/time.ts';
import { t } from '../../core/text/texts.ts';
import type { FetchedKeys, Source } from '../../credentials/source.ts';
import { Failure } from '../../errors/failure.ts';
import { middleMasked } from '../../errors/redact.ts';
import { fixOf } from './check-result.ts';

/** The result for one source of the chain. */
export interface ChainResult {
  readonly ok: boolean;
  /** The source, and its keys with a masked id or why there are none. */
  readonly detail: string;
  readonly fix?: string;
}

/** Fetches the keys of a source. Throws Failure. */
export type Fetch = (source: Source) => Promise<FetchedKeys>;

/** A result for each source, from the first keys to the ones that sign. It ends with the first source that fails. */
export async function checkChain(source: Source, fetch: Fetch): Promise<readonly ChainResult[]> {
  const before = source.kind === 'role' ? await checkChain(source.with, fetch) : [];
  return before.some(({ ok }) => !ok) ? before : [...before, await checkSource(source, fetch)];
}

async function checkSource(source: Source, fetch: Fetch): Promise<ChainResult> {
  try {
    return { ok: true, detail: keysText(source, await fetch(source)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const detail = t('{source} from {from}: {reason}', {
      source: sourceText(source),
      from: source.from,
      reason: error.message,
    });
    return { ok: false, detail, fix: fixOf(error) };
  }
}

function keysText(source: Source, { accessKeyId, expires }: FetchedKeys): string {
  const values = {
    source: sourceText(source),
    from: source.from,
    mode: source.mode,
    id: middleMasked(accessKeyId),
  };
  return expires === undefined
    ? t('{source} from {from}: mode {mode}, AccessKey ID {id}', values)
    : t('{source} from {from}: mode {mode}, AccessKey ID {id}, valid until {time}', {
        ...values,
        time: apiTime(expires),
      });
}

/** The name of a source. URIs and commands are not shown: they may contain a secret. */
function sourceText(source: Source): string {
  switch (source.kind) {
    case 'known':
      return t('AccessKey pair');
    case 'role':
      return t('role {arn}', { arn: source.roleArn });
    case 'oidc':
      return t('OIDC role {arn}', { arn: source.roleArn });
    case 'machine':
      return source.roleName === undefined
        ? t('RAM role of this ECS instance')
        : t('RAM role {role} of this ECS instance', { role: source.roleName });
    case 'uri':
      return t('credentials URI');
    case 'process':
      return t('external program');
  }
}
