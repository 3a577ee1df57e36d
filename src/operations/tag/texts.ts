/** The texts about changes of tags, for all operations that make them. */
import type { ChangeTexts } from '../../core/command.ts';
import type { Values } from '../../core/operation.ts';
import type { Step } from '../../core/plan.ts';

export const TAGS_ADDED: ChangeTexts = {
  about: {
    one: 'About to add tags to {name} ({target}).',
    many: 'About to add tags to {names} ({target}).',
  },
  resumed: {
    one: 'Resuming the run started at {time}: tags of {count} resource already added, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: tags of {count} resources already added, skipping (use --no-resume to start over)',
  },
};

const RESUMED = {
  one: 'Resuming the run started at {time}: tags of {count} resource already removed, skipping (use --no-resume to start over)',
  many: 'Resuming the run started at {time}: tags of {count} resources already removed, skipping (use --no-resume to start over)',
};

/** One tag of all resources. */
const KEY: ChangeTexts = {
  question: { one: 'Remove tag {keys} from {name}?', many: 'Remove tag {keys} from {count} resources?' },
  about: {
    one: 'About to remove tag {keys} from {name} ({target}).',
    many: 'About to remove tag {keys} from {names} ({target}).',
  },
  resumed: RESUMED,
  values: keysOf,
};

/** The same tags of all resources. */
const KEYS: ChangeTexts = {
  question: { one: 'Remove tags {keys} from {name}?', many: 'Remove tags {keys} from {count} resources?' },
  about: {
    one: 'About to remove tags {keys} from {name} ({target}).',
    many: 'About to remove tags {keys} from {names} ({target}).',
  },
  resumed: RESUMED,
  values: keysOf,
};

const ALL: ChangeTexts = {
  question: { one: 'Remove all tags from {name}?', many: 'Remove all tags from {count} resources?' },
  about: {
    one: 'About to remove all tags from {name} ({target}).',
    many: 'About to remove all tags from {names} ({target}).',
  },
  resumed: RESUMED,
};

/** Other tags of each resource. */
const SOME: ChangeTexts = {
  question: { one: 'Remove tags from {name}?', many: 'Remove tags from {count} resources?' },
  about: {
    one: 'About to remove tags from {name} ({target}).',
    many: 'About to remove tags from {names} ({target}).',
  },
  resumed: RESUMED,
};

/** The texts for removed tags: one tag, several, all, or others of each resource. */
export function textsOfRemoval(steps: readonly Step[]): ChangeTexts {
  const [first, ...others] = new Set(steps.map(({ input }) => JSON.stringify([input['All'] === true, keysIn(input)])));
  const input = steps[0]?.input;
  if (first === undefined || input === undefined || others.length > 0) return SOME;
  if (input['All'] === true) return ALL;
  return keysIn(input).length > 1 ? KEYS : keysIn(input).length === 1 ? KEY : SOME;
}

const keysIn = ({ TagKey }: Values): readonly string[] => [TagKey ?? []].flat().map(String);

function keysOf(steps: readonly Step[]): Readonly<Record<string, string>> {
  return { keys: keysIn(steps[0]?.input ?? {}).join(', ') };
}
