/**
 * Every text that a person reads is one template with named values, in English, where it is used. `npm run texts` lists
 * them all; another language is a file of them keyed by the English template (docs/architecture.md, "Texts"). A text is
 * never glued together from fragments: other languages order their words differently.
 */

/** What stands for a `{name}` of a template. */
export type TextValue = string | number | bigint;

/** The names that a template has places for: `{topic}` gives `topic`. */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The values of these names, as arguments: none where there are no names. */
type ValuesOf<N extends string> = [N] extends [never] ? [] : [values: Readonly<Record<N, TextValue>>];

/** The values of a template, as arguments; of one that only the running program knows, none are checked. */
export type TextValues<T extends string, Given extends string = never> = string extends T
  ? [values?: Readonly<Record<string, TextValue>>]
  : ValuesOf<Exclude<Names<T>, Given>>;

/** Forms of a counted text in another language, by the categories of `Intl.PluralRules`. */
type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** Another language: its code (`de`), and its texts by the English ones (counted texts by the English plural); null is not translated yet. */
export interface Translation {
  readonly language: string;
  readonly texts: Readonly<Record<string, string | PluralForms | null>>;
}

let translation: Translation | undefined;

/** Sets the language of all texts from now on; undefined is English. Said once, before anything is printed. */
export function translateTo(to: Translation | undefined): void {
  translation = to;
}

/** A text with its values: `t('topic "{topic}" not found', { topic })`. Untranslated texts stay English. */
export function t<T extends string>(template: T, ...[values]: TextValues<T>): string {
  const own = translatedText(template);
  return filled(typeof own === 'string' ? own : template, values);
}

/**
 * A text about a number, which is its value `count`: `plural(n, '{count} topic', '{count} topics')`. A translation is
 * keyed by the plural and may have a form for each category that its language knows.
 */
export function plural<O extends string, M extends string>(
  count: number,
  one: O,
  many: M,
  ...[values]: TextValues<O | M, 'count'>
): string {
  return filled(countedText(count, one, many), { ...values, count });
}

function countedText(count: number, one: string, many: string): string {
  const own = translatedText(many);
  if (typeof own === 'string') return own;
  if (translation === undefined || own === undefined || own === null) return count === 1 ? one : many;
  return own[new Intl.PluralRules(translation.language).select(count)] ?? own.other ?? many;
}

/** Own properties alone: a template may be called like something that every object has. */
const translatedText = (template: string): string | PluralForms | null | undefined =>
  translation !== undefined && Object.hasOwn(translation.texts, template) ? translation.texts[template] : undefined;

/** Values are put in once: braces in a value are text. A name without a value is kept unchanged. */
function filled(template: string, values: Readonly<Record<string, TextValue>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}

/** A text about an input that is not complete without the input's name, which depends on where it was given. */
export type Sentence = (name: string) => string;

/** Such a text, with a place for `{name}`: `sentence('{name} must be at least {min}, not {n}', { min, n })`. */
export const sentence =
  <T extends string>(template: T, ...[values]: TextValues<T, 'name'>): Sentence =>
  (name) =>
    t<string>(template, { ...values, name });
