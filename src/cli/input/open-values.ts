/** The values that a command line lacks and that can be picked from a list. */
import type { Values } from '../../core/operation.ts';
import type { Settings } from '../../config/settings.ts';
import type { Detail } from '../../errors/failure.ts';
import { type Pickable, pickableOf } from '../../engine/pick/ask.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import { type Field, fieldsOf, labelOf } from '../../engine/input/fields.ts';
import { needsInstance } from '../../engine/input/needs.ts';
import { valueOf } from '../completion/value-of.ts';

/** A value to pick: a setting, or an argument or option of the command. */
export type OpenValue =
  | { readonly setting: 'region' }
  | { readonly setting: 'instance'; readonly from: Pickable }
  | { readonly field: Field; readonly from: Pickable };

/**
 * The values to pick, in the order of the questions; empty if a problem remains that no list solves. Nothing is picked
 * for a command that asks to type the names: they would only be copied from the screen.
 */
export function openValues(line: OpenLine, problems: readonly Detail[]): readonly OpenValue[] {
  const { bound, settings, input } = line;
  const { command } = bound;
  if (command.kind === 'change' && command.confirm.kind === 'type-name') return [];
  const values: OpenValue[] = [];
  if (settings.region === undefined) values.push({ setting: 'region' });
  if (needsInstance(bound, input) && settings.instance === undefined)
    values.push({ setting: 'instance', from: { kind: 'instance' } });
  for (const field of openFields(line, problems)) {
    const from = pickableOf(field.param, line.input) ?? wordsFor(field);
    if (from !== undefined) values.push({ field, from });
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
  /** Whether an argument or option was typed, by its key. */
  readonly isTyped: (key: string) => boolean;
  readonly input: Values;
}

/** The fields without a value that are required, always or by a rule between inputs: arguments, then options that may depend on them. */
function openFields({ bound, missing, isTyped, input }: OpenLine, problems: readonly Detail[]): Field[] {
  const flags = new Set(problems.map(({ flag }) => flag));
  const isMissing = new Set(missing.map(({ key }) => key));
  const open = fieldsOf(bound).filter(
    ({ key, param }) => isMissing.has(key) || (flags.has(labelOf(param)) && input[key] === undefined && !isTyped(key)),
  );
  const isArgument = ({ param }: Field): boolean => param.flag === undefined;
  return [...open.filter(isArgument), ...open.filter((field) => !isArgument(field))];
}

/** The words of a choice as help spells them. */
function wordsFor({ param }: Field): Pickable | undefined {
  const { words = [] } = param.choices === undefined ? {} : valueOf(param);
  return words.length === 0 ? undefined : { words: words.map(([word]) => word) };
}

/** The name of a value in problems. */
const flagOf = (value: OpenValue): string => ('setting' in value ? `--${value.setting}` : labelOf(value.field.param));
