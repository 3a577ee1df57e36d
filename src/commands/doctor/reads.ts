/** The checks that send one signed read to each product. */
import type { Settings } from '../../config/settings.ts';
import type { Operation } from '../../core/operation.ts';
import { listed, t } from '../../core/text/texts.ts';
import { spanText } from '../../core/text/time.ts';
import { entryOf } from '../../errors/catalogue.ts';
import { Failure } from '../../errors/failure.ts';
import { middleMasked } from '../../errors/redact.ts';
import { getInstanceList } from '../../operations/instance/list.ts';
import { describeProjectMeta } from '../../operations/metrics/meta.ts';
import type { HttpAnswer } from '../../transport/send.ts';
import { openClient } from '../../client/client.ts';
import type { CheckContext } from './check-context.ts';
import { serviceCheck } from './check-names.ts';
import { fail, type CheckResult, fixOf, ok, worstOf } from './check-result.ts';
import type { Service } from './route.ts';
import { asKnown } from './signing.ts';

/** Sends one signed read to each product. */
export const readAlikafka = (checks: CheckContext): Promise<CheckResult[]> => read('alikafka', getInstanceList, checks);
/** The same for CloudMonitor. */
export const readMetrics = (checks: CheckContext): Promise<CheckResult[]> =>
  read('metrics', describeProjectMeta, checks);

/** Milliseconds; enough for a distant region. */
const TIMEOUT = 10_000;

async function read(service: Service, operation: Operation, checks: CheckContext): Promise<CheckResult[]> {
  const { io } = checks;
  const check = serviceCheck('read', service);
  const target = await signedBy(checks);
  if (target === undefined) return [];
  const seen: { status?: number } = {};
  const client = openClient(watched(checks, seen), target, globalsOf(checks), {
    ...io.log,
    warn: async () => undefined,
  });
  const started = io.context.now();
  const duration = (): string => responseTime(io.context.now() - started);
  try {
    const { requestId } = await client.call(operation, {});
    const facts = factsText({ httpStatus: seen.status, requestId, duration: duration() });
    return [ok(check, t('{operation} succeeded ({facts})', { operation: operation.action, facts }))];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'Interrupted') throw error;
    return [refused(check, operation, error, duration(), checks)];
  } finally {
    await client.close();
  }
}

/** The settings with the keys that the check of the credentials fetched; undefined if there are none. */
async function signedBy({ target, signing }: CheckContext): Promise<Settings | undefined> {
  if (target instanceof Failure || signing === undefined || signing instanceof Failure) return undefined;
  const { source, fetch } = signing;
  return { ...target, credentials: asKnown(source, await fetch(source)) };
}

interface ResponseFacts {
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;
  readonly duration: string;
}

/** How long a response took: `14 ms`, and from a second on as a span. */
const responseTime = (ms: number): string => (ms < 1000 ? t('{count} ms', { count: Math.round(ms) }) : spanText(ms));

/** The facts of a response as a list: `HTTP 200, 14 ms, RequestId 4C0F…`. */
const factsText = ({ httpStatus, requestId, duration }: ResponseFacts): string =>
  listed([
    ...(httpStatus === undefined ? [] : [t('HTTP {status}', { status: httpStatus })]),
    duration,
    ...(requestId === undefined ? [] : [t('RequestId {requestId}', { requestId })]),
  ]);

/** A failed read. A known code is explained, since the message of the service may quote the whole request. */
function refused(
  check: string,
  { action }: Operation,
  failure: Failure,
  duration: string,
  checks: CheckContext,
): CheckResult {
  const { code, httpStatus, requestId } = failure;
  const meaning = entryOf(code)?.meaning;
  const detail = t('{operation} failed with {code} ({facts}): {reason}', {
    operation: action,
    code,
    facts: factsText({ httpStatus, requestId, duration }),
    reason: meaning === undefined ? withoutKey(failure.message.replace(`${action}: `, ''), checks) : t(meaning),
  });
  return fail(check, detail, fixOf(failure), worstOf([failure.exitCode]));
}

function withoutKey(text: string, { target }: CheckContext): string {
  const credentials = target instanceof Failure ? undefined : target.credentials;
  const id = credentials?.kind === 'known' ? credentials.keys.accessKeyId : undefined;
  return id === undefined ? text : text.replaceAll(id, middleMasked(id));
}

/** Reads are sent once unless --max-attempts allows more. */
function globalsOf({ globals }: CheckContext): CheckContext['globals'] {
  const { maxAttempts, timeout } = globals.flags;
  return {
    ...globals,
    endpoint: undefined, // it is part of the settings already
    maxAttempts: maxAttempts === undefined ? 1 : globals.maxAttempts,
    timeout: timeout === undefined ? TIMEOUT : globals.timeout,
  };
}

/** A context that records the HTTP status of the last response, which a successful call does not return. */
function watched({ io }: CheckContext, seen: { status?: number }): CheckContext['io']['context'] {
  const send = async (request: Parameters<typeof io.context.send>[0]): Promise<HttpAnswer> => {
    const answer = await io.context.send(request);
    seen.status = answer.status;
    return answer;
  };
  return { ...io.context, send };
}
