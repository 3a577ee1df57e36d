/**
 * Parameters of requests and options of the command line, with their rules. Flags, help, checks before sending, wire
 * names and the emulator's refusals are made from them. A rule is a pure function from a value to its violation.
 */
import { type Sentence, sentence, t } from './text/texts.ts';

/** A tag of a resource: `--tag Key=Value`. */
export interface Tag {
  Key: string;
  Value?: string;
}

/** A parsed parameter value. Integers stay numbers here and become text on the wire. */
export type Value = string | number | boolean | string[] | Tag[];

/**
 * Checks a value. Returns the violation, which needs the name under which the value was given; undefined if there is
 * none.
 */
export type Rule<T> = { of(value: T): Sentence | undefined }['of']; // method syntax: a Param<string> is a Param too

/** A parameter on the command line. One without a flag and an argument is never typed. */
export interface CommandLineForm {
  /** Long flag without dashes. */
  readonly flag?: string;
  /** Short flag, one letter without its dash. */
  readonly short?: string;
  /** Positional name. */
  readonly argument?: string;
  /**
   * Accepts many values, each checked alone; a command sends one request for each of a positional unless it has a plan.
   */
  readonly many?: boolean;
  /** Options that are typed for it by mistake and are too different to be guessed. */
  readonly mistakenFor?: readonly string[];
  /** The key of the option that takes some of the values which this one refuses: a duration in place of a time. */
  readonly otherwise?: string;
  /** The placeholder of the value in help: `<n>`, `<GB>`. */
  readonly placeholder?: string;
  /** The value may be left out and is then empty; it is typed after `=` alone: `--limits[=<slack>]`. */
  readonly optional?: true;
  /** Environment variable that sets it too; help shows it. */
  readonly env?: string;
  /** One sentence without a full stop. */
  readonly help: string;
  /** The section of help that lists it, by its title: `Waiting`; default: that of the command's own options. */
  readonly section?: string;
  /** Of a global option: its text on the first page of help, which shows only the most used ones. */
  readonly brief?: string;
}

/** The kinds of values, which decide how a typed text is parsed and how help shows it. */
export type Kind = 'text' | 'integer' | 'boolean' | 'choice' | 'texts' | 'tags' | 'json' | 'time' | 'duration';

/** Names that the service lists. How they are read is in operations/name-lists.ts. */
export type ServiceNames =
  | 'instance'
  | 'ordered-instance'
  | 'topic'
  | 'group'
  | 'sasl-user'
  | 'metric'
  | 'period'
  | 'namespace'
  | 'instance-tag'
  | 'topic-tag'
  | 'group-tag'
  | 'tag-key'
  | 'address'
  | 'permitted-resource'
  | 'permitted-operation';

/**
 * Names that exist: of the service; of this machine (`program`: one to run, and its files, after `--`); of this program
 * (`whole`: a prefix that is a value by itself; `column` and `sort`: fields of the command; `tag`: tags of any object; `setting-value`, `parameter`, `state` and
 * `waited`: by another argument).
 */
export type Listed =
  | ServiceNames
  | 'tag'
  | 'whole'
  | 'profile'
  | 'saved-profile'
  | 'file'
  | 'program'
  | 'region'
  | 'format'
  | 'column'
  | 'sort'
  | 'setting'
  | 'setting-value'
  | 'code'
  | 'operation'
  | 'rated'
  | 'parameter'
  | 'command'
  | 'waited'
  | 'state';

