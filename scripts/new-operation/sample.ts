/** The skeleton of a sample: a call, a step of the command, and for a change what fails and how the truth is read. */
import { dataOf } from './answer.ts';
import { flagOf, keysOf, type KeyFacts } from './params.ts';
import { type NewOperation, neededOf } from './record.ts';
import { Imports, keyOf, MARK, quoted } from './source.ts';
import { mayStayListed, namesInstance, positionalOf, subjectOf } from './subject.ts';

const STATE = '../support/state.ts';

/** The text of test/samples/<Action>.ts. */
export function sampleText(operation: NewOperation): string {
  const { facts } = operation;
  const imports = new Imports();
  const isRead = facts.effect === 'read';
  const parts = [
    `// ${MARK}: calls that the emulator carries out.\ncalls: [ { input: ${inputText(operation)}, wire: ${wireText(operation, imports)} } ],`,
    `// ${MARK}: what is typed, and a text that is shown.\nsteps: [ ${stepText(operation)} ],`,
    isRead ? '' : faultText(operation),
  ];
  imports.use('./sample.ts', 'type Sample');
  const body = parts.filter((part) => part !== '').join('\n');
  return `${imports.toString()}\nexport default {\n${body}\n} satisfies Sample;\n`;
}

/** A valid value of the parameter; for a name, one that the emulator has. */
function valueOf({ facts }: NewOperation, { key, type, enum: words, repeated, isTag }: KeyFacts): string {
  const subject = subjectOf(facts);
  if (words !== undefined) return quoted(String(words[0]));
  if (isTag) return "[{ Key: 'env', Value: 'prod' }]";
  if (repeated) return "['one']";
  if (key === subject.key) return quoted(subject.seeded);
  return type === 'Integer' ? '1' : type === 'Boolean' ? 'true' : type === 'JSON' ? "'[]'" : "'one'";
}

const needed = ({ facts }: NewOperation): KeyFacts[] =>
  keysOf(facts).filter(({ key }) => neededOf(facts).includes(key) && key !== 'Namespace');

/** An instance that is the verb's own argument is not filled in from the settings. */
const inputText = (operation: NewOperation): string => {
  const { command, facts } = operation;
  const instance = namesInstance(command, facts) && facts.effect !== 'read' ? ['InstanceId: HERE.InstanceId'] : [];
  const own = needed(operation).map((param) => `${keyOf(param.key)}: ${valueOf(operation, param)}`);
  return `{ ${[...instance, ...own].join(', ')} }`;
};

function wireText(operation: NewOperation, imports: Imports): string {
  const { params } = operation.facts;
  const here = 'InstanceId' in params ? [`...${imports.use(STATE, 'HERE')}`] : [];
  const region = here.length > 0 || !('RegionId' in params) ? [] : [`RegionId: ${imports.use(STATE, 'HERE')}.RegionId`];
  const namespace = params['Namespace'] === undefined ? [] : ["Namespace: 'acs_kafka'"];
  const own = needed(operation).map((param) => {
    const value = valueOf(operation, param);
    if (param.isTag) return `'${param.key}.1.Key': 'env', '${param.key}.1.Value': 'prod'`;
    if (param.repeated) return `'${param.key}.1': 'one'`;
    return `${keyOf(param.key)}: ${value.startsWith("'") ? value : quoted(value)}`;
  });
  return `{ ${[...here, ...region, ...namespace, ...own].join(', ')} }`;
}

/** The arguments and flags that the command needs. */
function typedText(operation: NewOperation): string {
  const { facts, command } = operation;
  const positional = positionalOf(command, facts);
  const bare = (text: string): string => text.replaceAll("'", '');
  const name = positional === 'InstanceId' ? subjectOf(facts).seeded : undefined;
  const words = needed(operation).map((param) => {
    const value = bare(valueOf(operation, param));
    if (param.key === positional) return value;
    return param.type === 'Boolean' ? `--${flagOf(param)}` : `--${flagOf(param)} ${value}`;
  });
  const typed = [...(name === undefined || facts.effect === 'read' ? [] : [name]), ...words];
  const isTyped = facts.effect === 'destroy' && namesInstance(command, facts);
  const asks = facts.effect === 'destroy' || facts.effect === 'order' || facts.draft?.asks === true;
  return [...typed, ...(isTyped ? [`--confirm ${name ?? ''}`] : asks ? ['--yes'] : [])].join(' ');
}

function stepText(operation: NewOperation): string {
  const { facts, command } = operation;
  const isArray =
    facts.effect === 'read'
      ? dataOf(facts).kind !== 'object'
      : facts.effect === 'destroy' && positionalOf(command, facts) !== undefined;
  const { key, seeded, what, shownBy } = subjectOf(facts);
  const shows =
    facts.effect === 'read' ? `${MARK}: a text that is shown` : facts.effect === 'order' ? 'created' : seeded;
  const wait =
    facts.takesTime === true
      ? `wait: { input: { ${keyOf(key)}: ${quoted(seeded)} }, next: ${quoted(`alikafka wait ${what} ${seeded} ${facts.effect === 'destroy' ? 'deleted' : shownBy === 'group describe' ? 'exists' : 'running'}`)}, minutes: ${what === 'instance' ? 60 : what === 'topic' ? (facts.effect === 'destroy' ? 16 : 5) : 2} },`
      : '';
  return `{ path: ${quoted(command.path)}, types: ${quoted(typedText(operation))}, shows: ${quoted(shows)}, json: ${quoted(isArray ? 'array' : 'object')}, ${wait} }`;
}

/** The outcome is read from the state: without this function it is not known. */
function faultText(operation: NewOperation): string {
  const { facts, command } = operation;
  const { key, seeded } = subjectOf(facts);
  const line = [command.path, typedText(operation)].filter((part) => part !== '').join(' ');
  const stays = mayStayListed(command, facts)
    ? `\n// ${MARK}: where it stays with a status, count that here, name it in verifications, and change next of the wait.`
    : '';
  return `faults: [
    {
      line: ${quoted(line)},
      names: [{ ${keyOf(positionalOf(command, facts) ?? key)}: ${quoted(seeded)} }],
      // ${MARK}: how often it was carried out, by what the state shows (test/support/state.ts).${stays}
      times: () => Number.NaN,
    },
  ],`;
}
