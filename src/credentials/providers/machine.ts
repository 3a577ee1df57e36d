/**
 * Fetches the credentials of an ECS instance's RAM role from the instance metadata service: with a token (IMDSv2), or
 * without one where that is allowed.
 */
import { EXIT, Failure } from '../../errors/failure.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { type HttpAnswer, NetworkFault } from '../../transport/send.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { instanceMetadata } from '../sources/machine-environment.ts';
import { API_NAMES, keysIn, objectIn } from './answer-keys.ts';
import type { FetchEffects } from './effects.ts';
import { type KeyRequest, exchange, textIn } from './exchange.ts';
import { providerFailure } from './provider-failure.ts';
import type { FetchedKeys, MachineRole } from '../source.ts';

/** A link-local address: the same on every ECS instance, and nothing anywhere else. */
const METADATA = 'http://100.100.100.200';
const ROLES = '/latest/meta-data/ram/security-credentials/';

/** Milliseconds for one request: the service responds at once or not at all. */
const LIMIT = 1000;

type SendRequest = (request: Pick<KeyRequest, 'method' | 'path' | 'headers'>) => Promise<HttpAnswer>;

/**
 * The credentials of this instance's RAM role. Throws Failure (exit 4); where nothing named the role, it is the one
 * that there are no credentials.
 */
export async function keysOfMachine(source: MachineRole, io: FetchEffects): Promise<FetchedKeys> {
  try {
    return await fetched(source, io);
  } catch (error) {
    if (io.stop.aborted) throw interrupted(io.stop);
    if (source.guessed) throw noCredentials(error);
    if (!(error instanceof NetworkFault)) throw error;
    const reason = t('{service} did not respond: {reason}', { service: instanceMetadata(), reason: error.message });
    throw providerFailure(source, reason, {
      hint: t('Only an ECS instance with a RAM role has this service. On other machines, use another profile.'),
      cause: error,
    });
  }
}

async function fetched(source: MachineRole, io: FetchEffects): Promise<FetchedKeys> {
  const send = senderFor(source, io);
  const headers = await tokenHeaders(source, send, io);
  const role = source.roleName ?? (await roleName(source, send, headers));
  const answer = await send({ method: 'GET', path: `${ROLES}${encodeURIComponent(role)}`, headers });
  const { status } = answer;
  const service = instanceMetadata();
  if (status !== 200)
    throw providerFailure(
      source,
      t('RAM role "{role}" not found (HTTP {status} from {service})', { role, status, service }),
      attachRole(),
    );
  const row = objectIn(textIn(answer), source, service);
  const keys = keysIn(row, API_NAMES, { source, who: service, needsToken: true }, io);
  if (row['Code'] === 'Success') return keys;
  const reason = t('{service} did not return Code "Success" for RAM role "{role}"', { service, role });
  throw providerFailure(source, reason, attachRole());
}

/** Each request has a second; where nothing named the role, all requests together have one. */
function senderFor({ guessed }: MachineRole, io: FetchEffects): SendRequest {
  const until = guessed ? io.now() + LIMIT : Number.POSITIVE_INFINITY;
  const origin = io.metadataOrigin ?? METADATA;
  return async (request) => {
    const timeout = Math.min(LIMIT, until - io.now());
    if (timeout <= 0) throw new NetworkFault(t('no response within {limit} ms', { limit: LIMIT }), 'TIMEOUT', true);
    return exchange({ ...request, origin, about: request.path, timeout, direct: true }, io);
  };
}

const TOKEN = 'x-aliyun-ecs-metadata-token';
/** Seconds: six hours, the maximum. A token is fetched each time. */
const TOKEN_LIFE = '21600';

/** The token's header; none if the service has no tokens and may be used without. */
async function tokenHeaders(source: MachineRole, send: SendRequest, io: FetchEffects): Promise<Record<string, string>> {
  const answer = await send({
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
  const values = { service: instanceMetadata(), status: answer.status };
  throw providerFailure(
    source,
    t('{service} returned no token (HTTP {status}), and requests without a token (IMDSv1) are disabled', values),
    { hint: t('Unset ALIBABA_CLOUD_IMDSV1_DISABLED to allow requests without a token.') },
  );
}

const attachRole = (): { hint: string } => ({
  hint: t('Attach a RAM role to the ECS instance, or set the name of the attached role.'),
});

async function roleName(source: MachineRole, send: SendRequest, headers: Record<string, string>): Promise<string> {
  const answer = await send({ method: 'GET', path: ROLES, headers });
  const [first = ''] = textIn(answer).split('\n');
  const { status } = answer;
  if (status === 200 && /^[\w.-]+$/.test(first.trim())) return first.trim();
  const values = { service: instanceMetadata(), status };
  if (status === 401 || status === 403)
    throw providerFailure(source, t('{service} rejects requests without a token (HTTP {status})', values));
  throw providerFailure(source, t('{service} returned no RAM role (HTTP {status})', values), attachRole());
}

/** Nothing named this machine's role: what is missing are credentials of any kind. */
function noCredentials(cause: unknown): Failure {
  return new Failure({
    exitCode: EXIT.credentials,
    code: 'NoCredentials',
    message: t('no credentials are set, and this machine has no ECS RAM role'),
    hint: t(
      'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or save a profile with "{command}". To try commands without an account, use the local emulator: --profile local.',
      { command: alikafka`configure` },
    ),
    next: alikafka`configure`,
    cause,
  });
}