/** A parameter. `T` is the type of its parsed value. */
export interface Param<T extends Value = Value> extends CommandLineForm {
  readonly kind: Kind;
  /** Sent as String, Integer or Boolean by the API's own declaration. */
  readonly type: 'String' | 'Integer' | 'Boolean';
  /** The service refuses the call without it. */
  readonly required: boolean;
  /** Filled in from the effective settings, not from the command's own options. */
  readonly from?: 'region' | 'instance';
  /** It names the instance of the operation; with `id-or-name` an exact name is accepted too and looked up. */
  readonly instance?: 'id' | 'id-or-name';
  /** Value if none is given; `input` has what was given. */
  readonly default?: (input: Readonly<Record<string, unknown>>) => T | undefined;
  /** Shown in help as the default. */
  readonly defaultText?: string;
  /** When it has to be given, where that is not always: `required with --set-user-password`. */
  readonly requiredText?: string;
  /** What its rules allow, if limits and choices do not show it: `3 to 64 letters, digits, "-" and "_"`. */
  readonly format?: string;
  /** Minimum number, or minimum number of characters, that `rules` allow. */
  readonly min?: number;
  /** Maximum number, or maximum number of characters, that `rules` allow. */
  readonly max?: number;
  /** Maximum documented number; a greater one is sent with a warning. */
  readonly usualMax?: number;
  /** Never printed, logged or read from an argument. */
  readonly secret?: true;
  /** Checked before sending. */
  readonly rules: readonly Rule<T>[];
  /** The service's own rules, which the emulator applies; default: `rules`. */
  readonly serviceRules?: readonly Rule<T>[];
  /** Rules that only warn: limits that the service has changed before. */
  readonly warnings: readonly Rule<T>[];
  /** Code with which the service refuses a value that breaks a rule; default Invalid<Name>. */
  readonly refusal?: string;
  /** Each of its rules has its own code, so that the emulator's handler checks it. */
  readonly judgedByHandler?: true;
  /** The service may cut longer text to this many characters instead of refusing it. */
  readonly cut?: number;
  /** Allowed words, in the API's spelling. */
  readonly choices?: readonly string[];
  /** Other words that are accepted for a choice: `ssd` for `1`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Words other than the choices are sent with a warning. */
  readonly open?: boolean;
  /** The service compares this choice without regard to case. */
  readonly anyCase?: boolean;
  /** The pattern of a typed whole number, if it is narrower than usual. */
  readonly digits?: RegExp;
  /** What a typed value must be, used in the error instead of the violation: `a duration such as 5s`. */
  readonly must?: string;
  /** An empty value is valid (a remark may be cleared). */
  readonly mayBeEmpty?: boolean;
  /** At most this many values in one request. */
  readonly maxItems?: number;
  /** A newer parameter that may be given instead (through --param). */
  readonly alternative?: string;
  /** For completion and hints only, never checked. */
  readonly hints?: readonly string[];
  /**
   * What its value names: completion offers the names that exist, and pick lists those of the service. The words
   * themselves where they are few; of a value with a prefix, by its prefixes:
   * `{ 'topic/': 'topic', 'group/': 'group' }`. Absent for the name of something new.
   */
  readonly lists?: Listed | readonly string[] | Readonly<Record<string, Listed>>;
  /** What a pick list shows in place of `lists`: names that take too many requests for completion. */
  readonly picks?: ServiceNames;
  /** The key of the argument on whose value these names depend. */
  readonly listsBy?: string;
  /** The key of the option whose value is the beginning of its values in a pick list: `topic` for `topic/`. */
  readonly prefixedBy?: string;
  /** Keys of options of which none can be given together with this one, if no cross-field rule says so. */
  readonly excludes?: readonly string[];
  /** Never set: carries the type of the value. */
  readonly value?: T;
}

/** Something wrong with one parameter of an input. */
export interface Violation {
  /** The parameter, by its key. */
  readonly param: string;
  /** What is wrong; it needs the name under which the parameter was given. */
  readonly message: Sentence;
  /** Only this tool refuses it; the service does not. */
  readonly clientOnly?: true;
}

/** Parameters by their keys: wire names for operations, any names for tools. */
export type Params = Readonly<Record<string, Param>>;

/** The parsed input of a set of parameters; all values are optional, since defaults and settings fill it later. */
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

/** Limits of a text, in characters. */
export interface Length {
  readonly min?: number;
  readonly max?: number;
}

/** Free text. */
export function text(options: Options<string> & Length): Param<string> {
  return param('text', 'String', { placeholder: 'text', ...options }, [length(options)]);
}

/** Limits of a number. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** The documented maximum; the service accepts more today, so that a greater number only warns. */
  readonly usualMax?: number;
  /** Some integers are declared String by the API. */
  readonly sentAs?: 'String';
}

/** A whole number. */
export function integer(options: Options<number> & Range): Param<number> {
  const { usualMax } = options;
  const unusual: Rule<number> = (n) =>
    usualMax !== undefined && n > usualMax ? aboveDocumented(n, usualMax, options.max) : undefined;
  return param('integer', options.sentAs ?? 'Integer', { placeholder: 'n', ...options, warnings: [unusual] }, [
    range(options),
  ]);
}

const aboveDocumented = (n: number, documented: number, today: number | undefined): Sentence =>
  today === undefined
    ? sentence('{name} {n} is above the documented maximum of {documented}; the service may refuse it', {
        n,
        documented,
      })
    : sentence(
        '{name} {n} is above the documented maximum of {documented}; the service currently accepts up to {today}',
        { n, documented, today },
      );

