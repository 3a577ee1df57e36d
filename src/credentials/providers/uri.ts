import { interrupted } from '../../errors/interrupted.ts';
import { type HttpAnswer, NetworkFault } from '../../transport/send.ts';
import { API_NAMES, keysIn, objectIn } from './answer-keys.ts';
import type { FetchEffects } from './effects.ts';
import { repeated, textIn } from './exchange.ts';
import { glimpse, linkFailure } from './provider-failure.ts';
import type { FetchedKeys, UriKeys } from '../source.ts';

/** The keys that an address gives. */
export async function keysOfUri(source: UriKeys, io: FetchEffects): Promise<FetchedKeys> {
  const url = addressOf(source);
  // What stands in an address beside the place may be what lets one in.
  for (const part of [url.search.slice(1), ...url.searchParams.values()]) if (part !== '') io.hide(part);
  const who = `${url.origin}${url.pathname}`;
  const answer = await asked(url, source, who, io);
  const text = textIn(answer);
  if (answer.status !== 200)
    throw linkFailure(source, `${who} answered HTTP ${answer.status}: ${glimpse(text, io.redact)}`, HINT);
  const row = objectIn(text, source, who);
  const keys = keysIn(row, API_NAMES, { source, who, needsToken: false }, io);
  if (row['Code'] === 'Success') return keys;
  throw linkFailure(source, `${who} did not say Success`, HINT);
}

const HINT = { hint: 'Look at what serves this address; it has to answer with Code Success and the keys.' };

function addressOf(source: UriKeys): URL {
  const url = URL.canParse(source.uri) ? new URL(source.uri) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  throw linkFailure(source, 'the address is no http or https URL, or it holds a user name', {
    hint: 'Write it whole: http://127.0.0.1:8080/keys',
  });
}

async function asked(url: URL, source: UriKeys, who: string, io: FetchEffects): Promise<HttpAnswer> {
  try {
    const { origin, pathname, search } = url;
    return await repeated({ method: 'GET', origin, path: `${pathname}${search}`, about: pathname }, io);
  } catch (error) {
    if (io.stop.aborted) throw interrupted(io.stop);
    if (!(error instanceof NetworkFault)) throw error;
    throw linkFailure(source, `${who} does not answer: ${error.message}`, {
      hint: error.hint ?? HINT.hint,
      retryable: !error.lasting,
      cause: error,
    });
  }
}
