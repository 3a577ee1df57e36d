/** The keys of an ECS machine's role, from its metadata server: with a token (v2), or without where that is allowed. */
import { EXIT, Failure } from '../../errors/failure.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { type HttpAnswer, NetworkFault } from '../../transport/send.ts';
import { API_NAMES, keysIn, objectIn } from './answer-keys.ts';
import type { FetchEffects } from './effects.ts';
import { type KeyRequest, exchange, textIn } from './exchange.ts';
import { linkFailure } from './provider-failure.ts';
import type { FetchedKeys, MachineRole } from '../source.ts';

/** A link-local address: the same on every machine of the vendor's, and nothing anywhere else. */
const METADATA = 'http://100.100.100.200';
const ROLES = '/latest/meta-data/ram/security-credentials/';

/** A metadata server answers at once or not at all. */
const LIMIT = 1000;

const WHO = 'the metadata server';

type Ask = (request: Pick<KeyRequest, 'method' | 'path' | 'headers'>) => Promise<HttpAnswer>;

/** The keys of this machine's role. Throws Failure (exit 4); where it was only guessed at, the one of no credentials. */
export async function keysOfMachine(source: MachineRole, io: FetchEffects): Promise<FetchedKeys> {
  try {
    return await asked(source, io);
  } catch (error) {
    if (io.stop.aborted) throw interrupted(io.stop);
    if (source.guessed) throw nothing(error);
    if (!(error instanceof NetworkFault)) throw error;
    throw linkFailure(source, `${WHO} does not answer: ${error.message}`, {
      hint: 'Only a machine of the vendor has one, and a role for it: elsewhere take another profile.',
      cause: error,
    });
  }
}

async function asked(source: MachineRole, io: FetchEffects): Promise<FetchedKeys> {
  const ask = asker(source, io);
  const headers = await tokenHeaders(source, ask, io);
  const role = source.roleName ?? (await roleName(source, ask, headers));
  const answer = await ask({ method: 'GET', path: `${ROLES}${encodeURIComponent(role)}`, headers });
  if (answer.status !== 200) throw linkFailure(source, `${WHO} knows no role ${role} (HTTP ${answer.status})`, GRANT);
  const row = objectIn(textIn(answer), source, WHO);
  const keys = keysIn(row, API_NAMES, { source, who: WHO, needsToken: true }, io);
  if (row['Code'] === 'Success') return keys;
  throw linkFailure(source, `${WHO} did not say Success for the role ${role}`, GRANT);
}

/** Each request has its second; all of them together have one where nobody asked for them. */
function asker({ guessed }: MachineRole, io: FetchEffects): Ask {
  const until = guessed ? io.now() + LIMIT : Number.POSITIVE_INFINITY;
  const origin = io.metadataOrigin ?? METADATA;
  return async (request) => {
    const timeout = Math.min(LIMIT, until - io.now());
    if (timeout <= 0) throw new NetworkFault(`no answer within ${LIMIT} ms`, 'TIMEOUT', true);
    return exchange({ ...request, origin, about: request.path, timeout, direct: true }, io);
  };
}

const TOKEN = 'x-aliyun-ecs-metadata-token';
/** Six hours, the longest; it is asked for anew each time. */
const TOKEN_LIFE = '21600';

/** Older servers have no tokens; then it goes without, unless that is forbidden. */
async function tokenHeaders(source: MachineRole, ask: Ask, io: FetchEffects): Promise<Record<string, string>> {
  const answer = await ask({
    method: 'PUT',
    path: '/latest/api/token',
    headers: { [`${TOKEN}-ttl-seconds`]: TOKEN_LIFE },
  });
  const token = textIn(answer);
  if (answer.status === 200 && /^[\x21-\x7e]+$/.test(token)) {
    io.hide(token);
    return { [TOKEN]: token };
  }
  if (!source.v2Only) return {};
  throw linkFailure(source, `${WHO} gives no token (HTTP ${answer.status}), and going without is switched off`, {
    hint: 'ALIBABA_CLOUD_IMDSV1_DISABLED switches it off.',
  });
}

const GRANT = { hint: 'Attach a RAM role to the machine, or name the one that it has.' };

async function roleName(source: MachineRole, ask: Ask, headers: Record<string, string>): Promise<string> {
  const answer = await ask({ method: 'GET', path: ROLES, headers });
  const [first = ''] = textIn(answer).split('\n');
  if (answer.status === 200 && /^[\w.-]+$/.test(first.trim())) return first.trim();
  if (answer.status === 401 || answer.status === 403)
    throw linkFailure(source, `${WHO} refuses requests without a token (HTTP ${answer.status})`);
  throw linkFailure(source, `${WHO} names no role of this machine (HTTP ${answer.status})`, GRANT);
}

/** Nobody named this machine: what is missing are credentials, not its role. */
function nothing(cause: unknown): Failure {
  return new Failure({
    exitCode: EXIT.credentials,
    code: 'NoCredentials',
    message: 'no credentials are set, and this machine has no role to go by',
    hint: 'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or save a profile with "alikafka configure"; "--profile local" tries everything on the embedded emulator without an account.',
    next: 'alikafka configure',
    cause,
  });
}
