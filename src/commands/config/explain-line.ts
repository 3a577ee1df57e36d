/** One row of `config explain`: a setting, its value, its source, and the values that it overrides. */
import { type Choice, allOf } from '../../config/layers.ts';
import { BUILT_IN, type Setting } from '../../config/setting.ts';
import { t } from '../../core/text/texts.ts';
import { MASK } from '../../errors/redact.ts';

/** One setting of `config explain`. Names are those of `config set`, where it knows them. */
export interface Line {
  readonly setting: string;
  readonly value: string | number | boolean | null;
  /** Null where nothing sets it. */
  readonly source: string | null;
  readonly lost: readonly Setting[];
}

/** What was chosen among several. */
export const chosenLine = (setting: string, { chosen, lost }: Choice): Line => ({
  setting,
  value: chosen?.value ?? null,
  source: chosen?.source ?? null,
  lost,
});

/** The built-in value where nothing was chosen. */
export const defaultedLine = (setting: string, choice: Choice, builtIn: string): Line =>
  choice.chosen === undefined
    ? { setting, value: builtIn, source: BUILT_IN, lost: allOf(choice) }
    : chosenLine(setting, choice);

/** A proxy's address may contain a password, and so may an overridden endpoint, which nothing has checked. */
export const withoutPassword = (text: string): string =>
  text.replace(/(^(?![a-z][a-z0-9+.-]*:\/\/)|:\/\/)([^/@\s:]*):.+@/gi, `$1$2:${MASK}@`);

/** A source as a person knows it: `option --region`, `environment variable ALIKAFKA_REGION`, `profile prod`. */
export function sourceText(source: string): string {
  if (source === BUILT_IN) return t('built-in default');
  if (source.startsWith('--')) return t('option {option}', { option: source });
  return /^\w+$/.test(source) ? t('environment variable {variable}', { variable: source }) : source;
}
