/**
 * Parameters of requests and options of the command line: what may be given, its rule and its words, said once.
 * Read from them: flags, help, checks before sending, wire names, the emulator's refusals.
 * A rule is a pure function from a value to what is wrong with it.
 */

export interface Tag {
  Key: string;
  Value?: string;
}

/** A parsed parameter value. Integers stay numbers here and become text on the wire. */
export type Value = string | number | boolean | string[] | Tag[];

/** What is wrong with a value, as the end of a sentence that starts with its name; undefined when nothing is. */
export type Rule<T> = { of(value: T): string | undefined }['of']; // method syntax: a Param<string> is a Param too

/** How a parameter looks on the command line. A parameter without flag and argument is never typed by a person. */
export interface CommandLineForm {
  /** Long flag without dashes. */
  readonly flag?: string;
  /** Short flag, one letter without its dash. */
  readonly short?: string;
  /** Positional name. */
  readonly argument?: string;
  /** It takes many values, each judged alone; for those of a positional a command sends one request each unless it plans otherwise. */
  readonly many?: boolean;
  /** What stands for the value in help: `<n>`, `<GB>`. */
  readonly placeholder?: string;
  /** The value may be left out and is then empty; it is typed after `=` alone: `--limits[=<slack>]`. */
  readonly optional?: true;
  /** Environment variable that gives it too; help shows it. */
  readonly env?: string;
  /** One sentence without a full stop. */
  readonly help: string;
}

export type Kind = 'text' | 'integer' | 'boolean' | 'choice' | 'texts' | 'tags' | 'json' | 'time' | 'duration';

/** A parameter. `T` is the type of its parsed value. */
export interface Param<T extends Value = Value> extends CommandLineForm {
  readonly kind: Kind;
  /** Sent as String, Integer or Boolean by the API's own declaration. */
  readonly type: 'String' | 'Integer' | 'Boolean';
  /** The service refuses the call without it. */
  readonly required: boolean;
  /** Filled in from the effective settings, not from the command's own flags. */
  readonly from?: 'region' | 'instance';
  /** It names the instance that the operation works in or on; where its exact name is taken too, that is looked up. */
  readonly instance?: 'id' | 'id-or-name';
  /** Value when nothing is given; it sees what was given. */
  readonly default?: (input: Readonly<Record<string, unknown>>) => T | undefined;
  /** Shown in help as the default. */
  readonly defaultText?: string;
  /** When it has to be given, where that is not always: `required with --set-user-password`. */
  readonly requiredText?: string;
  /** What its rules allow, where neither limits nor words say it: `3 to 64 letters, digits, "-" and "_"`. */
  readonly format?: string;
  /** Least number, or least number of characters, that `rules` allow. */
  readonly min?: number;
  /** Greatest number, or greatest number of characters, that `rules` allow. */
  readonly max?: number;
  /** Greatest documented number; a greater one is sent with a warning. */
  readonly usualMax?: number;
  /** Never printed, logged or taken from an argument. */
  readonly secret?: true;
  /** Refused before sending. */
  readonly rules: readonly Rule<T>[];
  /** Refused by the service; the emulator applies these. Defaults to `rules`. */
  readonly serviceRules?: readonly Rule<T>[];
  /** Passed on with a warning: limits that the service has moved before. */
  readonly warnings: readonly Rule<T>[];
  /** Code the service refuses with when a value breaks a rule; default Invalid<Name>. */
  readonly refusal?: string;
  /** Its rules have a code each, which one `refusal` cannot say: the emulator's handler judges it. */
  readonly judgedByHandler?: true;
  /** The service may cut longer text to this many characters instead of refusing it. */
  readonly cut?: number;
  /** Allowed words, in the API's spelling. */
  readonly choices?: readonly string[];
  /** Other words a person may type for a choice: `ssd` for `1`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Other words than the allowed ones are passed on with a warning. */
  readonly open?: boolean;
  /** The service compares this choice without case. */
  readonly anyCase?: boolean;
  /** What a typed whole number has to match, where a sign or a length is not taken that others take. */
  readonly digits?: RegExp;
  /** What a typed value must do, said in place of whatever is wrong with it: `be a duration such as 5s`. */
  readonly must?: string;
  /** An empty value is meant (a remark may be emptied). */
  readonly mayBeEmpty?: boolean;
  /** At most this many values in one request. */
  readonly maxItems?: number;
  /** A newer parameter that may be given instead (through --param). */
  readonly alternative?: string;
  /** Completion and hints only, never checked. */
  readonly hints?: readonly string[];
  /** Only in memory for the type of the value. */
  readonly value?: T;
}

/** Something wrong with one parameter of an input. */
export interface Violation {
  /** The parameter, by its key. */
  readonly param: string;
  /** The end of a sentence that starts with the flag. */
  readonly message: string;
  /** The service takes it all the same: only this tool refuses it. */
  readonly clientOnly?: true;
}

export type Params = Readonly<Record<string, Param>>;

/** The parsed input of a set of parameters; everything optional, since defaults and settings fill it later. */
export type Input<P extends Params> = {
  -readonly [K in keyof P]?: P[K] extends Param<infer T> ? T : never;
};

