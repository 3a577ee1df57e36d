import { givenTwice } from '../../core/text/json-fields.ts';
import { parseUtc } from '../../core/text/time.ts';
import type { FetchEffects } from './effects.ts';
import { filled } from '../../core/env.ts';
import { linkFailure } from './provider-failure.ts';
import type { FetchedKeys, Source } from '../source.ts';

/** What an answer calls the parts of keys. */
export interface KeyNames {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
  readonly end: string;
}

/** STS, the metadata server and addresses say it alike. */
export const API_NAMES: KeyNames = {
  id: 'AccessKeyId',
  secret: 'AccessKeySecret',
  token: 'SecurityToken',
  end: 'Expiration',
};

/** What the vendor's CLI reads from a program. */
export const PROGRAM_NAMES: KeyNames = {
  id: 'access_key_id',
  secret: 'access_key_secret',
  token: 'sts_token',
  end: 'expiration',
};

/** Names that may be shown. */
const FIELDS = [API_NAMES, PROGRAM_NAMES].flatMap((names) => Object.values(names) as string[]);

type Row = Readonly<Record<string, unknown>>;

/** The object in an answer's text. Throws the link's Failure, which shows nothing of it: any part may be a secret. */
export function objectIn(answer: string, source: Source, who: string): Row {
  const text = answer.replace(/^\ufeff/, '');
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw linkFailure(source, `${who} gave ${text.trim() === '' ? 'nothing' : 'no JSON object'}`, HINT);
  const twice = givenTwice(text)?.field;
  if (twice !== undefined)
    throw linkFailure(source, `${who} gave ${FIELDS.includes(twice) ? twice : 'a field'} twice`, HINT);
  return value as Row;
}

const HINT = { hint: 'It must give one JSON object with the keys, each field once.' };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The keys in an answer; `needsToken` where it has to be temporary ones. What is secret in them is hidden first. */
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
    throw linkFailure(source, `${who} gave no ${absent.join(', no ')}`);
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
