import { type Choice, allOf } from '../../config/layers.ts';
import type { Setting } from '../../config/setting.ts';
import { MASK } from '../../errors/redact.ts';

/** One setting of `config explain`. Names are those of `config set`, where it knows them. */
export interface Line {
  readonly setting: string;
  readonly value: string | number | boolean | null;
  /** Null where nothing set it. */
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
    ? { setting, value: builtIn, source: 'built in', lost: allOf(choice) }
    : chosenLine(setting, choice);

/** A proxy's address may carry a password, and so may an endpoint that lost and was never looked at. */
export const withoutPassword = (text: string): string =>
  text.replace(/(^(?![a-z][a-z0-9+.-]*:\/\/)|:\/\/)([^/@\s:]*):.+@/gi, `$1$2:${MASK}@`);
