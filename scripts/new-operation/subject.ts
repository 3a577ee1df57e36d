/** What a command is about: whose name is typed, and how reading shows what became of it. */
import type { Facts } from './facts.ts';

/** A kind of thing that the service lists. */
interface Kind {
  /** The parameter that names it. */
  readonly key: string;
  /** How one is called in sentences and as a constant: `topic`. */
  readonly what: string;
  /** The command that shows one, and the view of a record that was waited for. */
  readonly shownBy: string;
  /** One that the emulator has from the start. */
  readonly seeded: string;
}

/** What a new operation is about. */
export type Subject = Kind;

const KINDS: readonly Kind[] = [
  { key: 'Topic', what: 'topic', shownBy: 'topic describe', seeded: 'orders' },
  { key: 'ConsumerId', what: 'group', shownBy: 'group describe', seeded: 'billing' },
  { key: 'Username', what: 'user', shownBy: 'sasl list', seeded: 'app' },
];

const INSTANCE: Kind = {
  key: 'InstanceId',
  what: 'instance',
  shownBy: 'instance describe',
  seeded: 'alikafka_pre-cn-0local0run01',
};

/** A command that is typed: its words, and the folder of its records. */
export interface CommandPath {
  /** `instance scaling add`. */
  readonly path: string;
  readonly noun: string;
  readonly verb: string;
  /** The noun and what lies between it and the verb: `instance scaling`; undefined if nothing does. */
  readonly subNoun: string | undefined;
  /** The folder in src/operations: `scaling`. */
  readonly folder: string;
}

/** A path in its parts. */
export function commandPath(path: string): CommandPath {
  const words = path.trim().split(/\s+/);
  const [noun = '', verb = ''] = [words[0], words.at(-1)];
  const subNoun = words.length > 2 ? words.slice(0, -1).join(' ') : undefined;
  return { path: words.join(' '), noun, verb, subNoun, folder: words.at(-2) ?? noun };
}

/** What an operation is about: the narrowest thing that its parameters name, else the instance. */
export function subjectOf({ params }: Facts): Subject {
  return KINDS.find(({ key }) => params[key]?.required === true) ?? INSTANCE;
}

/** Whether the instance is the verb's own argument: `instance stop <id>`; elsewhere it comes from -i. */
export const namesInstance = ({ noun, subNoun }: CommandPath, { params }: Facts): boolean =>
  noun === 'instance' && subNoun === undefined && params['InstanceId']?.required === true;

/**
 * Whether a deletion may leave what it is done to in the listing, with a status: the deletion of an instance always may,
 * another one where its notes speak of a status.
 */
export const mayStayListed = (command: CommandPath, facts: Facts): boolean =>
  facts.effect === 'destroy' &&
  (namesInstance(command, facts) ||
    (facts.draft?.notes ?? []).some((note) => /status(code)? (becomes|\d)/i.test(note)));

/** The parameter that is typed without a flag; undefined if there is none. */
export function positionalOf(command: CommandPath, facts: Facts): string | undefined {
  if (namesInstance(command, facts)) return 'InstanceId';
  const { key } = subjectOf(facts);
  if (key !== 'InstanceId') return key;
  const isName = ([name, param]: readonly [string, Facts['params'][string]]): boolean =>
    param.required === true && param.type === 'String' && param.enum === undefined && /^\w+$/.test(name);
  const [first] = Object.entries(facts.params).filter(
    (entry) => isName(entry) && !['RegionId', 'InstanceId', 'Namespace'].includes(entry[0]),
  );
  return first?.[0];
}
