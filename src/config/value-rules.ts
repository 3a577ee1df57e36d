/** Rules for the values of settings: the forms of ids, ARNs, addresses and durations. Nothing here reads a file or a variable. */
import { isRegionId, parseEndpoint } from '../core/endpoint.ts';
import { REGION_IDS } from '../core/regions.ts';
import { suggest } from '../core/text/suggest.ts';
import { type Sentence, sentence } from '../core/text/texts.ts';

/**
 * Checks a value of a setting. Returns the violation, which needs the name of the input; undefined if the value is
 * valid.
 */
export type ValueRule = (value: string) => Sentence | undefined;

/** A value that must match a pattern. */
const matching =
  (pattern: RegExp, refusal: (value: string) => Sentence): ValueRule =>
  (value) =>
    pattern.test(value) ? undefined : refusal(value);

/** The value must not be empty. */
export const notEmptyRule: ValueRule = (value) => (value === '' ? sentence('{name} must not be empty') : undefined);

/** A region id, known or not. */
export function regionRule(value: string): Sentence | undefined {
  if (isRegionId(value)) return undefined;
  const near = suggest(value, REGION_IDS);
  return near === undefined
    ? sentence('{name} must be a region id such as cn-hangzhou, not "{value}"', { value })
    : sentence('{name} must be a region id, not "{value}"; did you mean {near}?', { value, near });
}

/** An endpoint: a host or an origin (core/endpoint.ts). */
export const endpointRule: ValueRule = (value) => {
  const parsed = parseEndpoint(value);
  return 'violation' in parsed ? parsed.violation : undefined;
};

/** The ARN of a RAM role, which STS requires. */
export const roleArnRule = matching(/^acs:ram::\d+:role\/\S+$/i, (value) =>
  sentence('{name} must be the ARN of a RAM role (acs:ram::<account>:role/<name>), not "{value}"', { value }),
);

/** The ARN of an OIDC provider, which STS requires. */
export const providerArnRule = matching(/^acs:ram::\d+:oidc-provider\/\S+$/i, (value) =>
  sentence('{name} must be the ARN of an OIDC provider (acs:ram::<account>:oidc-provider/<name>), not "{value}"', {
    value,
  }),
);

/** The session names that STS accepts. */
export const sessionNameRule = matching(/^[\w.@-]{2,64}$/, (value) =>
  sentence('{name} must be 2 to 64 letters, digits or any of . @ - _, not "{value}"', { value }),
);

/** The external ids that STS accepts. */
export const externalIdRule = matching(/^[\w+=,.@:/-]{2,1224}$/, (value) =>
  sentence('{name} must be 2 to 1224 letters, digits or any of = , . @ : / - _ +, not "{value}"', { value }),
);

/** Seconds. A role may itself allow less than the 12 hours that STS accepts. */
export const durationRule: ValueRule = (value) =>
  /^\d+$/.test(value) && Number(value) >= 900 && Number(value) <= 43_200
    ? undefined
    : sentence('{name} must be a number of seconds from 900 to 43200, not "{value}"', { value });

/** A RAM policy as one JSON object; its statements are not checked. */
export const policyRule: ValueRule = (value) =>
  isObject(value) ? undefined : sentence('{name} must be a RAM policy, as one JSON object');

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** An address may carry a key in its path or query, so that the message does not repeat it. */
export const uriRule: ValueRule = (value) =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
    ? undefined
    : sentence('{name} must be a URL that begins with http:// or https://');
