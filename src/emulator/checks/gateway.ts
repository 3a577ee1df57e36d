/**
 * The checks of the vendor's gateway before the product, in their order; the first failure is returned
 * (docs/sources.md#gateway-checks).
 */
import { operationOf } from '../../operations/registry.ts';
import type { Operation } from '../../core/operation.ts';
import type { Credentials } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';
import { type Call, paramsOf } from './call.ts';
import { type Claim, claimOf, isV3, same } from '../claim.ts';
import type { Nonces } from '../limits/nonces.ts';
import { Refusal } from './refusal.ts';

/** Formats of responses, requested in any letter case (docs/sources.md#format). */
export type Format = 'JSON' | 'XML';

/** Keys that the service knows; temporary ones expire, epoch milliseconds. */
export interface HeldKeys extends Credentials {
  readonly expires?: number;
}

/** What calls are checked against. */
export interface Guard {
  /** The keys by their id. */
  readonly keys: (accessKeyId: string) => HeldKeys | undefined;
  readonly nonces: Nonces;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The offset of the clock that timestamps are compared with, in milliseconds. */
  readonly skew: number;
}

/** A call that passed the checks: its operation and parameters. */
export interface Admitted {
  readonly operation: Operation;
  readonly params: WireParams;
}

/** The format of the response, for refused calls too: by default XML, and JSON for signature version 3. */
export function formatOf(call: Call): Format {
  const asked = paramsOf(call)['Format']?.toUpperCase();
  return asked === 'JSON' || (asked !== 'XML' && isV3(call)) ? 'JSON' : 'XML';
}

/** The operation that a call names, before any check. */
export function namedOperation(call: Call): Operation | undefined {
  return operationOf(actionOf(call) ?? '');
}

/** The action that a call names. */
export const actionOf = (call: Call): string | undefined =>
  (isV3(call) && call.headers['x-acs-action']) || paramsOf(call)['Action'];
/** The version of the service that a call names. */
export const versionOf = (call: Call): string | undefined =>
  (isV3(call) && call.headers['x-acs-version']) || paramsOf(call)['Version'];

/** Checks a call. Throws the gateway's Refusal. */
export function admit(call: Call, guard: Guard): Admitted {
  const operation = checkedOperation(call);
  checkFormat(call);
  checkMethod(call, operation.methods);
  checkCaller(call, guard);
  return { operation, params: paramsOf(call) };
}

/** Checks the caller, and that the request is new, as all services do. */
export function checkCaller(call: Call, guard: Guard): void {
  const claim = claimOf(call);
  const keys = checkedKey(claim, guard);
  if (!claim.complete)
    throw new Refusal(400, 'IncompleteSignature', 'The request signature does not conform to Aliyun standards.');
  checkTime(claim, guard.now + guard.skew);
  checkSignature(claim, keys);
  checkToken(claim, keys, guard.now);
  if (!guard.nonces.take(claim.nonce, guard.now))
    throw new Refusal(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
}

/** The refusal of a missing parameter. `name` as documented: `ResourceId.N`. */
export function missing(name: string): Refusal {
  return new Refusal(400, `Missing${name}`, `${name} is mandatory for this action.`);
}

/** The refusal of an invalid parameter. */
export function invalid(name: string): Refusal {
  return new Refusal(400, `Invalid${name}`, `Specified parameter ${name} is not valid.`);
}

function checkedOperation(call: Call): Operation {
  const [action, version] = [actionOf(call), versionOf(call)];
  if (action === undefined || action === '') throw missing('Action');
  const operation = operationOf(action);
  if (operation === undefined)
    throw new Refusal(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
  if (version === undefined || version === '') throw missing('Version');
  if (version !== operation.product.version) throw invalid('Version');
  return operation;
}

function checkFormat(call: Call): void {
  const asked = paramsOf(call)['Format'];
  if (asked !== undefined && !/^(json|xml)$/i.test(asked)) throw invalid('Format');
}

/** Throws the Refusal of an HTTP method that an action does not support. */
export function checkMethod(call: Call, methods: readonly string[]): void {
  if (methods.includes(call.method)) return;
  throw new Refusal(403, 'UnsupportedHTTPMethod', `The HTTP method ${call.method} is not supported by this action.`);
}

function checkedKey({ accessKeyId }: Claim, { keys }: Guard): HeldKeys {
  if (accessKeyId === undefined || accessKeyId === '') throw missing('AccessKeyId');
  const held = keys(accessKeyId);
  if (held === undefined) throw new Refusal(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  return held;
}

/** How far a timestamp may be off, in milliseconds. */
const TOLERANCE = 15 * 60_000;

function checkTime({ timestamp }: Claim, now: number): void {
  if (timestamp === undefined || timestamp === '') throw missing('Timestamp');
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(at))
    throw new Refusal(400, 'InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.');
  if (Math.abs(now - at) > TOLERANCE)
    throw new Refusal(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
}

/** The message of the service, which quotes the whole request with its secrets: clients must mask it. */
function checkSignature(claim: Claim, { accessKeySecret }: Credentials): void {
  if (claim.signedWith(accessKeySecret)) return;
  const says = `Specified signature is not matched with our calculation. server string to sign is:${claim.stringToSign}`;
  throw new Refusal(400, 'SignatureDoesNotMatch', says);
}

function checkToken({ token }: Claim, { securityToken, expires }: HeldKeys, now: number): void {
  if (securityToken !== undefined && (token === undefined || token === '')) throw missing('SecurityToken');
  if (token === undefined || token === '') return;
  if (securityToken !== undefined && same(token, securityToken)) {
    if (expires === undefined || now < expires) return;
    throw new Refusal(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
  }
  throw new Refusal(
    400,
    'InvalidSecurityToken.MismatchWithAccessKey',
    'The specified SecurityToken does not match the AccessKey.',
  );
}
