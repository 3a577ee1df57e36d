/** The skeleton of a record, in the style of the others. */
import { answerText, pagingText, viewText } from './answer.ts';
import type { Facts } from './facts.ts';
import { keysOf, paramsText } from './params.ts';
import { entryOf } from '../../src/errors/catalogue.ts';
import { camel, Imports, MARK, quoted } from './source.ts';
import { type CommandPath, mayStayListed, namesInstance, positionalOf, type Subject, subjectOf } from './subject.ts';

/** An operation that is to be written. */
export interface NewOperation {
  readonly action: string;
  readonly facts: Facts;
  readonly command: CommandPath;
}

/** The text of the record's file. */
export function recordText(operation: NewOperation): string {
  const { action, facts, command } = operation;
  const imports = new Imports();
  const { effect, product, draft, ramAction, repeatable } = facts;
  const isChange = effect === 'write' || effect === 'destroy';
  const lines = [
    product === 'cms' ? `...${imports.use('../metrics/cloudmonitor.ts', 'cms')},` : '',
    `action: ${quoted(action)},`,
    ramAction === undefined ? '' : `ramAction: ${quoted(ramAction)},`,
    effect === 'read' ? '' : `effect: ${quoted(effect)},`,
    ratesText(facts),
    changeKindText(action),
    methodsText(facts),
    `summary: ${quoted(draft?.summary ?? `${MARK}: what it does`)},`,
    repeatable === false ? 'repeatable: false,' : '',
    paramsText({ command, facts, imports }),
    answerText(facts, imports),
    pagingText(facts),
    isChange ? `verify: ${verifyName(action)},` : '',
    effect === 'destroy' ? goneText(command, facts, imports) : '',
    `commands: [ ${commandText(operation, imports)} ],`,
  ];
  imports.use('../../core/record.ts', 'operation');
  const verify = isChange ? verifyText(operation, imports) : '';
  const record = `export const ${camel(action)} = operation({\n${lines.filter((line) => line !== '').join('\n')}\n});\n`;
  const text = `${imports.toString()}\n${verify}${notesText(facts)}${record}`;
  return text.replaceAll(`'../${command.folder}/`, "'./");
}

/**
 * Known facts other than the form of requests and answers, above the record: they belong into rules, texts and the
 * emulator.
 */
function notesText({ draft }: Facts): string {
  const notes = draft?.notes ?? [];
  if (notes.length === 0) return '';
  const codes = unknownCodes(notes);
  const lacks = codes.length === 0 ? '' : `// ${MARK}: not in the catalogue yet: ${codes.join(', ')}\n`;
  return `// ${MARK}: take what is known into the record and the emulator, and this comment away:\n${notes.map((note) => `// - ${note}\n`).join('')}${lacks}`;
}

/** A code of the service as notes name it: `BIZ_NO_MESSAGE`, `Topic.NotFound`. */
const CODE = /\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b|\b[A-Z]\w*(?:\.\w+)+/g;

/** The codes of the notes for which the catalogue has no entry. */
const unknownCodes = (notes: readonly string[]): string[] => [
  ...new Set(notes.flatMap((note) => note.match(CODE) ?? []).filter((code) => entryOf(code) === undefined)),
];

function ratesText({ effect, product, rate, olderRate }: Facts): string {
  const usual = product === 'cms' ? 50 : effect === 'read' ? 100 : 3;
  const older = product === 'cms' ? 50 : 3;
  return [
    rate === undefined || rate === usual ? '' : `rate: ${rate},`,
    olderRate === undefined || olderRate === older ? '' : `olderRate: ${olderRate},`,
  ].join('');
}

function changeKindText(action: string): string {
  if (/^(Create|Add)/.test(action)) return "changeKind: 'created',";
  return /^(Delete|Remove|BatchDelete)/.test(action) ? "changeKind: 'deleted'," : '';
}

function methodsText({ effect, methods }: Facts): string {
  const usual = effect === 'read' ? 'GET POST' : 'POST';
  return [...methods].sort().join(' ') === usual ? '' : `methods: [${methods.map(quoted).join(', ')}],`;
}

const goneText = (command: CommandPath, facts: Facts, imports: Imports): string =>
  namesInstance(command, facts) ? `gone: ${imports.use('../shared/codes.ts', 'INSTANCE_NOT_FOUND')},` : '';

const verifyName = (action: string): string => `${camel(action)}Verified`;

/** A list that shows the outcome of a change, with a mark for the condition that must still be written. */
function verifyText({ action, facts, command }: NewOperation, imports: Imports): string {
  const { what } = subjectOf(facts);
  const finder = finderText(subjectOf(facts), imports);
  const done = imports.use('../shared/reading.ts', 'doneIf');
  const isThere = facts.effect === 'destroy' ? '===' : '!==';
  const stays = mayStayListed(command, facts)
    ? `\n// ${MARK}: where the ${what} stays listed with a status, done is that status, or that it is not listed.`
    : '';
  return `// ${MARK}: what the listing shows once ${action} has taken effect (done), and before (open).${stays}
const ${verifyName(action)} = ${finder}((${what}) => ${done}(${what} ${isThere} undefined));\n\n`;
}

/** What finds the subject of a change in the listing. */
function finderText({ key, what }: Subject, imports: Imports): string {
  return what === 'instance'
    ? `${imports.use('../shared/reading.ts', 'judging')}(${imports.use('../instance/find.ts', 'findInstances')})`
    : `${imports.use('../shared/reading.ts', 'byName')}(${listOf(what, imports)}, ${quoted(key)})`;
}

