/** The pattern that a command accepts in place of names (`--name`). Its matches are read in select-names.ts. */
import type { Command } from '../../core/command.ts';
import type { Values } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import type { BoundCommand } from '../../operations/registry.ts';

/** How a command selects names, if this input has a pattern; undefined if it has names. */
export function patternOf(
  command: Command,
  input: Values,
): { readonly names: string; readonly text: string } | undefined {
  const { names, pattern } = (command.kind === 'change' ? command.byPattern : undefined) ?? {};
  const value = pattern === undefined ? undefined : input[pattern];
  return names === undefined || value === undefined ? undefined : { names, text: String(value) };
}

/** The plan before the list is read: the pattern in place of the names. */
export function patternPlan({ command }: BoundCommand, input: Values): Plan | undefined {
  const found = patternOf(command, input);
  return found && { steps: [{ input, names: [{ [found.names]: found.text }] }], pattern: found.text };
}
