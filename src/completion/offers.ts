/** The candidates for the current word of a line. Names that must be read are only reported as needed. */
import { type Line, optionsOf, readLine } from './line.ts';
import {
  below,
  type ArgumentSpec,
  type CommandSpec,
  type Name,
  type NarrowedList,
  type OptionSpec,
  type Table,
  type ValueSpec,
} from './table.ts';

/** Values of inputs that narrow a list, by their keys. */
export type Within = Readonly<Record<string, readonly string[]>>;

/** Names that are offered. A candidate is the prefix with one of the names that begin with what is typed. */
export interface Offer {
  /** The part of the current word that stays. */
  readonly prefix: string;
  /** The rest of the current word. */
  readonly typed: string;
  readonly words?: readonly Name[];
  /** Words of which some are offered where nothing else begins so. */
  readonly more?: readonly Name[];
  /** A list that must be read. */
  readonly list?: string;
  /** The inputs that narrow it, by their keys. */
  readonly within?: Within;
  /** Names are offered up to this text while it is not typed. */
  readonly upTo?: string;
  /** Names in place of ids are offered too. */
  readonly named?: boolean;
  /** Names that are given already. */
  readonly without: readonly string[];
  readonly anyCase?: boolean;
  /** Only the beginning, up to `upTo`. */
  readonly only?: boolean;
  /** The value continues: no space follows it. */
  readonly goesOn?: boolean;
  /** A name that begins with a dash would be read as an option. */
  readonly noDash?: boolean;
}

/** The options that decide where a command's requests go, by their keys. */
export type Targets = Readonly<Record<string, string>>;

/** What is offered for a line, and where its command would send requests. */
export interface Offered {
  readonly offers: readonly Offer[];
  readonly targets: Targets;
}

const TARGETS = ['profile', 'region', 'instance', 'endpoint', 'network', 'caFile'];

/** Reads a line and returns the candidates for its last word. */
export function offered(table: Table, words: readonly string[]): Offered {
  const line = readLine(table, words);
  const targets = TARGETS.flatMap((key) => {
    const value = line.given.get(key)?.at(-1);
    return value === undefined ? [] : [[key, value]];
  });
  return { offers: offersOf(table, line), targets: Object.fromEntries(targets) as Targets };
}

function offersOf(table: Table, line: Line): Offer[] {
  const { path, pending, current } = line;
  const spec = path === undefined ? undefined : table.commands[path];
  if (spec === undefined || path === undefined) return [];
  const scope: Scope = { table, line, spec };
  if (pending !== undefined) return optionValue(scope, pending, '', current);
  if (line.help) return [commandOffer(table, path, current)];
  if (line.ended || !current.startsWith('-')) return operandOffers(scope, path);
  const [flag = '', value] = splitOnce(current, '=');
  if (value !== undefined) {
    const option = optionsOf(table, spec).find((one) => one.flag === flag && one.value !== undefined);
    return option === undefined ? [] : optionValue(scope, option, `${flag}=`, value);
  }
  return [optionOffer(scope, current, optionsOf(table, spec)), shortOffer(scope, current)];
}

interface Scope {
  readonly table: Table;
  readonly line: Line;
  readonly spec: CommandSpec;
}

function splitOnce(text: string, at: string): [string, string?] {
  const i = text.indexOf(at);
  return i === -1 ? [text] : [text.slice(0, i), text.slice(i + at.length)];
}

/** The commands below a path; an alias only where no name begins so. */
function commandOffer(table: Table, path: string, typed: string): Offer {
  const all = below(table, path);
  return {
    prefix: '',
    typed,
    words: all.map(([word, { text }]) => [word, text]),
    more: all.flatMap(([, { aliases = [], text }]) => aliases.map((alias): Name => [alias, text])),
    without: [],
  };
}

/** Options that may still be given: not one that was, nor one that another one excludes. */
function optionOffer({ line, spec }: Scope, typed: string, options: readonly OptionSpec[]): Offer {
  const given = new Set([...line.given.keys(), ...typedArguments(line, spec)]);
  const excluded = new Set(options.flatMap(({ key, excludes = [] }) => (given.has(key) ? excludes : [])));
  const free = options.filter(
    ({ key, many, excludes = [] }) =>
      (many === true || !given.has(key)) && !excluded.has(key) && !excludes.some((other) => given.has(other)),
  );
  return { prefix: '', typed, words: free.map(({ flag, text }) => [flag, text]), without: [] };
}

/** The keys of the arguments that have a value. */
const typedArguments = (line: Line, spec: CommandSpec): string[] =>
  [...argumentValues(line, spec)].flatMap(([key, values]) => (values.length > 0 ? [key] : []));

/** A short option that is typed already. */
function shortOffer({ table, spec }: Scope, typed: string): Offer {
  const option = optionsOf(table, spec).find(({ short }) => short === typed);
  return { prefix: '', typed, words: option === undefined ? [] : [[typed, option.text]], without: [] };
}