type Options<T extends Value> = Partial<Omit<Param<T>, 'kind' | 'type' | 'rules' | 'value'>> & {
  readonly help: string;
  readonly rules?: readonly Rule<T>[];
};

function param<T extends Value>(
  kind: Kind,
  type: Param['type'],
  options: Options<T>,
  rules: readonly Rule<T>[] = [],
): Param<T> {
  return { required: false, warnings: [], ...options, kind, type, rules: [...rules, ...(options.rules ?? [])] };
}

export interface Length {
  readonly min?: number;
  readonly max?: number;
}

/** Free text. */
export function text(options: Options<string> & Length): Param<string> {
  return param('text', 'String', { placeholder: 'text', ...options }, [length(options)]);
}

export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** Above this the service refused once and accepts today: warn only. */
  readonly usualMax?: number;
  /** Some integers are declared String by the API. */
  readonly sentAs?: 'String';
}

/** A whole number. */
export function integer(options: Options<number> & Range): Param<number> {
  const { usualMax } = options;
  const unusual: Rule<number> = (n) =>
    usualMax !== undefined && n > usualMax
      ? `${n} is above the documented ${usualMax}; sent as it is, since the service accepts up to ${options.max ?? 'more'} today`
      : undefined;
  return param('integer', options.sentAs ?? 'Integer', { placeholder: 'n', ...options, warnings: [unusual] }, [
    range(options),
  ]);
}

/** One of a few words, given in any case and sent in the API's spelling. `open` values pass with a warning. */
export function choice(
  choices: readonly string[],
  options: Options<string> & { readonly sentAs?: 'Integer' },
): Param<string> {
  const all = [...choices, ...Object.keys(options.aliases ?? {})];
  const known: Rule<string> = (word) =>
    choices.includes(word) ? undefined : `must be one of ${all.join(', ')}, not "${word}"`;
  const unknown: Rule<string> = (word) =>
    choices.includes(word) ? undefined : `"${word}" is not a documented value (${choices.join(', ')}); sent as it is`;
  const base = { placeholder: typedWords(all).join('|'), ...options, choices };
  return options.open === true
    ? param('choice', options.sentAs ?? 'String', { ...base, warnings: [unknown] })
    : param('choice', options.sentAs ?? 'String', base, [known]);
}

/** Words as they are typed: in lower case, numbers after the words that stand for them. */
function typedWords(words: readonly string[]): string[] {
  const typed = words.map((word) => word.toLowerCase());
  return [...typed.filter((word) => /[a-z]/.test(word)), ...typed.filter((word) => !/[a-z]/.test(word))];
}

/** True or false; as a flag it takes no value. A flag `no-…` is true where it is typed. */
export function flag(options: Options<boolean>): Param<boolean> {
  return param('boolean', 'Boolean', options);
}

/** A repeated text, sent as Name.1, Name.2, … */
export function texts(options: Options<string[]>): Param<string[]> {
  return param('texts', 'String', { placeholder: 'text', ...options }, [count(options.maxItems), noneEmpty]);
}

/** Repeated Key and Value pairs, sent as Tag.1.Key, Tag.1.Value, … */
export function tags(options: Options<Tag[]>): Param<Tag[]> {
  return param<Tag[]>('tags', 'String', { placeholder: 'key[=value]', ...options }, [
    count(options.maxItems),
    eachTag(tagKey, (t) => t.Key),
    eachTag(tagValue, (t) => t.Value ?? ''),
    oneValueAKey,
  ]);
}

/** JSON text, checked to parse. */
export function json(options: Options<string>): Param<string> {
  return param('json', 'String', { placeholder: 'json', ...options }, [parses]);
}

/** A moment, sent as epoch milliseconds. */
export function time(options: Options<number>): Param<number> {
  return param('time', 'String', { placeholder: 'time', ...options });
}

/** A span of time that is longer than none. */
export const someTime: Rule<number> = (milliseconds) => (milliseconds > 0 ? undefined : 'must be longer than 0');

/** A span of time in milliseconds; only ever a flag. */
export function duration(options: Options<number>): Param<number> {
  return param('duration', 'String', { placeholder: 'duration', ...options });
}

/** The same parameter with another face on the command line. */
export function as<T extends Value>(base: Param<T>, change: Partial<Omit<Param<T>, 'kind' | 'type'>>): Param<T> {
  return { ...base, ...change };
}

/**
 * Longer names of topics, groups and instances may be cut to so many characters (docs/sources.md#name-length); a serverless instance
 * keeps them.
 */
export const NAME_CUT = 64;

/** A name as the service lists what it creates under it, where it cuts. */
export const cutName = (name: string, most: number = NAME_CUT): string => name.slice(0, most);

/** Names as CreateTopic and CreateConsumerGroup take them today: 3 to 64 of letters, digits, `.`, `_`, `-`. */
export const resourceName: Rule<string> = (name) =>
  /^[A-Za-z0-9._-]{3,64}$/.test(name)
    ? undefined
    : `must be 3 to 64 characters of letters, digits, ".", "_", "-"; "${name}" ${nameViolation(name, /[^A-Za-z0-9._-]/)}`;

