/** The plans of `tag add` and `tag remove`. */
import { type Param, type Tag, violations, type Violation, type Value } from '../../core/params.ts';
import type { Plan, Refused, Scope } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import { t } from '../../core/text/texts.ts';
import { type Named, resourcesIn, stepsOf } from './resources.ts';

/** One request for the resources of a type that get the same tags. Several entries of one resource are combined. */
export function planTags(entries: readonly Values[], scope: Scope, Tag: Param<Tag[]>): Plan | Refused {
  return planned(resourcesIn(entries, scope), (own) => ({ Tag: all(own, 'Tag') }), 'Tag', Tag);
}

/** The same for keys that are removed; all tags are removed if one entry requests that. */
export function planUntags(entries: readonly Values[], scope: Scope, TagKey: Param<string[]>): Plan | Refused {
  const more = (own: readonly Values[]): Values =>
    own.some(({ All }) => All === true) ? { All: true } : { TagKey: all(own, 'TagKey') };
  return planned(resourcesIn(entries, scope), more, 'TagKey', TagKey);
}

/** The tags or keys of all entries, each once. */
function all(own: readonly Values[], key: string): Value | undefined {
  const values = own.flatMap((entry) => (entry[key] ?? []) as (string | Tag)[]);
  const once = new Map(values.map((value) => [JSON.stringify(value), value]));
  return once.size === 0 ? undefined : ([...once.values()] as Tag[]);
}

function planned(
  resources: readonly Named[],
  more: (own: readonly Values[]) => Values,
  key: string,
  param: Param,
): Plan | Refused {
  const asked = resources.map(({ names, own }) => ({ names, own, more: more(own) }));
  const problems = asked.flatMap(({ names, own, more }): Violation[] => {
    const value = own.length > 1 ? more[key] : undefined; // what one entry says was judged as it was read
    if (value === undefined) return [];
    return violations(param, value).map((says) => ({
      param: key,
      message: (name) => t('{problem} (resource {id})', { problem: says(name), id: names.ResourceId }),
    }));
  });
  if (problems.length > 0) return { refused: 'usage', problems };
  return { steps: stepsOf(asked), order: asked.map(({ names }) => ({ names })) };
}
