/** Loads the translation of all texts into the language of the environment. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../core/env.ts';
import { translateTo, type Translation } from '../core/text/texts.ts';
import { languageOf } from '../version.ts';

/** Sets the language of all texts to the one that the environment asks for. */
export const translate = (env: Env): void => translateTo(readTranslation(env));

/**
 * The texts of the language that the environment asks for: `translations/<language>.json` of the package, as
 * `npm run texts -- --keys` writes it. Undefined, which is English, where there is no such file, or none that is JSON.
 */
export function readTranslation(
  env: Env,
  folder: string = join(__dirname, '..', 'translations'),
): Translation | undefined {
  const language = languageOf(env);
  if (language === undefined) return undefined;
  try {
    const texts: unknown = JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'));
    return isTexts(texts) ? { language, texts } : undefined;
  } catch {
    return undefined;
  }
}

const isTexts = (read: unknown): read is Translation['texts'] =>
  typeof read === 'object' && read !== null && !Array.isArray(read);
