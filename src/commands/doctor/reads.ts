import type { Settings } from '../../config/settings.ts';
import type { Operation } from '../../core/operation.ts';
import { spanText } from '../../core/text/time.ts';
import { entryOf } from '../../errors/catalogue.ts';
import { Failure } from '../../errors/failure.ts';
import { middleMasked } from '../../errors/redact.ts';
import { getInstanceList } from '../../operations/instance/list.ts';
import { describeProjectMeta } from '../../operations/metrics/meta.ts';
import type { HttpAnswer } from '../../transport/send.ts';
import { openClient } from '../../client/client.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, fixOf, ok, worstOf } from './check-result.ts';
import { asKnown } from './signing.ts';

/** One signed read on each product. */
export const readAlikafka = (checks: CheckContext): Promise<CheckResult[]> =>
  read('read alikafka', getInstanceList, checks);
export const readMetrics = (checks: CheckContext): Promise<CheckResult[]> =>
  read('read metrics', describeProjectMeta, checks);

/** Long enough for a service far away. */
const TIMEOUT = 10_000;

async function read(check: string, operation: Operation, checks: CheckContext): Promise<CheckResult[]> {
  const { io } = checks;
  const target = await signedBy(checks);
  if (target === undefined) return [];
  const seen: { status?: number } = {};
  const client = openClient(watched(checks, seen), target, globalsOf(checks), {
    ...io.log,
    warn: async () => undefined,
  });
  const started = io.context.now();
  const lasted = (): string => `in ${spanText(io.context.now() - started)}`;
  try {
    const { requestId } = await client.call(operation, {});
    return [ok(check, [`${operation.action}: HTTP ${seen.status ?? '?'}`, lasted(), ...idOf(requestId)].join(', '))];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'Interrupted') throw error;
    return [refused(check, operation, error, lasted(), checks)];
  } finally {
    await client.close();
  }
}

/** The settings with the keys that were fetched for the credentials' own check; undefined where there are none. */
async function signedBy({ target, signing }: CheckContext): Promise<Settings | undefined> {
  if (target instanceof Failure || signing === undefined || signing instanceof Failure) return undefined;
  const { source, fetch } = signing;
  return { ...target, credentials: asKnown(source, await fetch(source)) };
}

const idOf = (requestId: string | undefined): string[] => (requestId === undefined ? [] : [`RequestId ${requestId}`]);

/** A failed read, in this tool's own words where the code is known: the service's may quote the whole request. */
function refused(
  check: string,
  { action }: Operation,
  failure: Failure,
  lasted: string,
  checks: CheckContext,
): CheckResult {
  const { code, httpStatus, requestId } = failure;
  const status = httpStatus === undefined ? [] : [`HTTP ${httpStatus}`];
  const why = entryOf(code)?.meaning ?? withoutKey(failure.message.replace(`${action}: `, ''), checks);
  const seen = `${[`${action}: ${code}`, ...status, lasted, ...idOf(requestId)].join(', ')}: ${why}`;
  return fail(check, seen, fixOf(failure), worstOf([failure.exitCode]));
}

function withoutKey(text: string, { target }: CheckContext): string {
  const credentials = target instanceof Failure ? undefined : target.credentials;
  const id = credentials?.kind === 'known' ? credentials.keys.accessKeyId : undefined;
  return id === undefined ? text : text.replaceAll(id, middleMasked(id));
}

/** One attempt says what there is to say; the endpoint is in the settings. */
function globalsOf({ globals }: CheckContext): CheckContext['globals'] {
  const { maxAttempts, timeout } = globals.flags;
  return {
    ...globals,
    endpoint: undefined, // it is in the settings
    maxAttempts: maxAttempts === undefined ? 1 : globals.maxAttempts,
    timeout: timeout === undefined ? TIMEOUT : globals.timeout,
  };
}

/** A context that keeps the status of the last answer, which a call that went well says nothing of. */
function watched({ io }: CheckContext, seen: { status?: number }): CheckContext['io']['context'] {
  const send = async (request: Parameters<typeof io.context.send>[0]): Promise<HttpAnswer> => {
    const answer = await io.context.send(request);
    seen.status = answer.status;
    return answer;
  };
  return { ...io.context, send };
}
