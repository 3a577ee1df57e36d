import { emulatorAround } from '../../config/emulator-address.ts';
import { getInstanceList } from '../../operations/instance-list.ts';
import type { Globals } from '../globals.ts';
import type { Io } from '../io.ts';
import { loadSettings } from '../load-settings.ts';
import { openSession } from '../session.ts';
import type { Values } from './configure-draft.ts';
import type { LocalInvocation } from './local-command.ts';

/** One read with the saved profile; says what it saw. Throws Failure, after saying that the profile is saved all the same. */
export async function checkProfile(
  name: string,
  { region }: Values,
  typed: LocalInvocation,
  globals: Globals,
  io: Io,
): Promise<void> {
  if (region === undefined)
    return io.talk.note('not checked: the profile has no region ("alikafka config set region <id>")');
  const emulator = emulatorAround(io.context.env);
  if (emulator !== undefined)
    return io.talk.note(`not checked: ${emulator.source} is set, and takes no keys of a profile`);
  try {
    const count = await instances(name, typed, globals, io);
    await io.talk.note(`checked: ${count} ${count === 1 ? 'instance' : 'instances'} in region ${region}`);
  } catch (error) {
    await io.talk.warn(`the check failed; profile ${name} is saved all the same`);
    throw error;
  }
}

async function instances(name: string, typed: LocalInvocation, globals: Globals, io: Io): Promise<number> {
  const settings = await loadSettings({ ...typed.flags, profile: name }, io.context);
  for (const warning of settings.warnings) await io.talk.warn(warning);
  const session = openSession(io.context, settings, globals, io.talk);
  try {
    return (await session.reader.rows(getInstanceList, {})).length;
  } finally {
    await session.close();
  }
}