const optionValue = (scope: Scope, { key, value = {} }: OptionSpec, prefix: string, typed: string): Offer[] =>
  valueOffers(scope, value, { prefix, typed, without: scope.line.given.get(key) ?? [] });

/**
 * The commands below and the arguments that come next. As in kubectl and gh, an empty word offers no options but those
 * that the command refuses a line without, once no required argument is open.
 */
function operandOffers(scope: Scope, path: string): Offer[] {
  const { table, line, spec } = scope;
  const { current, operands, ended } = line;
  const commands = operands.length === 0 && !ended ? commandOffer(table, path, current) : undefined;
  const found = commands === undefined || commands.words?.length === 0 ? [] : [commands];
  const offers = [...found, ...argumentOffers(scope, spec.arguments ?? [])];
  const wantsOptions = !ended && current === '' && !lacksArgument(scope);
  return wantsOptions ? [...offers, optionOffer(scope, current, neededOptions(scope))] : offers;
}

/** Whether a required argument has no value yet. */
function lacksArgument({ line, spec }: Scope): boolean {
  const typed = new Set(typedArguments(line, spec));
  return (spec.arguments ?? []).some(({ key, optional }) => optional !== true && !typed.has(key));
}

/**
 * The options without which the command refuses the line; none that an argument can replace. A file of records may have
 * their values.
 */
function neededOptions({ table, line, spec }: Scope): OptionSpec[] {
  const given = new Set([...line.given.keys(), ...typedArguments(line, spec)]);
  if (given.has('fromFile')) return [];
  const args = new Set((spec.arguments ?? []).map(({ key }) => key));
  const groups = (spec.oneOf ?? []).filter((keys) => !keys.some((key) => given.has(key) || args.has(key)));
  const inGroups = new Set((spec.oneOf ?? []).flat());
  const open = new Set(groups.flat());
  return optionsOf(table, spec).filter(
    ({ key, required }) => open.has(key) || (required === true && !inGroups.has(key)),
  );
}

/** The argument of the next operand; where that one may be left out, those of the one after it too. */
function argumentOffers(scope: Scope, specs: readonly ArgumentSpec[]): Offer[] {
  const { current: typed, operands, ended } = scope.line;
  let before = 0;
  for (const [i, { most = Infinity, value, optional }] of specs.entries()) {
    const own = operands.slice(before, before + most);
    if (own.length === most) {
      before += most;
      continue;
    }
    if (value.list === 'program' && !ended) return [];
    const offers = valueOffers(scope, value, { prefix: '', typed, without: own, noDash: !ended });
    const isSkipped = optional === true && offers.some(({ named }) => named);
    const next = isSkipped ? specs[i + 1] : undefined;
    const later = next === undefined ? [] : valueOffers(scope, next.value, { prefix: '', typed, without: [] });
    return [...offers, ...later];
  }
  return [];
}

type Place = Pick<Offer, 'prefix' | 'typed' | 'without' | 'noDash'>;

function valueOffers(scope: Scope, value: ValueSpec, place: Place): Offer[] {
  const { words, more, anyCase, list, lists = [], by, prefixes } = value;
  const offers: Offer[] = [];
  if (words !== undefined || (more !== undefined && list === undefined))
    offers.push({ ...place, words: words ?? [], more: more ?? [], anyCase: anyCase === true, noDash: false });
  if (prefixes !== undefined) offers.push(...prefixOffers(scope, prefixes, place));
  if (by !== undefined) offers.push(...valueOffers(scope, dependentValue(scope, list ?? '', by), place));
  else if (list !== undefined) offers.push(...listOffers(scope, list, value, place));
  offers.push(...lists.flatMap((one) => listOffers(scope, one, {}, place)));
  return offers;
}

/** The values of a list that depends on the value of another argument. */
function dependentValue({ table, line, spec }: Scope, list: string, by: string): ValueSpec {
  const lists = table.byValue[list] ?? {};
  const value = argumentValues(line, spec).get(by)?.[0] ?? '';
  return Object.hasOwn(lists, value) ? (lists[value] ?? {}) : {};
}

/** The beginnings, or what follows the one that is typed. */
function prefixOffers(scope: Scope, prefixes: Readonly<Record<string, ValueSpec>>, place: Place): Offer[] {
  const { prefix, typed, without } = place;
  const [start] = Object.entries(prefixes).flatMap(([one, { whole }]) =>
    typed.startsWith(one) && whole !== true ? [one] : [],
  );
  if (start === undefined) {
    const names = Object.keys(prefixes).filter((one) => !isAssigned(one, without));
    const given = without.filter((one) => prefixes[one]?.whole === true);
    return [{ ...place, words: names.map((name) => [name]), without: given }];
  }
  const rest = without.flatMap((one) => (one.startsWith(start) ? [one.slice(start.length)] : []));
  const within = { prefix: prefix + start, typed: typed.slice(start.length), without: rest };
  return valueOffers(scope, prefixes[start] ?? {}, within);
}

