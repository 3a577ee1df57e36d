/**
 * One row of `config explain`: a setting, its value, its source, and the values that it overrides. The rows are built
 * in explain-*.ts.
 */
import { type Choice, allOf } from '../../config/layers.ts';
import { BUILT_IN, type Setting } from '../../config/setting.ts';
import { t } from '../../core/text/texts.ts';
import { MASK } from '../../errors/redact.ts';

/** One setting of `config explain`. If `config set` has the setting, the name is the same. */
export interface Line {
  readonly setting: string;
  readonly value: string | number | boolean | null;
  /** Null if nothing sets it. */
  readonly source: string | null;
  /** The overridden values. */
  readonly lost: readonly Setting[];
}

/** The row of a choice; null if nothing was chosen. */
export const chosenLine = (setting: string, { chosen, lost }: Choice): Line => ({
  setting,
  value: chosen?.value ?? null,
  source: chosen?.source ?? null,
  lost,
});

/** The row of a choice with a built-in default. */
export const defaultedLine = (setting: string, choice: Choice, builtIn: string): Line =>
  choice.chosen === undefined
    ? { setting, value: builtIn, source: BUILT_IN, lost: allOf(choice) }
    : chosenLine(setting, choice);

/** An address with its password masked. Proxies may have one, and overridden endpoints are not checked for one. */
export const withoutPassword = (text: string): string =>
  text.replace(/(^(?![a-z][a-z0-9+.-]*:\/\/)|:\/\/)([^/@\s:]*):.+@/gi, `$1$2:${MASK}@`);

/** A source as printed: `option --region`, `environment variable ALIKAFKA_REGION`, `profile prod`. */
export function sourceText(source: string): string {
  if (source === BUILT_IN) return t('built-in default');
  if (source.startsWith('--')) return t('option {option}', { option: source });
  return /^\w+$/.test(source) ? t('environment variable {variable}', { variable: source }) : source;
}
