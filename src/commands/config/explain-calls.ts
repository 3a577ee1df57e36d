import { isLocalProfile } from '../../config/settings.ts';
import type { Targets } from '../../config/targets.ts';
import type { Env } from '../../core/env.ts';
import { choose, variables } from '../../config/layers.ts';
import { spanText } from '../../core/text/time.ts';
import type { GlobalOptions } from '../global-options.ts';
import { PROXY_VARIABLES } from '../../transport/proxy-variables.ts';
import type { Rates } from '../../client/rate-limit/rates.ts';
import { chosenLine, defaultedLine, type Line } from './explain-line.ts';

/** How calls are made, and what keeps an account from being changed by mistake. */
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
    guardLine('readonly', targets.protection.readonly, targets),
    guardLine('confirm', targets.protection.confirmByName ? 'name' : null, targets),
  ];
}

/** A flag that has no other source. */
const typedLine = (setting: string, value: Line['value'], typed: string | undefined): Line => ({
  setting,
  value,
  source: typed === undefined ? 'built in' : `--${setting}`,
  lost: [],
});

/** The proxy of https:// addresses, which all endpoints are that are not written out; HTTP_PROXY does not count for them. */
function proxyLines({ local, emulator }: Targets, env: Env): Line[] {
  const without = local ? 'profile local' : emulator?.source;
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
  return { setting: 'rate', value, source: variable[0]?.source ?? 'built in', lost: [] };
}

/** What holds where nobody asks for another rate. */
const PUBLISHED = 'as published for each operation, CreateTopic 20';

/** Changes a second for each operation; 0 is not paced. */
function rateText({ all, by }: Rates, local: boolean): string {
  const usual = all === undefined ? (local ? '0' : PUBLISHED) : String(all);
  return [usual, ...Object.entries(by).map(([action, rate]) => `${action}=${rate}`)].join(', ');
}

const guardLine = (setting: string, value: Line['value'], { profile }: Targets): Line => ({
  setting,
  value,
  source: value === null || value === false ? 'built in' : `profile ${profile?.value ?? ''}`,
  lost: [],
});
