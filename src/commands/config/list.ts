/** `config list`: one row per profile, with its main keys. Single keys are in keys.ts. */
import { LOCAL, type Profile } from '../../config/profiles/profiles.ts';
import { plural, t } from '../../core/text/texts.ts';
import type { View } from '../../core/view.ts';
import type { Row } from '../../core/shape.ts';
import { middleMasked } from '../../errors/redact.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { loadSaved } from '../../config/load-settings.ts';
import { countProblems, isVariable, selectedElsewhere } from './profiles-file.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals, rowsOutcome } from '../tool-outcome.ts';

/** The view of the profiles. */
export const LIST: View = {
  kind: 'list',
  countText: (count) => plural(count, '{count} profile', '{count} profiles'),
  columns: ['Profile', 'Current', 'Mode', 'AccessKeyId', 'Region', 'Instance', 'Output', 'Readonly', 'Confirm'],
  name: 'Profile',
};

/** All profiles, including the built-in one, without secrets. */
export async function list(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const shown = await toolGlobals(typed, io, countProblems(typed, []), LIST.columns);
  const file = await loadSaved(io.context);
  await noteSelected(typed, io, file.current);
  const all: [string, Profile][] = [...Object.entries(file.profiles), [LOCAL, {}]];
  return rowsOutcome(
    all.map(([name, profile]) => rowOf(name, profile, file.current === name)),
    LIST,
    'Profiles',
    shown,
  );
}

/** `Current` is the profile that `config use` chose; another one may be in use. */
async function noteSelected({ flags }: ParsedToolCommand, io: Io, current: string | undefined): Promise<void> {
  const selected = flags.profile === undefined ? await selectedElsewhere(io) : undefined;
  if (selected === undefined || selected.value === current) return;
  const { source, value: other } = selected;
  const note = isVariable(source)
    ? t('{source} selects profile "{other}" in this shell; Current is the saved one', { source, other })
    : t('{source} selects profile "{other}" in this folder; Current is the saved one', { source, other });
  await io.log.info(note);
}

const rowOf = (name: string, profile: Profile, current: boolean): Row => ({
  Profile: name,
  Current: current,
  Mode: profile.mode ?? null,
  AccessKeyId: profile.accessKeyId === undefined ? null : middleMasked(profile.accessKeyId),
  Region: profile.region ?? null,
  Instance: profile.instance ?? null,
  Output: profile.output ?? null,
  Readonly: profile.readonly ?? null,
  Confirm: profile.confirm ?? null,
});
