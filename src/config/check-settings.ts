import { isRegionId, NETWORKS } from '../core/endpoint.ts';
import { REGION_IDS } from '../core/regions.ts';
import { suggest } from '../core/text/suggest.ts';
import { type Detail, usage } from '../errors/failure.ts';
import { networkOf } from './endpoints.ts';
import type { Setting } from './setting.ts';
import { endpointRule, type ValueRule } from './value-rules.ts';
import { shellWord } from '../core/text/shell-word.ts';

/** What is in force, as far as its form can be wrong. */
export interface Checkable {
  readonly region: Setting | undefined;
  readonly instance: Setting | undefined;
  readonly network: Setting | undefined;
  readonly caFile: Setting | undefined;
  /** Those that are set, and the flag's. */
  readonly endpoints: readonly (Setting | undefined)[];
}

/** Refuses what has not its form, each problem under its source. Throws Failure (exit 2). */
export function checkSettings({ region, instance, network, caFile, endpoints }: Checkable): void {
  const problems = [
    ...problem('region', region, (value) =>
      isRegionId(value) ? undefined : `"${value}" is not a region id such as cn-hangzhou`,
    ),
    ...problem('instance', instance, empty),
    ...problem('network', network, (word) =>
      networkOf(word) === undefined ? `must be ${NETWORKS.join(' or ')}, not "${word}"` : undefined,
    ),
    ...problem('ca-file', caFile, empty),
    ...each(endpoints).flatMap((one) => problem('endpoint', one, endpointRule)),
  ];
  const next = problems.map((one) => one.next).find((one) => one !== undefined);
  if (problems.length > 0)
    throw usage(
      problems.map(({ detail }) => detail),
      { next },
    );
}

/** One that serves both products is complained of once. */
const each = (endpoints: Checkable['endpoints']): Setting[] => [
  ...new Map(endpoints.filter((one) => one !== undefined).map((one) => [one.source, one])).values(),
];

interface Problem {
  readonly detail: Detail;
  /** What removes a value that a profile saves. */
  readonly next?: string;
}

function problem(key: string, setting: Setting | undefined, violation: ValueRule): Problem[] {
  const message = setting === undefined ? undefined : violation(setting.value);
  if (setting === undefined || message === undefined) return [];
  const profile = profileIn(setting);
  if (profile === undefined) return [{ detail: { flag: setting.source, message } }];
  return [
    {
      detail: { flag: setting.source, message: `${key} ${message}` },
      next: `alikafka config unset ${key} --profile ${shellWord(profile)}`,
    },
  ];
}

/** The profile that a setting comes from, where it comes from one. */
export const profileIn = ({ source }: Setting): string | undefined => /^profile (.*)$/s.exec(source)?.[1];

const empty = (value: string): string | undefined => (value === '' ? 'must not be empty' : undefined);

/** A region that is not known may be newer than this tool, or a slip: it is said, and the command goes on. */
export function regionWarning(region: string): string | undefined {
  if (REGION_IDS.includes(region)) return undefined;
  const near = suggest(region, REGION_IDS);
  return `the region ${region} is not known here${near === undefined ? '' : `; did you mean ${near}?`} ("alikafka regions" lists those that are)`;
}
