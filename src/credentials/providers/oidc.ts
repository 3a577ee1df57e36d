/** Fetches the credentials of a RAM role with an OIDC token from a file (AssumeRoleWithOIDC). */
import { t } from '../../core/text/texts.ts';
import type { FetchEffects } from './effects.ts';
import { providerFailure } from './provider-failure.ts';
import { roleParams, temporaryKeys } from './role.ts';
import type { FetchedKeys, OidcRole } from '../source.ts';
import { requestSts } from './sts.ts';

/**
 * Assumes a role with the token in a file. The file is read each time: the platform renews it. Throws Failure (exit 4).
 */
export async function assumeRoleWithToken(source: OidcRole, io: FetchEffects): Promise<FetchedKeys> {
  const token = await tokenOf(source, io);
  io.hide(token);
  const params = { ...roleParams(source), OIDCProviderArn: source.providerArn, OIDCToken: token };
  const answer = await requestSts({ source, action: 'AssumeRoleWithOIDC', params, keys: undefined }, io);
  return temporaryKeys(answer['Credentials'], source, io);
}

async function tokenOf(source: OidcRole, io: FetchEffects): Promise<string> {
  const token = await read(source, io);
  // Decoded leniently: bytes that are not UTF-8 (UTF-16, as PowerShell writes it) become characters that no token has.
  const text = token?.trim() ?? '';
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw providerFailure(source, problemOf(token, fileText(source)), {
    hint: t(
      'The platform that issues the token writes this file. Check the path, and that the job or pod may request a token.',
    ),
  });
}

function problemOf(token: string | undefined, file: string): string {
  if (token === undefined) return t('OIDC token file {file} not found', { file });
  if (token.trim() === '') return t('OIDC token file {file} is empty', { file });
  return t('OIDC token file {file} must contain a token in ASCII', { file });
}

/** The path of the file, with the variable that sets it. */
const fileText = ({ tokenFile, tokenVariable }: OidcRole): string =>
  tokenVariable === undefined ? tokenFile : `${tokenFile} (${tokenVariable})`;

async function read(source: OidcRole, io: FetchEffects): Promise<string | undefined> {
  try {
    return await io.readFile(source.tokenFile);
  } catch (error) {
    const values = { file: fileText(source), reason: (error as Error).message };
    throw providerFailure(source, t('cannot read OIDC token file {file}: {reason}', values), { cause: error });
  }
}
