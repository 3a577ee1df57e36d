/** Prompts for a terminal without escape sequences (TERM=dumb): questions and answers are lines. */
import { t } from '../../core/text/texts.ts';
import type { Option } from '../../context.ts';
import { readLine } from './plain-line.ts';
import { discardTyped, isYes, type Questions } from './questions.ts';

/** They take the configurations of the library's prompts, and reject with an `AbortError` on the place's signal. */
export const plainQuestions: Questions = {
  confirm: async ({ message }, place) => isYes(await readLine(`${message} (y/N) `, place)),
  input: ({ message }, place) => readLine(`${message} `, place),
  password: ({ message }, place) => readLine(`${message} `, place, { echo: false }),
  select: async ({ message, choices, first }, place) => {
    const usual = choices.find(({ value }) => value === first) ?? choices[0];
    const digits = String(choices.length).length;
    const numbered = choices.map(({ label }, i) => `  ${String(i + 1).padStart(digits)}) ${label}`);
    let shown = [message, ...numbered].join('\n');
    for (;;) {
      const label = t('Number or value [{default}]:', { default: usual?.value ?? '' });
      const typed = (await readLine(`${shown}\n${label} `, place)).trim();
      const chosen = typed === '' ? usual : chosenBy(typed, choices);
      if (chosen !== undefined) return chosen.value;
      shown = t('Unknown choice. Enter a number from 1 to {count}, or a value.', { count: choices.length });
      await discardTyped(place.input, place.signal);
    }
  },
  pick: async (pick, place) => (await import('./plain-pick.ts')).plainPick(pick, place),
};

const chosenBy = (typed: string, choices: readonly Option[]): Option | undefined =>
  choices.find(({ value }, i) => typed === value || typed === String(i + 1));
