/** Checks the form of the settings in use, from any source. Whether a region or an instance exists is not checked. */
import { NETWORKS } from '../core/endpoint.ts';
import { REGION_IDS } from '../core/regions.ts';
import { alikafka } from '../core/text/command-line.ts';
import { suggest } from '../core/text/suggest.ts';
import { sentence, t } from '../core/text/texts.ts';
import { type Detail, usage } from '../errors/failure.ts';
import { networkOf } from './endpoints.ts';
import { type Setting, subjectOf } from './setting.ts';
import { endpointRule, notEmptyRule, regionRule, type ValueRule } from './value-rules.ts';

/** The effective settings whose form can be wrong. */
export interface Checkable {
  readonly region: Setting | undefined;
  readonly instance: Setting | undefined;
  readonly network: Setting | undefined;
  readonly caFile: Setting | undefined;
  /** Those that are set, and the flag's. */
  readonly endpoints: readonly (Setting | undefined)[];
}

/** Refuses values of the wrong form, each problem under its source. Throws Failure (exit 2). */
export function checkSettings({ region, instance, network, caFile, endpoints }: Checkable): void {
  const problems = [
    ...problemsOf('region', region, regionRule),
    ...problemsOf('instance', instance, notEmptyRule),
    ...problemsOf('network', network, networkRule),
    ...problemsOf('ca-file', caFile, notEmptyRule),
    ...each(endpoints).flatMap((one) => problemsOf('endpoint', one, endpointRule)),
  ];
  const next = problems.map((one) => one.next).find((one) => one !== undefined);
  if (problems.length > 0)
    throw usage(
      problems.map(({ detail }) => detail),
      { next },
    );
}

const networkRule: ValueRule = (word) =>
  networkOf(word) === undefined
    ? sentence('{name} must be one of {words}, not "{word}"', { words: NETWORKS.join(', '), word })
    : undefined;

/** An endpoint that serves both products is reported once. */
const each = (endpoints: Checkable['endpoints']): Setting[] => [
  ...new Map(endpoints.filter((one) => one !== undefined).map((one) => [one.source, one])).values(),
];

interface Problem {
  readonly detail: Detail;
  /** The command that removes a value from a profile. */
  readonly next?: string;
}

function problemsOf(key: string, setting: Setting | undefined, rule: ValueRule): Problem[] {
  const violation = setting === undefined ? undefined : rule(setting.value);
  if (setting === undefined || violation === undefined) return [];
  const detail = { flag: setting.source, message: violation(subjectOf(setting, key)) };
  const { profile } = setting;
  return [profile === undefined ? { detail } : { detail, next: alikafka`config unset ${key} --profile ${profile}` }];
}

/**
 * The warning about a region that this version does not know: it may be newer, or misspelled. It is used nevertheless.
 */
export function regionWarning(region: string): string | undefined {
  if (REGION_IDS.includes(region)) return undefined;
  const list = alikafka`regions`;
  const near = suggest(region, REGION_IDS);
  return near === undefined
    ? t('unknown region "{region}"; "{list}" lists the known regions', { region, list })
    : t('unknown region "{region}" ("{list}" lists the known regions); did you mean {near}?', { region, list, near });
}
