/** Reads credentials from a response: of STS, the instance metadata service, a URL or a program. */
import { givenTwice } from '../../core/text/json-fields.ts';
import { parseUtc } from '../../core/text/time.ts';
import type { FetchEffects } from './effects.ts';
import { filled } from '../../core/env.ts';
import { providerFailure } from './provider-failure.ts';
import { t } from '../../core/text/texts.ts';
import type { FetchedKeys, Source } from '../source.ts';

/** The names of the fields in a response. */
export interface KeyNames {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
  readonly end: string;
}

/** The names that STS, the instance metadata service and credentials URIs use. */
export const API_NAMES: KeyNames = {
  id: 'AccessKeyId',
  secret: 'AccessKeySecret',
  token: 'SecurityToken',
  end: 'Expiration',
};

/** The names that the vendor's CLI reads from a program. */
export const PROGRAM_NAMES: KeyNames = {
  id: 'access_key_id',
  secret: 'access_key_secret',
  token: 'sts_token',
  end: 'expiration',
};

/** Field names that may be shown. */
const FIELDS = [API_NAMES, PROGRAM_NAMES].flatMap((names) => Object.values(names) as string[]);

type Row = Readonly<Record<string, unknown>>;

/** The object in a response of `who`. Throws Failure (exit 4) that shows nothing of it: any part may be a secret. */
export function objectIn(answer: string, source: Source, who: string): Row {
  const text = answer.replace(/^\ufeff/, '');
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw providerFailure(source, notAnObject(text, who), oneObject());
  const field = givenTwice(text)?.field;
  if (field !== undefined) throw providerFailure(source, fieldTwice(field, who), oneObject());
  return value as Row;
}

const notAnObject = (text: string, source: string): string =>
  text.trim() === '' ? t('{source} returned nothing', { source }) : t('{source} returned no JSON object', { source });

const fieldTwice = (field: string, source: string): string =>
  FIELDS.includes(field)
    ? t('{source} returned the field {field} twice', { source, field })
    : t('{source} returned a field twice', { source });

const oneObject = (): { hint: string } => ({
  hint: t('It must return one JSON object with the credentials, and each field once.'),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The credentials in a response; `needsToken` where they must be temporary. Their secrets are hidden first. Throws
 * Failure (exit 4) where a field is missing.
 */
export function keysIn(
  row: Row,
  names: KeyNames,
  { source, who, needsToken }: { readonly source: Source; readonly who: string; readonly needsToken: boolean },
  io: Pick<FetchEffects, 'hide'>,
): FetchedKeys {
  const [id, secret, token] = [names.id, names.secret, names.token].map((name) => textAt(row, name));
  for (const one of [secret, token]) if (one !== undefined) io.hide(one);
  const absent = [
    ...(id === undefined ? [names.id] : []),
    ...(secret === undefined ? [names.secret] : []),
    ...(needsToken && token === undefined ? [names.token] : []),
  ];
  if (id === undefined || secret === undefined || absent.length > 0)
    throw providerFailure(source, t('{source} did not return {fields}', { source: who, fields: absent.join(', ') }));
  const expires = parseUtc(textAt(row, names.end) ?? '');
  return {
    accessKeyId: id,
    accessKeySecret: secret,
    ...(token === undefined ? {} : { securityToken: token }),
    ...(expires === undefined ? {} : { expires }),
  };
}

function textAt(row: Row, name: string): string | undefined {
  const value = Object.hasOwn(row, name) ? row[name] : undefined;
  return typeof value === 'string' ? filled(value) : undefined;
}
