import type { Settings } from '../config/settings.ts';
import type { CommandContext } from './command-context.ts';

/** Where a change goes, in one line: profile, region, instance. */
export function targetOf(run: Pick<CommandContext, 'settings' | 'client' | 'bound' | 'input'>): string {
  const { settings, client } = run;
  const instance = instanceOf(run);
  const parts = [
    whoseOf(settings),
    `region ${client.region}`,
    ...(instance === undefined ? [] : [`instance ${instance}`]),
  ];
  return parts.join(', ');
}

function whoseOf({ local, emulator, profile, credentials }: Settings): string {
  if (local) return 'local emulator';
  if (emulator !== undefined) return `local emulator at ${emulator.value}`;
  return `profile ${profile?.value ?? `none (keys from ${credentials?.from ?? 'nowhere'})`}`;
}

/** The one place where a change goes: the instance by its id, else the region. */
export const placeOf = (run: Pick<CommandContext, 'client' | 'bound' | 'input'>): string =>
  instanceOf(run) ?? run.client.region;

/** The instance that a request is about, by its input, or that it works in; undefined for what lies in a region alone. */
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
