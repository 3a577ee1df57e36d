/** Inputs of a command that exclude each other, found by its own rules from two of them together. */
import type { Param, Value } from '../../core/params.ts';
import { fieldsOf, labelOf } from '../../engine/input/fields.ts';
import { crossFieldViolations } from '../../engine/input/rules.ts';
import type { BoundCommand } from '../../operations/registry.ts';

/** The phrase of the rules about inputs that exclude each other (docs/style.md). */
const EXCLUDES = / cannot be combined with /;

/** The keys that exclude each key, in both directions; keys without any are absent. */
export function exclusionsOf(bound: BoundCommand): ReadonlyMap<string, readonly string[]> {
  const fields = fieldsOf(bound);
  const found = new Map<string, string[]>();
  for (const [i, one] of fields.entries()) {
    for (const other of fields.slice(i + 1)) {
      const both = { [one.key]: sampleOf(one.param, one.many), [other.key]: sampleOf(other.param, other.many) };
      const isExcluded = crossFieldViolations(bound, both, true).some(
        ({ param, message }) => param in both && EXCLUDES.test(message(labelOf(one.param))),
      );
      if (!isExcluded) continue;
      found.set(one.key, [...(found.get(one.key) ?? []), other.key]);
      found.set(other.key, [...(found.get(other.key) ?? []), one.key]);
    }
  }
  return found;
}

/** A sample value of a parameter: only its presence matters. */
function sampleOf({ kind, choices = [], min = 1 }: Param, many: boolean): Value {
  if (kind === 'boolean') return true;
  if (kind === 'tags') return [{ Key: 'key', Value: 'value' }];
  if (kind === 'integer' || kind === 'time' || kind === 'duration') return min;
  const text = choices[0] ?? 'text';
  return many ? [text] : text;
}