/** `Key=` may be given once; `topic/` any number of times. */
const isAssigned = (start: string, without: readonly string[]): boolean =>
  /=@?$/.test(start) && without.some((one) => one.startsWith(start));

function listOffers(scope: Scope, list: string, { named, more }: ValueSpec, place: Place): Offer[] {
  const { table, line } = scope;
  const known = table.lists[list];
  if (known !== undefined) return valueOffers(scope, known, place);
  if (list === 'column') return [columnOffer(columnsOf(scope), place)];
  if (list === 'sort') return [sortOffer(columnsOf(scope), place)];
  if (list === 'command') return [policyOffer(table, line.operands, place)];
  // a shell completes a file that is the whole word or the value of an option
  const isPart = list === 'file' && !/^(--[^=]+=)?$/.test(place.prefix);
  if (isPart) return [{ ...place, list: 'path' }];
  const narrowed = table.narrowed[list];
  if (narrowed === undefined) return [{ ...place, list, named: named === true, more: more ?? [] }];
  return narrowedOffers(scope, list, narrowed, { ...place, more: more ?? [] });
}

/** A list that inputs of the line narrow. Other words of the program are not offered for a narrowed one. */
function narrowedOffers(
  scope: Scope,
  list: string,
  { within: keys, otherwise, upTo }: NarrowedList,
  place: Place & Pick<Offer, 'more'>,
): Offer[] {
  const within = withinOf(scope, keys);
  const isOpen = Object.keys(within).length === 0;
  if (isOpen && otherwise !== undefined)
    return otherwise.flatMap((one) => listOffers(scope, one, {}, place)).map(toKeys);
  const rest = isOpen ? place : { ...place, more: [] };
  if (upTo === undefined) return [{ ...rest, list, within }];
  const starts = place.without.map((one) => one.slice(0, one.indexOf(upTo) + upTo.length));
  return [{ ...rest, without: [...place.without, ...starts], list, within, upTo }];
}

/** The keys of tags alone. */
const toKeys = (offer: Offer): Offer => ({ ...offer, only: true });

/** The values of inputs in the line, by their keys. */
function withinOf({ line, spec }: Scope, keys: readonly string[]): Within {
  const typed = argumentValues(line, spec);
  return Object.fromEntries(
    keys.flatMap((key) => {
      const values = line.given.get(key) ?? typed.get(key);
      return values === undefined || values.length === 0 ? [] : [[key, values]];
    }),
  );
}

/** The values of arguments by their keys. */
function argumentValues({ operands }: Line, { arguments: specs = [] }: CommandSpec): Map<string, readonly string[]> {
  let from = 0;
  return new Map(
    specs.map(({ key, most = Infinity }) => {
      const values = operands.slice(from, from + most);
      from += most;
      return [key, values] as const;
    }),
  );
}

/** The fields that --columns and --sort may name. */
function columnsOf({ line: { operands }, spec: { columns = [], columnsBy } }: Scope): readonly string[] {
  const [first = '', last = ''] = [operands[0], operands.at(-1)];
  if (columnsBy === undefined || operands.length === 0) return columns;
  const found = [`${first} ${last.toLowerCase()}`, first, '*'].find((one) => Object.hasOwn(columnsBy, one));
  return found === undefined ? columns : (columnsBy[found] ?? []);
}

/** Fields, separated by commas. */
function columnOffer(columns: readonly string[], place: Place): Offer {
  const at = place.typed.lastIndexOf(',') + 1;
  const [before, typed] = [place.typed.slice(0, at), place.typed.slice(at)];
  const without = before.split(',').map((name) => name.trim());
  const words = columns.map((name): Name => [name]);
  return { prefix: place.prefix + before, typed, words, without, anyCase: true, goesOn: true };
}

/** Fields; of the only one, or the one that is typed, also its descending order: so no shell adds a space after it. */
function sortOffer(columns: readonly string[], place: Place): Offer {
  const [typed = '', order] = place.typed.toLowerCase().split(':');
  const found = columns.filter((name) => name.toLowerCase().startsWith(typed));
  const words = found.flatMap((name): Name[] => {
    if (found.length > 1 && name.toLowerCase() !== typed) return [[name]];
    return order === undefined ? [[name], [`${name}:desc`]] : [[`${name}:asc`], [`${name}:desc`]];
  });
  return { ...place, words, without: [], anyCase: true };
}

/** Commands as words: `topic create topic list`. */
function policyOffer(table: Table, operands: readonly string[], place: Place): Offer {
  const paths = (table.lists['commands']?.words ?? []).map(([name]) => name.split(' '));
  const open = operands
    .map((_, i) => operands.slice(i))
    .find((tail) => paths.some((path) => path.length > tail.length && tail.every((word, i) => path[i] === word)));
  const next = paths.flatMap((path) =>
    open !== undefined && open.every((word, i) => path[i] === word) ? (path[open.length] ?? []) : [],
  );
  const firsts = paths.map(([first = '']) => first);
  return { ...place, words: [...new Set([...next, ...firsts])].map((word) => [word]), without: [] };
}
