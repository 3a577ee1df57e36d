/** The origin of STS for a role: from settings, else from the region. */
import { parseEndpoint } from '../../core/endpoint.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { t } from '../../core/text/texts.ts';
import { type Env, filled, isOn } from '../../core/env.ts';

/** The STS settings of a source. */
export interface StsPlace {
  readonly stsRegion?: string;
  readonly stsEndpoint?: string;
}

/** The settings of the command that matter for STS. */
export interface StsSettings {
  readonly env: Env;
  /** The region of the command, where one is set. */
  readonly region?: string | undefined;
  /** Use the host inside VPCs. */
  readonly vpc?: boolean;
  /** The emulator that the command runs inside; it serves STS too. */
  readonly emulator?: string | undefined;
}

/** Regions without an STS host (docs/sources.md#sts-hosts); the second has none inside a VPC either. */
const GLOBAL: ReadonlySet<string> = new Set(['cn-shenzhen-finance-1', 'cn-hangzhou-finance']);
const NO_VPC: ReadonlySet<string> = new Set(['cn-hangzhou-finance']);

/**
 * The first of: the emulator that the command runs inside, ALIKAFKA_STS_ENDPOINT, the profile's endpoint,
 * ALIBABA_CLOUD_STS_ENDPOINT; else the host of the profile's STS region, of ALIBABA_CLOUD_STS_REGION, of the command's
 * region; else the global host. Throws Failure (exit 4) on an endpoint that is not valid.
 */
export function stsOrigin({ stsRegion, stsEndpoint }: StsPlace, { env, region, vpc, emulator }: StsSettings): string {
  if (emulator !== undefined) return emulator;
  const endpoints = [
    ['ALIKAFKA_STS_ENDPOINT', filled(env['ALIKAFKA_STS_ENDPOINT'])],
    [t('the STS endpoint of the profile'), stsEndpoint],
    ['ALIBABA_CLOUD_STS_ENDPOINT', filled(env['ALIBABA_CLOUD_STS_ENDPOINT'])],
  ] as const;
  const first = endpoints.find(([, text]) => text !== undefined);
  if (first?.[1] !== undefined) return asOrigin(first[0], first[1]);
  const inside = vpc === true || isOn(env['ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED']);
  return `https://${hostOf(stsRegion ?? filled(env['ALIBABA_CLOUD_STS_REGION']) ?? region, inside)}`;
}

function hostOf(region: string | undefined, inside: boolean): string {
  if (region === undefined) return 'sts.aliyuncs.com';
  if (inside && !NO_VPC.has(region)) return `sts-vpc.${region}.aliyuncs.com`;
  return GLOBAL.has(region) ? 'sts.aliyuncs.com' : `sts.${region}.aliyuncs.com`;
}

function asOrigin(from: string, text: string): string {
  const parsed = parseEndpoint(text);
  if ('origin' in parsed) return parsed.origin;
  throw new Failure({ exitCode: EXIT.credentials, code: 'BadConfig', message: parsed.violation(from) });
}
