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

/** One read with the saved profile; says what it saw. Throws Failure, after saying that the profile is saved all the same. */
export async function checkProfile(
  name: string,
  { region, instance }: Values,
  typed: ParsedToolCommand,
  globals: GlobalOptions,
  io: Io,
): Promise<void> {
  if (region === undefined)
    return io.log.info('not checked: the profile has no region ("alikafka config set region <id>")');
  const unknown = regionWarning(region);
  if (unknown !== undefined) return io.log.warn(`not checked: ${unknown}`);
  const emulator = emulatorAround(io.context.env);
  if (emulator !== undefined)
    return io.log.info(`not checked: ${emulator.source} is set, and takes no keys of a profile`);
  try {
    const found = await instances(name, typed, globals, io);
    if (instance !== undefined) idOf(instance, found, region, '--instance');
    const count = found.length;
    const and = instance === undefined ? '' : `, ${instance} among them`;
    await io.log.info(`checked: ${count} ${count === 1 ? 'instance' : 'instances'} in region ${region}${and}`);
  } catch (error) {
    await io.log.warn(`the check failed; profile ${name} is saved all the same`);
    throw error;
  }
}

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
