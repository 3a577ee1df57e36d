import type { ChangeCommand, Command } from '../../src/core/command.ts';
import { COMMANDS } from '../../src/operations/registry.ts';

/** A command as a change; undefined where it reads. */
export const asChange = (command: Command | undefined): ChangeCommand | undefined =>
  command?.kind === 'change' ? command : undefined;

/** The change of a path. */
export const changeOf = (path: string): ChangeCommand | undefined => asChange(COMMANDS.get(path)?.command);
