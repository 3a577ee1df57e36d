/**
 * Texts for people: each is one English template with named values, at the place where it is used, never a sum of
 * fragments. `npm run texts` lists all; a translation is a file keyed by the English templates (docs/architecture.md,
 * "Texts").
 */

/** A value for a `{name}` of a template. */
export type TextValue = string | number | bigint;

/** The names in a template: `{topic}` gives `topic`. */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The values of these names, as arguments: none without names. */
type ValuesOf<N extends string> = [N] extends [never] ? [] : [values: Readonly<Record<N, TextValue>>];

/** The values of a template, as arguments; they are checked if the template is a literal. */
export type TextValues<T extends string, Given extends string = never> = string extends T
  ? [values?: Readonly<Record<string, TextValue>>]
  : ValuesOf<Exclude<Names<T>, Given>>;

/** Forms of a counted text in another language, by the categories of `Intl.PluralRules`. */
type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/**
 * A language: its code (`de`), and its texts by the English ones (counted texts by the plural); null is untranslated.
 */
export interface Translation {
  readonly language: string;
  readonly texts: Readonly<Record<string, string | PluralForms | null>>;
}

let translation: Translation | undefined;

/** Sets the language of all texts; undefined is English. Called once, before anything is printed. */
export function translateTo(to: Translation | undefined): void {
  translation = to;
}

/** A text with its values: `t('topic "{topic}" not found', { topic })`. Untranslated texts are English. */
export function t<T extends string>(template: T, ...[values]: TextValues<T>): string {
  const own = translatedText(template);
  return filled(typeof own === 'string' ? own : template, values);
}

/**
 * A text with a number, its value `count`: `plural(n, '{count} topic', '{count} topics')`. A translation is keyed by
 * the plural and may have a form for each plural category of its language.
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

/** Only own properties count, since a template may be the name of a property of all objects. */
const translatedText = (template: string): string | PluralForms | null | undefined =>
  translation !== undefined && Object.hasOwn(translation.texts, template) ? translation.texts[template] : undefined;

/** Replaces each `{name}` once, so braces in a value are text. A name without a value is kept. */
function filled(template: string, values: Readonly<Record<string, TextValue>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}

/** A text about a thing, after its name: `orders: created`. */
export const labelled = (label: string, text: string): string => t('{label}: {text}', { label, text });

/** A text with a short addition, such as a code: `running (5)`. */
export const noted = (text: string, note: string): string => t('{text} ({note})', { text, note });

/** Names, numbers or labels as a list: `orders, payments`. Empty ones are left out. */
export const listed = (items: readonly string[]): string => items.filter((item) => item !== '').join(', ');

/** Whole clauses one after the other, none of which needs the others. */
export const clauses = (parts: readonly string[]): string => parts.join('; ');

/** A text about an input, which needs the name of the input: an option, an argument or a field of a file. */
export type Sentence = (name: string) => string;

/** Such a text from a template with `{name}`: `sentence('{name} must be at least {min}, not {n}', { min, n })`. */
export const sentence =
  <T extends string>(template: T, ...[values]: TextValues<T, 'name'>): Sentence =>
  (name) =>
    t<string>(template, { ...values, name });
