/** The values that a command line lacks and that can be picked from a list. */
import type { Values } from '../../core/operation.ts';
import type { ServiceNames } from '../../core/params.ts';
import type { Settings } from '../../config/settings.ts';
import type { Detail } from '../../errors/failure.ts';
import { isListed } from '../../operations/name-lists.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import { type Field, labelOf } from '../../engine/input/fields.ts';
import { needsInstance } from '../../engine/input/needs.ts';

/** A value to pick: a setting, or an argument or option of the command. */
export type OpenValue =
  | { readonly setting: 'region' }
  | { readonly setting: 'instance'; readonly kind: ServiceNames }
  | { readonly field: Field; readonly kind: ServiceNames };

/**
 * The values to pick, in the order of the questions; empty if a problem remains that no list solves. Nothing is picked
 * for a command that asks to type the names: they would only be copied from the screen.
 */
export function openValues(
  { bound, settings, missing, input }: OpenLine,
  problems: readonly Detail[],
): readonly OpenValue[] {
  const { command } = bound;
  if (command.kind === 'change' && command.confirm.kind === 'type-name') return [];
  const values: OpenValue[] = [];
  if (settings.region === undefined) values.push({ setting: 'region' });
  if (needsInstance(bound, input) && settings.instance === undefined)
    values.push({ setting: 'instance', kind: 'instance' });
  for (const field of missing) {
    const { lists } = field.param;
    if (isListed(lists)) values.push({ field, kind: lists });
  }
  const solved = new Set(values.map(flagOf));
  return problems.every(({ flag }) => flag !== undefined && solved.has(flag)) ? values : [];
}

/** What the values depend on. */
export interface OpenLine {
  readonly bound: BoundCommand;
  readonly settings: Settings;
  /** Required arguments and options without a value. */
  readonly missing: readonly Field[];
  readonly input: Values;
}

/** The name of a value in problems. */
const flagOf = (value: OpenValue): string => ('setting' in value ? `--${value.setting}` : labelOf(value.field.param));
