/** The operations of STS that give credentials: a role is assumed with keys, or with an OIDC token. */
import { apiTime } from '../../core/text/time.ts';
import type { WireParams } from '../../core/signature.ts';
import { type Call, paramsOf } from '../checks/call.ts';
import { actionOf, checkCaller, checkMethod, type Guard, missing, versionOf } from '../checks/gateway.ts';
import type { Live } from '../state/live.ts';
import { Refusal } from '../checks/refusal.ts';
import { type Circumstances, type Reply, written } from '../http/reply.ts';

const VERSION = '2015-04-01';
const ACTIONS: readonly string[] = ['AssumeRole', 'AssumeRoleWithOIDC'];

/** Whether a call is for STS, which has the same address here. */
export function isForSts(call: Call): boolean {
  return versionOf(call) === VERSION && ACTIONS.includes(actionOf(call) ?? '');
}

/** The response to a call of STS. Throws its Refusal. */
export function answerSts(call: Call, about: Circumstances, guard: Guard, live: Live): Reply {
  checkMethod(call, ['GET', 'POST']);
  const params = paramsOf(call);
  const action = actionOf(call) ?? '';
  if (action === 'AssumeRole') checkCaller(call, guard);
  else checkToken(params);
  live.tally.called(action);
  const { account, role, client, seconds } = checkedRole(params);
  const keys = live.issued.issue(seconds, guard.now);
  const body = {
    RequestId: about.requestId,
    AssumedRoleUser: {
      Arn: `acs:ram::${account}:role/${role}/${client}`,
      AssumedRoleId: `390000000000000000:${client}`,
    },
    Credentials: {
      AccessKeyId: keys.accessKeyId,
      AccessKeySecret: keys.accessKeySecret,
      SecurityToken: keys.securityToken,
      Expiration: apiTime(keys.expires),
    },
  };
  return written({ action, answer: { fields: {} } }, body, about.format, about.requestId);
}

/** Checks the token, which replaces a signature. Its issuer cannot be checked here. */
function checkToken(params: WireParams): void {
  const provider = given(params, 'OIDCProviderArn');
  if (!/^acs:ram::\d+:oidc-provider\/[\w.-]+$/.test(provider)) throw invalid('OIDCProviderArn');
  given(params, 'OIDCToken');
}

interface Role {
  readonly account: string;
  readonly role: string;
  readonly client: string;
  readonly seconds: number;
}

/** The requested role. The names `missing` and `forbidden` are refused, for tests of clients. */
function checkedRole(params: WireParams): Role {
  const [, account, role] = /^acs:ram::(\d+):role\/([\w.-]+)$/i.exec(given(params, 'RoleArn')) ?? [];
  if (account === undefined || role === undefined) throw invalid('RoleArn');
  const client = given(params, 'RoleSessionName');
  if (!/^[\w.@-]{2,64}$/.test(client)) throw invalid('RoleSessionName');
  const seconds = secondsOf(params['DurationSeconds']);
  if (role === 'missing') throw new Refusal(404, 'EntityNotExist.Role', 'The specified Role not exists.');
  if (role === 'forbidden')
    throw new Refusal(
      403,
      'NoPermission',
      'You are not authorized to do this action. You should be authorized by RAM.',
    );
  return { account, role, client, seconds };
}

const [SHORTEST, LONGEST, USUAL] = [900, 43_200, 3600];

function secondsOf(text: string | undefined): number {
  if (text === undefined || text === '') return USUAL;
  const seconds = /^\d+$/.test(text) ? Number(text) : 0;
  if (seconds < SHORTEST || seconds > LONGEST) throw invalid('DurationSeconds');
  return seconds;
}

function given(params: WireParams, name: string): string {
  const value = params[name];
  if (value === undefined || value === '') throw missing(name);
  return value;
}

const invalid = (name: string): Refusal =>
  new Refusal(400, `InvalidParameter.${name}`, `The parameter ${name} is wrongly formed.`);
