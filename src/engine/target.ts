/** The target of a change as text, and commands that reach the same instance. */
import type { Settings } from '../config/settings.ts';
import type { Params } from '../core/params.ts';
import type { Values } from '../core/operation.ts';
import { listed, t } from '../core/text/texts.ts';
import type { Failure } from '../errors/failure.ts';
import type { CommandContext } from './command-context.ts';
import { withTargets } from './next-command.ts';

/** The target of a change in one line: profile, region, instance. */
export function targetOf(run: Pick<CommandContext, 'settings' | 'client' | 'bound' | 'input'>): string {
  const { settings, client } = run;
  const instance = instanceOf(run);
  const parts = [
    accountOf(settings),
    t('region {region}', { region: client.region }),
    ...(instance === undefined ? [] : [t('instance {instance}', { instance })]),
  ];
  return listed(parts);
}

/** The account of a change: the profile, or the source of the keys. */
function accountOf({ local, emulator, profile, credentials }: Settings): string {
  if (local) return t('local emulator');
  if (emulator !== undefined) return t('local emulator at {url}', { url: emulator.value });
  if (profile !== undefined) return t('profile {profile}', { profile: profile.value });
  return credentials === undefined
    ? t('no profile')
    : t('no profile, keys from {source}', { source: credentials.from });
}

/** The target of a change in one word: the instance by its id, else the region. */
export const placeOf = (run: Pick<CommandContext, 'client' | 'bound' | 'input'>): string =>
  instanceOf(run) ?? run.client.region;

/** A failure whose commands name the instance of the input; without it they would use the one of the settings. */
export function aimed(
  failure: Failure,
  { bound, client }: Pick<CommandContext, 'client'> & Partial<Pick<CommandContext, 'bound'>>,
  input: Values,
): Failure {
  const params: Params = { ...bound?.operation.params, ...bound?.command.inputs };
  const key = Object.keys(params).find((name) => params[name]?.argument !== undefined && params[name].instance);
  const instance = key === undefined ? undefined : input[key];
  if (failure.next === undefined || typeof instance !== 'string' || instance === client.instance) return failure;
  return withTargets(failure, { instance });
}

/** The instance that a request names, or works in; undefined for objects of a region. */
export function instanceOf({
  bound,
  input,
  client,
}: Pick<CommandContext, 'bound' | 'input' | 'client'>): string | undefined {
  const { params } = bound.operation;
  const key = Object.keys(params).find((name) => params[name]?.instance !== undefined);
  const named = key === undefined ? undefined : input[key];
  if (named !== undefined) return Array.isArray(named) ? named.join(', ') : String(named);
  const inside =
    (key !== undefined && params[key]?.from === 'instance') || bound.command.needsInstance?.(input) === true;
  return inside ? client.instance : undefined;
}
