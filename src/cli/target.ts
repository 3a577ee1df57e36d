import type { Run } from './command-run.ts';

/** Where a change goes, in one line: profile, region, instance. */
export function targetOf(run: Pick<Run, 'settings' | 'session' | 'bound' | 'input'>): string {
  const { settings, session } = run;
  const parts = [
    settings.local
      ? 'local emulator'
      : `profile ${settings.profile?.value ?? `none (keys from ${settings.credentials?.source ?? 'nowhere'})`}`,
    `region ${session.region}`,
    ...instanceOf(run),
  ];
  return parts.join(', ');
}

function instanceOf({ bound, input, session }: Pick<Run, 'bound' | 'input' | 'session'>): string[] {
  const named = input['InstanceId'];
  if (named !== undefined) return [`instance ${Array.isArray(named) ? named.join(', ') : String(named)}`];
  const inside =
    bound.operation.params['InstanceId']?.from === 'instance' || bound.command.needsInstance?.(input) === true;
  return inside && session.instance !== undefined ? [`instance ${session.instance}`] : [];
}