/** One of a few words, given in any case and sent in the API's spelling. `open` values pass with a warning. */
export function choice(
  choices: readonly string[],
  options: Options<string> & { readonly sentAs?: 'Integer' },
): Param<string> {
  const all = [...choices, ...Object.keys(options.aliases ?? {})];
  const known: Rule<string> = (word) =>
    choices.includes(word)
      ? undefined
      : sentence('{name} must be one of {words}, not "{word}"', { words: all.join(', '), word });
  const unknown: Rule<string> = (word) =>
    choices.includes(word)
      ? undefined
      : sentence('{name} "{word}" is not a documented value ({words}); sent unchanged', {
          words: choices.join(', '),
          word,
        });
  const base = { placeholder: typedWords(all).join('|'), ...options, choices };
  return options.open === true
    ? param('choice', options.sentAs ?? 'String', { ...base, warnings: [unknown] })
    : param('choice', options.sentAs ?? 'String', base, [known]);
}

/** Words as typed: in lower case, numbers after their aliases. */
function typedWords(words: readonly string[]): string[] {
  const typed = words.map((word) => word.toLowerCase());
  return [...typed.filter((word) => /[a-z]/.test(word)), ...typed.filter((word) => !/[a-z]/.test(word))];
}

/** True or false; as a flag it takes no value. A flag `no-…` is true if it is typed. */
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

/** Rule: a duration must be longer than zero. */
export const someTime: Rule<number> = (milliseconds) =>
  milliseconds > 0 ? undefined : sentence('{name} must be greater than 0');

/** A duration in milliseconds; only of flags. */
export function duration(options: Options<number>): Param<number> {
  return param('duration', 'String', { placeholder: 'duration', ...options });
}

/** The same parameter with changes for the command line. */
export function as<T extends Value>(base: Param<T>, change: Partial<Omit<Param<T>, 'kind' | 'type'>>): Param<T> {
  return { ...base, ...change };
}

/**
 * The service may cut longer names of topics, groups and instances to this many characters
 * (docs/sources.md#name-length); a serverless instance does not.
 */
export const NAME_CUT = 64;

/** The name in the service's list after a creation under `name`, where it cuts names. */
export const cutName = (name: string, most: number = NAME_CUT): string => name.slice(0, most);

/** Names as CreateTopic and CreateConsumerGroup accept them today: 3 to 64 letters, digits, `.`, `_`, `-`. */
export const resourceName: Rule<string> = (name) =>
  /^[A-Za-z0-9._-]{3,64}$/.test(name) ? undefined : nameViolation(name, /[^A-Za-z0-9._-]/, '".", "_" and "-"');

/** Instance names: the same without the dot (ModifyInstanceName). */
export const instanceName: Rule<string> = (name) =>
  /^[A-Za-z0-9_-]{3,64}$/.test(name) ? undefined : nameViolation(name, /[^A-Za-z0-9_-]/, '"_" and "-"');

/** The service's own rule for a name. It may cut long names instead of refusing them. */
export const resourceNameOfService: Rule<string> = (name) =>
  /^[A-Za-z0-9._-]{3,}$/.test(name) ? undefined : notValid(name);
/** The service's own rule for the name of an instance. */
export const instanceNameOfService: Rule<string> = (name) =>
  /^[A-Za-z0-9_-]{3,}$/.test(name) ? undefined : notValid(name);

const notValid = (value: string): Sentence => sentence('{name} "{value}" is not a valid name', { value });

/**
 * The service accepts other names on some instances (serverless ones: 1 to 249 characters), and has changed its rules
 * before: hence --no-validate.
 */
function nameViolation(value: string, bad: RegExp, signs: string): Sentence {
  const wrong = bad.exec(value)?.[0];
  return wrong === undefined
    ? sentence(
        '{name} must be 3 to 64 letters, digits, {signs}; "{value}" has a length of {length} (--no-validate skips this check)',
        { signs, value, length: value.length },
      )
    : sentence(
        '{name} must be 3 to 64 letters, digits, {signs}; "{value}" contains {character} (--no-validate skips this check)',
        { signs, value, character: wrong === ' ' ? t('a space') : JSON.stringify(wrong) },
      );
}

/** Tag keys: 1 to 128 characters, without the vendor's prefixes, no URLs. */
export const tagKey: Rule<string> = (value) => {
  if (value === '') return sentence('{name} must not have an empty key');
  if (value.length > 128)
    return sentence('{name} must not have a key longer than 128 characters; this one has {length}', {
      length: value.length,
    });
  if (startsReserved(value))
    return sentence('{name} must not have a key that begins with "aliyun" or "acs:": "{value}"', { value });
  return hasUrl(value)
    ? sentence('{name} must not have a key that contains "http://" or "https://": "{value}"', { value })
    : undefined;
};

