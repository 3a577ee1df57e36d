/** Fetches credentials from a URL (mode CredentialsURI). */
import { interrupted } from '../../errors/interrupted.ts';
import { t } from '../../core/text/texts.ts';
import { type HttpAnswer, NetworkFault } from '../../transport/send.ts';
import { API_NAMES, keysIn, objectIn } from './answer-keys.ts';
import type { FetchEffects } from './effects.ts';
import { exchangeWithRetries, textIn } from './exchange.ts';
import { excerpt, providerFailure } from './provider-failure.ts';
import type { FetchedKeys, UriKeys } from '../source.ts';

/** The credentials that a URL returns. Throws Failure (exit 4). */
export async function keysOfUri(source: UriKeys, io: FetchEffects): Promise<FetchedKeys> {
  const url = urlOf(source);
  // The query of a URL may be what authorizes the request.
  for (const part of [url.search.slice(1), ...url.searchParams.values()]) if (part !== '') io.hide(part);
  const who = `${url.origin}${url.pathname}`;
  const answer = await requested(url, source, who, io);
  if (answer.status !== 200) throw providerFailure(source, httpError(who, answer, io), checkUrl());
  const row = objectIn(textIn(answer), source, who);
  const keys = keysIn(row, API_NAMES, { source, who, needsToken: false }, io);
  if (row['Code'] === 'Success') return keys;
  throw providerFailure(source, t('{url} did not return Code "Success"', { url: who }), checkUrl());
}

function httpError(url: string, answer: HttpAnswer, { redact }: FetchEffects): string {
  const { status } = answer;
  const body = excerpt(textIn(answer), redact);
  if (body === '') return t('{url} responded with HTTP {status} and an empty body', { url, status });
  return t('{url} responded with HTTP {status}: {body}', { url, status, body });
}

const checkUrl = (): { hint: string } => ({
  hint: t('Check the service at this URL: it must return Code "Success" and the credentials.'),
});

function urlOf(source: UriKeys): URL {
  const url = URL.canParse(source.uri) ? new URL(source.uri) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  throw providerFailure(source, t('the credentials URI must be an http or https URL without a user name'), {
    hint: t('Enter the full URL, such as http://127.0.0.1:8080/keys.'),
  });
}

async function requested(url: URL, source: UriKeys, who: string, io: FetchEffects): Promise<HttpAnswer> {
  try {
    const { origin, pathname, search } = url;
    return await exchangeWithRetries({ method: 'GET', origin, path: `${pathname}${search}`, about: pathname }, io);
  } catch (error) {
    if (io.stop.aborted) throw interrupted(io.stop);
    if (!(error instanceof NetworkFault)) throw error;
    throw providerFailure(source, t('{url} did not respond: {reason}', { url: who, reason: error.message }), {
      hint: error.hint ?? checkUrl().hint,
      retryable: !error.lasting,
      cause: error,
    });
  }
}
