import type { ChangeCommand, Command } from '../../src/core/command.ts';
import { COMMANDS } from '../../src/operations/registry.ts';

/** The command as a change; undefined if it is a read. */
export const asChange = (command: Command | undefined): ChangeCommand | undefined =>
  command?.kind === 'change' ? command : undefined;

/** The change with a path, such as `topic create`. */
export const changeOf = (path: string): ChangeCommand | undefined => asChange(COMMANDS.get(path)?.command);