/** Instance names: the same without the dot (ModifyInstanceName). */
export const instanceName: Rule<string> = (name) =>
  /^[A-Za-z0-9_-]{3,64}$/.test(name)
    ? undefined
    : `must be 3 to 64 characters of letters, digits, "_", "-"; "${name}" ${nameViolation(name, /[^A-Za-z0-9_-]/)}`;

/** What the service itself refuses in a name that it may cut when too long. */
export const resourceNameOfService: Rule<string> = (name) =>
  /^[A-Za-z0-9._-]{3,}$/.test(name) ? undefined : `"${name}" is not a valid name`;
export const instanceNameOfService: Rule<string> = (name) =>
  /^[A-Za-z0-9_-]{3,}$/.test(name) ? undefined : `"${name}" is not a valid name`;

/** The service takes other names on some instances (serverless ones: 1 to 249 characters), and has changed its rules before. */
const WAY_OUT = ' (--no-validate lets the service judge)';

function nameViolation(name: string, bad: RegExp): string {
  const wrong = bad.exec(name)?.[0];
  const length = `${name.length} ${name.length === 1 ? 'character' : 'characters'}`;
  return `has ${wrong === undefined ? length : JSON.stringify(wrong)}${WAY_OUT}`;
}

/** Tag keys: 1 to 128 characters, not the vendor's own prefixes, no URLs. */
export const tagKey: Rule<string> = (key) => (key === '' ? 'has an empty key' : tagText('key', key));

/** Tag values: as keys, but may be empty. */
export const tagValue: Rule<string> = (value) => tagText('value', value);

function tagText(what: string, value: string): string | undefined {
  if (value.length > 128) return `${what} has ${value.length} characters, at most 128`;
  if (/^(aliyun|acs:)/i.test(value)) return `${what} "${value}" must not start with "aliyun" or "acs:"`;
  if (/https?:\/\//i.test(value)) return `${what} "${value}" must not contain "http://" or "https://"`;
  return undefined;
}

function eachTag(rule: Rule<string>, of: (tag: Tag) => string): Rule<Tag[]> {
  return (tags) => firstViolation(tags, (tag) => rule(of(tag)));
}

const oneValueAKey: Rule<Tag[]> = (tags) => {
  const seen = new Set<string>();
  return firstViolation(tags, ({ Key }) => {
    const twice = seen.has(Key);
    seen.add(Key);
    return twice ? `names the key "${Key}" twice` : undefined;
  });
};

const noneEmpty: Rule<string[]> = (values) =>
  firstViolation(values, (value) => (value === '' ? 'has an empty value' : undefined));

const parses: Rule<string> = (value) => {
  try {
    JSON.parse(value);
    return undefined;
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
};

function firstViolation<T>(values: readonly T[], rule: Rule<T>): string | undefined {
  for (const value of values) {
    const violation = rule(value);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

function length({ min = 0, max }: Length): Rule<string> {
  return (value) => {
    if (value.length < min) return `must have at least ${min} characters, "${value}" has ${value.length}`;
    return max !== undefined && value.length > max
      ? `must have at most ${max} characters, it has ${value.length}`
      : undefined;
  };
}

function range({ min, max }: Range): Rule<number> {
  return (n) => {
    if (min !== undefined && n < min) return `must be at least ${min}, not ${n}`;
    return max !== undefined && n > max ? `must be at most ${max}, not ${n}` : undefined;
  };
}

function count(max: number | undefined): Rule<readonly unknown[]> {
  return (values) =>
    max !== undefined && values.length > max ? `takes at most ${max} values, not ${values.length}` : undefined;
}

/** Everything wrong with a value, by the client's rules or by the service's. Empty when it may be sent. */
export function violations(param: Param, value: Value, side: 'client' | 'service' = 'client'): string[] {
  const rules = side === 'service' ? (param.serviceRules ?? param.rules) : param.rules;
  return rules.map((rule) => rule(value)).filter((violation) => violation !== undefined);
}

/** The same for each value of an input; what may be sent is not in it. */
export function violationsOf(
  params: Params,
  input: Readonly<Record<string, Value | undefined>>,
  side: 'client' | 'service' = 'client',
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [key, param] of Object.entries(params)) {
    const value = input[key];
    const wrong = value === undefined ? [] : violations(param, value, side);
    if (wrong.length > 0) found.set(key, wrong);
  }
  return found;
}

/** What is unusual about a value that is sent all the same. */
export function cautions(param: Param, value: Value): string[] {
  const cut = [value].flat().flatMap((one) => (typeof one === 'string' ? (cutText(one, param) ?? []) : []));
  return [...cut, ...param.warnings.map((rule) => rule(value)).filter((caution) => caution !== undefined)];
}

/** Said of a name that only --no-validate sends: what is created may have another one. */
function cutText(name: string, { cut }: Param): string | undefined {
  if (cut === undefined || name.length <= cut) return undefined;
  return `"${name}" has ${name.length} characters; the service may cut it to ${cut}: "${cutName(name, cut)}"`;
}
