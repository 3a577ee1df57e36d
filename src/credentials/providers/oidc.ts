import type { FetchEffects } from './effects.ts';
import { linkFailure } from './provider-failure.ts';
import { roleParams, temporaryKeys } from './role.ts';
import type { FetchedKeys, OidcRole } from '../source.ts';
import { askSts } from './sts.ts';

/** Takes a role with the token in a file, which is read each time: it is renewed from outside. */
export async function takeRoleWithToken(source: OidcRole, io: FetchEffects): Promise<FetchedKeys> {
  const token = await tokenOf(source, io);
  io.hide(token);
  const params = { ...roleParams(source), OIDCProviderArn: source.providerArn, OIDCToken: token };
  const answer = await askSts({ source, action: 'AssumeRoleWithOIDC', params, keys: undefined }, io);
  return temporaryKeys(answer['Credentials'], source, io);
}

async function tokenOf(source: OidcRole, io: FetchEffects): Promise<string> {
  const token = await read(source, io);
  // Decoded leniently: what was no UTF-8 (UTF-16, as PowerShell writes it) shows as characters that no token has.
  const text = token?.trim() ?? '';
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  const why = token === undefined ? 'does not exist' : text === '' ? 'is empty' : 'does not contain a token in ASCII';
  throw linkFailure(source, `${fileText(source)} ${why}`, {
    hint: 'The platform that gives the token writes it: check the name, and that this job or pod may have one.',
  });
}

const fileText = ({ tokenFile, tokenVariable }: OidcRole): string =>
  `the token file ${tokenFile}${tokenVariable === undefined ? '' : ` (${tokenVariable})`}`;

async function read(source: OidcRole, io: FetchEffects): Promise<string | undefined> {
  try {
    return await io.readFile(source.tokenFile);
  } catch (error) {
    throw linkFailure(source, `${fileText(source)} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
