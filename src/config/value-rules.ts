import { isRegionId, parseEndpoint } from '../core/endpoint.ts';

/** What is wrong with a value, as a sentence's end; undefined where nothing is. */
export type ValueRule = (value: string) => string | undefined;

/** A value that must look like something. */
const like =
  (form: RegExp, says: string): ValueRule =>
  (value) =>
    form.test(value) ? undefined : `must be ${says}, not "${value}"`;

export const regionRule: ValueRule = (value) =>
  isRegionId(value) ? undefined : `must be a region id such as cn-hangzhou, not "${value}"`;

export const endpointRule: ValueRule = (value) => {
  const parsed = parseEndpoint(value);
  return 'violation' in parsed ? parsed.violation : undefined;
};

export const roleArnRule = like(/^acs:ram::\d+:role\/\S+$/i, 'the ARN of a role, acs:ram::<account>:role/<name>');

export const providerArnRule = like(
  /^acs:ram::\d+:oidc-provider\/\S+$/i,
  'the ARN of a provider, acs:ram::<account>:oidc-provider/<name>',
);

/** The forms of the vendor's STS. */
export const sessionNameRule = like(/^[\w.@-]{2,64}$/, '2 to 64 letters, digits and . @ - _');

export const externalIdRule = like(/^[\w+=,.@:/-]{2,1224}$/, '2 to 1224 letters, digits and = , . @ : / - _ +');

/** From a quarter of an hour; the role itself may allow less than half a day. */
export const durationRule: ValueRule = (value) =>
  /^\d+$/.test(value) && Number(value) >= 900 && Number(value) <= 43_200
    ? undefined
    : `must be a number of seconds from 900 to 43200, not "${value}"`;

export const policyRule: ValueRule = (value) => (isObject(value) ? undefined : 'must be a policy as one JSON object');

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** An address may carry a key of its own in its path or query: what was typed is not repeated. */
export const uriRule: ValueRule = (value) =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
    ? undefined
    : 'must be an address that begins with http:// or https://';