/** The operation that lists the subjects of this kind. */
function listOf(what: Subject['what'], imports: Imports): string {
  const lists: Readonly<Record<string, readonly [module: string, name: string]>> = {
    instance: ['../instance/list.ts', 'getInstanceList'],
    topic: ['../topic/list.ts', 'getTopicList'],
    group: ['../group/list.ts', 'getConsumerList'],
    user: ['../sasl/list.ts', 'describeSaslUsers'],
  };
  const [module = '', name = ''] = lists[what] ?? [];
  return imports.use(module, name);
}

function commandText(operation: NewOperation, imports: Imports): string {
  const { facts, command } = operation;
  const { effect } = facts;
  const positional = positionalOf(command, facts) ?? 'InstanceId';
  const parts = effect === 'read' ? [viewText(facts, positional)] : changeParts(operation, positional, imports);
  return `{
    path: ${quoted(command.path)},
    ${parts.filter((part) => part !== '').join('\n')}
    examples: [{ says: '${MARK}: what the reader wants to do', types: ${quoted(exampleOf(operation))} }],
  }`;
}

function changeParts(operation: NewOperation, positional: string, imports: Imports): string[] {
  const { facts } = operation;
  const kind = facts.effect === 'destroy' && positionalOf(operation.command, facts) !== undefined ? 'array' : 'single';
  const names = facts.effect === 'order' && !(positional in facts.params) ? '' : quoted(positional);
  return [
    confirmText(operation, imports),
    `results: { kind: ${quoted(kind)}, names: [${names}] },`,
    waitText(operation, kind, imports),
    `inspectCommand: ${inspectText(operation, imports)},`,
    readsText(operation, imports),
  ];
}

function confirmText({ facts, command }: NewOperation, imports: Imports): string {
  const { effect, draft } = facts;
  if (effect === 'write' && draft?.asks !== true) return '';
  if (effect === 'write') return "confirm: { kind: 'yes-no' },";
  if (effect === 'order')
    return `// ${MARK}: the lines that show what is ordered (shows).
texts: {
  question: { one: 'Order this and pay for it?' },
  about: { one: 'About to place an order, which will be charged ({target}).' },
},`;
  if (!namesInstance(command, facts))
    return `// ${MARK}: what is removed, in whole sentences (or the texts.ts of the noun); with impact, what that would hit.
texts: {
  question: { one: 'Delete thing {name}?', many: 'Delete {count} things?' },
  about: { one: 'About to delete thing {name} ({target}).', many: 'About to delete things {names} ({target}).' },
},`;
  return `// ${MARK}: what is done to the instance, in a whole sentence.
    confirm: {
      kind: 'type-name',
      typed: { prompt: 'Type the id to confirm:' },
      impact: ${imports.use('../instance/impact.ts', 'whatInstancesHold')},
    },
    texts: { about: { one: 'About to end instance {name} ({target}). This cannot be undone.' } },`;
}

/** What the check of the change and the wait for it read. */
const readsText = ({ facts }: NewOperation, imports: Imports): string =>
  facts.effect === 'order' && facts.takesTime !== true ? '' : `reads: [${listOf(subjectOf(facts).what, imports)}],`;

/** Waiting for a state that is known already; another one needs its own check. */
function waitText({ facts, command }: NewOperation, kind: string, imports: Imports): string {
  if (facts.takesTime !== true) return '';
  const subject = subjectOf(facts);
  const state = facts.effect === 'destroy' ? 'deleted' : subject.what === 'group' ? 'exists' : 'running';
  const shown = kind === 'single' ? `, { shownBy: ${quoted(subject.shownBy)} }` : '';
  const stays = mayStayListed(command, facts)
    ? `\n// ${MARK}: where it stays listed with a status, waiting for deleted may never end: check that status instead.`
    : '';
  return `// ${MARK}: the state that is waited for, or its own check and the minutes that it may take.${stays}
    wait: ${imports.use('../shared/states.ts', 'waitFor')}(${quoted(subject.what)}, ${quoted(state)}${shown}),`;
}

function inspectText({ facts }: NewOperation, imports: Imports): string {
  const { what, key } = subjectOf(facts);
  if (what === 'instance' && 'InstanceId' in facts.params)
    return imports.use('../shared/common.ts', 'describeInstance');
  if (what === 'topic') return imports.use('../topic/list.ts', 'describeTopic');
  const alikafka = imports.use('../../core/text/command-line.ts', 'alikafka');
  if (what === 'group') return `({ ${key} }) => ${alikafka}\`group describe \${${key}}\``;
  return `() => ${alikafka}\`${what === 'user' ? 'sasl list' : 'instance list'}\``;
}

/** Arguments and flags that are needed, as they would be typed. */
function exampleOf({ facts, command }: NewOperation): string {
  const positional = positionalOf(command, facts);
  return positional === undefined
    ? ''
    : positional === 'InstanceId'
      ? 'alikafka_pre-cn-0pp1ftnxu00y'
      : subjectOf(facts).seeded;
}

/** The parameters that a call cannot do without, RegionId and InstanceId left out. */
export const neededOf = (facts: Facts): readonly string[] =>
  keysOf(facts)
    .filter(({ key, required }) => required === true && key !== 'RegionId' && key !== 'InstanceId')
    .map(({ key }) => key);
