/**
 * A scripted service with responses by action. Every request must be a complete form with the signature of the second
 * implementation. Tests get the operation's own parameters.
 */
import type { Send } from '../../src/transport/send.ts';
import { formByHand, signByHand } from './by-hand.ts';
import { isHttp, ok, type Reply } from './effects.ts';

/** A decoded request. */
export interface Call {
  readonly action: string;
  readonly origin: string;
  readonly version: string;
  readonly format: string;
  readonly nonce: string;
  /** The operation's own parameters. */
  readonly params: Readonly<Record<string, string>>;
}

/** The fields of a success, a whole response or an error; a list of these, in order; or a function of the parameters. */
export type Answer = Reply | readonly Reply[] | Replier;

type Replier = (params: Readonly<Record<string, string>>, nth: number) => Reply;

export type Script = Readonly<Record<string, Answer>>;

const SECRETS: Readonly<Record<string, string>> = { testid: 'testsecret', otherid: 'othersecret', local: 'local' };

export function service(script: Script): { send: Send; calls: Call[] } {
  const calls: Call[] = [];
  const counts = new Map<string, number>();
  const send: Send = async (request) => {
    const call = received(request.origin, request.body, calls);
    calls.push(call);
    const nth = (counts.get(call.action) ?? 0) + 1;
    counts.set(call.action, nth);
    const reply = replyTo(script[call.action], call, nth);
    if (reply instanceof Error) throw reply;
    return isHttp(reply) ? reply : ok(reply);
  };
  return { send, calls };
}

function replyTo(answer: Answer | undefined, call: Call, nth: number): Reply {
  if (answer === undefined) throw new Error(`unexpected call of ${call.action}`);
  if (isReplier(answer)) return answer(call.params, nth);
  if (!isList(answer)) return answer;
  const reply = answer[nth - 1];
  if (reply === undefined) throw new Error(`unexpected call ${nth} of ${call.action}`);
  return reply;
}

const isReplier = (answer: Answer): answer is Replier => typeof answer === 'function';
const isList = (answer: Reply | readonly Reply[]): answer is readonly Reply[] => Array.isArray(answer);

/** Decodes a request. Throws if it is wrong, which ends the command with exit 70. */
function received(origin: string, body: string, before: readonly Call[]): Call {
  const { Signature, ...signed } = formByHand(body);
  const {
    Action,
    Version,
    Format,
    AccessKeyId,
    SignatureMethod,
    SignatureVersion,
    SignatureNonce,
    Timestamp,
    SecurityToken: _token,
    ...params
  } = signed;
  const secret = SECRETS[AccessKeyId ?? ''];
  if (secret === undefined) throw new Error(`unknown key id ${String(AccessKeyId)}`);
  if (Signature !== signByHand('POST', signed, secret)) throw new Error('the signature is wrong');
  if (SignatureMethod !== 'HMAC-SHA1' || SignatureVersion !== '1.0')
    throw new Error('the signature has another method or version');
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(Timestamp ?? '')) throw new Error(`${String(Timestamp)} is not a time`);
  if (before.some(({ nonce }) => nonce === SignatureNonce))
    throw new Error(`the nonce ${String(SignatureNonce)} was used twice`);
  return {
    action: Action ?? '',
    origin,
    version: Version ?? '',
    format: Format ?? '',
    nonce: SignatureNonce ?? '',
    params,
  };
}

/** Records under the extra level that each list of the service has. */
export const topics = (...rows: readonly object[]): object => ({ Total: rows.length, TopicList: { TopicVO: rows } });
export const groups = (...rows: readonly object[]): object => ({ ConsumerList: { ConsumerVO: rows } });
export const instances = (...rows: readonly object[]): object => ({ InstanceList: { InstanceVO: rows } });
export const saslUsers = (...rows: readonly object[]): object => ({ SaslUserList: { SaslUserVO: rows } });
export const acls = (...rows: readonly object[]): object => ({ KafkaAclList: { KafkaAclVO: rows } });
export const topicStatus = (...rows: readonly object[]): object => ({
  TopicStatus: { OffsetTable: { OffsetTable: rows } },
});
