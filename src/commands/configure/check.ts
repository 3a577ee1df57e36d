/** The check of a saved profile with one read. */
import { alikafka } from '../../core/text/command-line.ts';
import { plural, t } from '../../core/text/texts.ts';
import { regionWarning } from '../../config/check-settings.ts';
import { emulatorAround } from '../../config/emulator-address.ts';
import { getInstanceList } from '../../operations/instance/list.ts';
import type { Row } from '../../core/shape.ts';
import type { GlobalOptions } from '../global-options.ts';
import { idOf } from '../../engine/instance-name.ts';
import type { Io } from '../../engine/io.ts';
import { loadSettings } from '../../config/load-settings.ts';
import { openClient } from '../../client/client.ts';
import type { Values } from './draft.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

/** Checks the saved profile with one read, and logs the result. Throws Failure; the profile stays saved, which is logged too. */
export async function checkProfile(
  name: string,
  { region, instance }: Values,
  typed: ParsedToolCommand,
  globals: GlobalOptions,
  io: Io,
): Promise<void> {
  if (region === undefined)
    return io.log.info(
      t('profile "{name}" not checked: it has no region; run "{command}"', {
        name,
        command: alikafka`config set region <id>`,
      }),
    );
  const unknown = regionWarning(region);
  if (unknown !== undefined) return io.log.warn(t('profile "{name}" not checked: {reason}', { name, reason: unknown }));
  const emulator = emulatorAround(io.context.env);
  if (emulator !== undefined)
    return io.log.info(
      t('profile "{name}" not checked: while {variable} is set, credentials come only from the environment', {
        name,
        variable: emulator.source,
      }),
    );
  try {
    const found = await instances(name, typed, globals, io);
    if (instance !== undefined) idOf(instance, found, region, '--instance');
    await io.log.info(checkedText(found.length, region, instance));
  } catch (error) {
    await io.log.warn(t('profile "{name}" is saved, but the check failed', { name }));
    throw error;
  }
}

const checkedText = (count: number, region: string, instance: string | undefined): string =>
  instance === undefined
    ? plural(count, 'checked: {count} instance in region {region}', 'checked: {count} instances in region {region}', {
        region,
      })
    : plural(
        count,
        'checked: {count} instance in region {region}, including "{instance}"',
        'checked: {count} instances in region {region}, including "{instance}"',
        { region, instance },
      );

async function instances(name: string, typed: ParsedToolCommand, globals: GlobalOptions, io: Io): Promise<Row[]> {
  const settings = await loadSettings({ ...typed.flags, profile: name }, io.context);
  for (const warning of settings.warnings) await io.log.warn(warning);
  const client = openClient(io.context, settings, globals, io.log);
  try {
    return await client.reader.rows(getInstanceList, {});
  } finally {
    await client.close();
  }
}
