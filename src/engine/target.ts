import type { Settings } from '../config/settings.ts';
import type { Run } from './command-context.ts';

/** Where a change goes, in one line: profile, region, instance. */
export function targetOf(run: Pick<Run, 'settings' | 'session' | 'bound' | 'input'>): string {
  const { settings, session } = run;
  const instance = instanceOf(run);
  const parts = [
    whoseOf(settings),
    `region ${session.region}`,
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
export const placeOf = (run: Pick<Run, 'session' | 'bound' | 'input'>): string => instanceOf(run) ?? run.session.region;

function instanceOf({ bound, input, session }: Pick<Run, 'bound' | 'input' | 'session'>): string | undefined {
  const named = input['InstanceId'];
  if (named !== undefined) return Array.isArray(named) ? named.join(', ') : String(named);
  const inside =
    bound.operation.params['InstanceId']?.from === 'instance' || bound.command.needsInstance?.(input) === true;
  return inside ? session.instance : undefined;
}
