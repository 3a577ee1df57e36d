/** The rows of `config explain` about requests: proxy, output, time limits, rate and protection. */
import { LOCAL } from '../../config/profiles/profiles.ts';
import { BUILT_IN, profileSource } from '../../config/setting.ts';
import { isLocalProfile } from '../../config/settings.ts';
import type { Targets } from '../../config/targets.ts';
import type { Env } from '../../core/env.ts';
import { choose, variables } from '../../config/layers.ts';
import { t } from '../../core/text/texts.ts';
import { spanText } from '../../core/text/time.ts';
import type { GlobalOptions } from '../global-options.ts';
import { PROXY_VARIABLES } from '../../transport/proxy-variables.ts';
import type { Rates } from '../../client/rate-limit/rates.ts';
import { chosenLine, defaultedLine, type Line } from './explain-line.ts';

/** The rows, in the order in which they are printed. */
export function callLines(targets: Targets, globals: GlobalOptions, env: Env): Line[] {
  const { flags } = globals;
  const { deadline } = globals;
  return [
    ...proxyLines(targets, env),
    defaultedLine('output', targets.choices.output, targets.output.value),
    typedLine('timeout', spanText(globals.timeout), flags.timeout),
    typedLine('max-attempts', globals.maxAttempts, flags.maxAttempts),
    typedLine('deadline', deadline === undefined ? null : spanText(deadline), flags.deadline),
    rateLine(globals, isLocalProfile(targets), env),
    protectionLine('readonly', targets.protection.readonly, targets),
    protectionLine('confirm', targets.protection.confirmByName ? 'name' : null, targets),
  ];
}

/** The row of a setting that only a flag can set. */
const typedLine = (setting: string, value: Line['value'], typed: string | undefined): Line => ({
  setting,
  value,
  source: typed === undefined ? BUILT_IN : `--${setting}`,
  lost: [],
});

/** The rows about proxies. Endpoints are https:// addresses by default, to which HTTP_PROXY does not apply. */
function proxyLines({ local, emulator }: Targets, env: Env): Line[] {
  const without = local ? profileSource(LOCAL) : emulator?.source;
  if (without !== undefined) return [{ setting: 'proxy', value: null, source: without, lost: variables(env, PROXIES) }];
  const http = variables(env, PROXY_VARIABLES.http);
  return [
    chosenLine('proxy', choose(variables(env, PROXIES))),
    ...(http.length === 0 ? [] : [chosenLine('http-proxy', choose(http))]),
    chosenLine('no-proxy', choose(variables(env, PROXY_VARIABLES.none))),
  ];
}

const PROXIES = [...PROXY_VARIABLES.https, ...PROXY_VARIABLES.all];

function rateLine({ rates, flags }: GlobalOptions, local: boolean, env: Env): Line {
  const variable = variables(env, ['ALIKAFKA_RATE']);
  const value = rateText(rates, local);
  if (flags.rate !== undefined) return { setting: 'rate', value, source: '--rate', lost: variable };
  return { setting: 'rate', value, source: variable[0]?.source ?? BUILT_IN, lost: [] };
}

/** Changes per second and operation; 0 is unlimited. */
function rateText({ all, by }: Rates, local: boolean): string {
  const usual = all === undefined ? (local ? '0' : t('published limits')) : String(all);
  return [usual, ...Object.entries(by).map(([action, rate]) => `${action}=${rate}`)].join(', ');
}

const protectionLine = (setting: string, value: Line['value'], { profile }: Targets): Line => ({
  setting,
  value,
  source: value === null || value === false ? BUILT_IN : profileSource(profile?.value ?? ''),
  lost: [],
});