/** Tag values: as keys, but may be empty. */
export const tagValue: Rule<string> = (value) => {
  if (value.length > 128)
    return sentence('{name} must not have a value longer than 128 characters; this one has {length}', {
      length: value.length,
    });
  if (startsReserved(value))
    return sentence('{name} must not have a value that begins with "aliyun" or "acs:": "{value}"', { value });
  return hasUrl(value)
    ? sentence('{name} must not have a value that contains "http://" or "https://": "{value}"', { value })
    : undefined;
};

const startsReserved = (text: string): boolean => /^(aliyun|acs:)/i.test(text);

const hasUrl = (text: string): boolean => /https?:\/\//i.test(text);

function eachTag(rule: Rule<string>, of: (tag: Tag) => string): Rule<Tag[]> {
  return (tags) => firstViolation(tags, (tag) => rule(of(tag)));
}

const oneValueAKey: Rule<Tag[]> = (tags) => {
  const seen = new Set<string>();
  return firstViolation(tags, ({ Key }) => {
    const twice = seen.has(Key);
    seen.add(Key);
    return twice ? sentence('{name} has the key "{key}" twice', { key: Key }) : undefined;
  });
};

const noneEmpty: Rule<string[]> = (values) =>
  firstViolation(values, (value) => (value === '' ? sentence('{name} must not have an empty value') : undefined));

const parses: Rule<string> = (value) => {
  try {
    JSON.parse(value);
    return undefined;
  } catch (error) {
    return sentence('{name} is not valid JSON: {reason}', { reason: (error as Error).message });
  }
};

function firstViolation<T>(values: readonly T[], rule: Rule<T>): Sentence | undefined {
  for (const value of values) {
    const violation = rule(value);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

function length({ min = 0, max }: Length): Rule<string> {
  return (value) => {
    const own = value.length;
    if (own < min)
      return own === 0
        ? sentence('{name} must not be empty')
        : sentence('{name} must have at least {min} characters, not {own}', { min, own });
    return max !== undefined && own > max
      ? sentence('{name} must have at most {max} characters, not {own}', { max, own })
      : undefined;
  };
}

function range({ min, max }: Range): Rule<number> {
  return (n) => {
    if (min !== undefined && n < min) return sentence('{name} must be at least {min}, not {n}', { min, n });
    return max !== undefined && n > max ? sentence('{name} must be at most {max}, not {n}', { max, n }) : undefined;
  };
}

function count(max: number | undefined): Rule<readonly unknown[]> {
  return ({ length: own }) =>
    max !== undefined && own > max
      ? sentence('{name} accepts at most {max} values, not {own}', { max, own })
      : undefined;
}

/** The violations of a value, by the client's rules or by the service's; empty if it is valid. */
export function violations(param: Param, value: Value, side: 'client' | 'service' = 'client'): Sentence[] {
  const rules = side === 'service' ? (param.serviceRules ?? param.rules) : param.rules;
  return rules.map((rule) => rule(value)).filter((violation) => violation !== undefined);
}

/** The violations of an input by its keys; valid values are absent. */
export function violationsOf(
  params: Params,
  input: Readonly<Record<string, Value | undefined>>,
  side: 'client' | 'service' = 'client',
): ReadonlyMap<string, readonly Sentence[]> {
  const found = new Map<string, readonly Sentence[]>();
  for (const [key, param] of Object.entries(params)) {
    const value = input[key];
    const wrong = value === undefined ? [] : violations(param, value, side);
    if (wrong.length > 0) found.set(key, wrong);
  }
  return found;
}

/** The warnings about a value, which is sent nevertheless. */
export function cautions(param: Param, value: Value): Sentence[] {
  const cut = [value].flat().flatMap((one) => (typeof one === 'string' ? (cutText(one, param) ?? []) : []));
  return [...cut, ...param.warnings.map((rule) => rule(value)).filter((caution) => caution !== undefined)];
}

/** The warning about a name that only --no-validate sends: the service may cut it. */
function cutText(value: string, { cut }: Param): Sentence | undefined {
  if (cut === undefined || value.length <= cut) return undefined;
  return sentence('{name} "{value}" has {length} characters; the service may cut it to {cut}: "{short}"', {
    value,
    length: value.length,
    cut,
    short: cutName(value, cut),
  });
}
