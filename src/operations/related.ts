/** Related commands, for the help of a command. */
import { type BoundCommand, COMMANDS } from './registry.ts';
import { STATES } from './shared/states.ts';

/** The words above a verb: `instance allowed-ip` of `instance allowed-ip add`. */
export const parentOf = (path: string): string => path.split(' ').slice(0, -1).join(' ');

/**
 * The paths of related commands: the reads of the same noun, for a change also its inverse and the wait for it (`wait`
 * knows some nouns only), and those that its record names.
 */
export function relatedTo({ command }: BoundCommand): string[] {
  const beside = [...COMMANDS.values()].filter(({ command: other }) => parentOf(other.path) === parentOf(command.path));
  const related = beside.filter(({ command: other }) => other.kind === 'read' || isUndoneBy(command, other));
  const paths = [
    ...related.map(({ command: other }) => other.path),
    ...(command.kind === 'change' && command.wait !== undefined && parentOf(command.path) in STATES ? ['wait'] : []),
    ...(command.seeAlso ?? []),
  ];
  return [...new Set(paths)].filter((path) => path !== command.path);
}

const OPPOSITE: Readonly<Record<string, string>> = { created: 'deleted', deleted: 'created' };

type AnyCommand = BoundCommand['command'];

const isUndoneBy = (one: AnyCommand, other: AnyCommand): boolean =>
  one.kind === 'change' && other.kind === 'change' && OPPOSITE[one.changeKind] === other.changeKind;
