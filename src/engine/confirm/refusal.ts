/** The refusal of a change that requires a confirmation when no question can be asked. */
import { t } from '../../core/text/texts.ts';
import { type Detail, type Failure, usage } from '../../errors/failure.ts';
import type { Missing } from './missing.ts';

/** A change that is not confirmed, its announcement, and its profile. */
export interface Unconfirmed {
  readonly missing: Missing;
  /** The announcements: a sentence for each name that is confirmed alone. */
  readonly abouts: readonly string[];
  readonly profile: string;
}

/**
 * The refusal of changes, of which there is at least one; `noPrompt` is why no question can be asked. Its details are
 * the announcements, which are already logged, and its next command is the typed one with the missing options.
 */
export function confirmationRequired(all: readonly Unconfirmed[], noPrompt: string): Failure {
  const adds = new Map(all.flatMap(({ missing }) => optionsOf(missing)).map((words) => [words.join(' '), words]));
  return usage(all.flatMap(detailsOf), {
    message: t('confirmation required, but {why}', { why: t<string>(noPrompt) }),
    hint: [...new Set(all.map(hintOf))].join(' '),
    adds: [...adds.values()].flat(),
    lines: [],
  });
}

const detailsOf = ({ missing, abouts }: Unconfirmed): Detail[] =>
  abouts.map((message) => ({ flag: missing.kind === 'yes' ? '--yes' : '--confirm', message }));

/** The options that confirm a change, each with its value. */
function optionsOf(missing: Missing): string[][] {
  if (missing.kind === 'yes') return [['--yes']];
  const names = missing.kind === 'each' ? missing.names : [missing.word];
  return names.map((name) => ['--confirm', name]);
}

/** How to proceed, in whole sentences. */
function hintOf({ missing, profile }: Unconfirmed): string {
  if (missing.kind === 'yes') return t('Pass --yes to proceed.');
  if (missing.kind === 'each') {
    const [name = '', ...others] = missing.names;
    return others.length === 0
      ? t('Pass --confirm {name} to proceed; --yes is not enough.', { name })
      : t('Pass --confirm with each name to proceed; --yes is not enough.');
  }
  const values = { word: missing.word, profile };
  return missing.isForMany
    ? t(
        'Pass --confirm {word}, or --confirm with each name, to proceed. Profile "{profile}" requires each change to be confirmed by name, so --yes is not enough.',
        values,
      )
    : t(
        'Pass --confirm {word} to proceed. Profile "{profile}" requires each change to be confirmed by name, so --yes is not enough.',
        values,
      );
}
