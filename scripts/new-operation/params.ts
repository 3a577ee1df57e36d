/** The parameters of a record, from its facts: by key, a repeated one once. */
import type { Facts, ParamFacts } from './facts.ts';
import type { Imports } from './source.ts';
import { kebab, keyOf, MARK, quoted } from './source.ts';
import { type CommandPath, namesInstance, positionalOf } from './subject.ts';

const PARAMS = '../../core/params.ts';
const COMMON = '../shared/common.ts';

/** A parameter as a record has it: `Tag` for `Tag.N.Key` and `Tag.N.Value`. */
export interface KeyFacts extends ParamFacts {
  readonly key: string;
  readonly repeated: boolean;
  readonly isTag: boolean;
}

/** The parameters by key, in their order. */
export function keysOf({ params }: Facts): readonly KeyFacts[] {
  const keys = Object.entries(params).map(([name, param]) => {
    const [key = '', ...more] = name.split('.');
    return { ...param, key, repeated: more.length > 0, isTag: more.length > 1 };
  });
  return keys.filter(({ key }, i) => keys.findIndex((one) => one.key === key) === i);
}

/** What the parameters' text is made from. */
export interface ParamsOf {
  readonly command: CommandPath;
  readonly facts: Facts;
  readonly imports: Imports;
}

/** `params: {…},` */
export function paramsText({ command, facts, imports }: ParamsOf): string {
  const positional = positionalOf(command, facts);
  const text = (param: KeyFacts): string => {
    if (param.key === 'RegionId') return imports.use(COMMON, param.required ? 'region' : 'regionOptional');
    if (param.key === 'InstanceId') return instanceText(command, facts, imports);
    if (param.key === 'Namespace' && facts.product === 'cms')
      return imports.use('../metrics/cloudmonitor.ts', 'namespace');
    return param.key === positional ? positionalText(param, facts, imports) : flagText(param, facts, imports);
  };
  // A flag without a value can only mean yes; --yes answers the question, and no other flag may seem to.
  const note = ({ key, type, required }: KeyFacts): string => {
    if (/^(Is)?Force/.test(key))
      return `\n// ${MARK}: a flag that says what it brings about, and does not read as "skip the question" (--force)\n`;
    return type === 'Boolean' && required === true
      ? `\n// ${MARK}: how a person says no, in an input of the command\n`
      : '';
  };
  return `params: { ${keysOf(facts)
    .map((param) => `${note(param)}${keyOf(param.key)}: ${text(param)}`)
    .join(', ')} },`;
}

const many = (facts: Facts): string => (facts.effect === 'destroy' ? ', many: true' : '');

function instanceText(command: CommandPath, facts: Facts, imports: Imports): string {
  const isRequired = facts.params['InstanceId']?.required === true;
  if (!isRequired) return `{ ...${imports.use(COMMON, 'instanceId')}, required: false }`;
  if (!namesInstance(command, facts)) return imports.use(COMMON, 'instanceId');
  if (facts.effect === 'read')
    return `${imports.use(PARAMS, 'as')}(${imports.use(COMMON, 'instanceByName')}, { from: 'instance', defaultText: 'the instance set with -i or in the profile' })`;
  const argument = imports.use(COMMON, 'instanceArgument');
  return facts.effect === 'destroy' ? `{ ...${argument}${many(facts)} }` : argument;
}

const helpOf = ({ draft }: Facts, key: string): string => draft?.help?.[key] ?? `${MARK}: what it is`;

/** What the service lists under the name in a parameter, for completion and pick lists. */
const LISTS: Readonly<Record<string, string>> = { Topic: 'topic', ConsumerId: 'group', Username: 'sasl-user' };

function positionalText({ key }: KeyFacts, facts: Facts, imports: Imports): string {
  const [lists, help] = [LISTS[key], quoted(helpOf(facts, key))];
  const existing =
    lists === undefined
      ? `${imports.use(PARAMS, 'text')}({ argument: 'name', required: true, min: 1, help: ${help} })`
      : `${imports.use(COMMON, 'existing')}(${quoted(lists)}, ${quoted(key === 'Username' ? 'username' : 'name')}, ${help})`;
  return facts.effect === 'destroy' ? `{ ...${existing}${many(facts)} }` : existing;
}

/** Parameters that only paging and this tool fill in. */
const HIDDEN = ['CurrentPage', 'PageNumber', 'PageSize', 'NextToken', 'StartIndex'];

function flagText(param: KeyFacts, facts: Facts, imports: Imports): string {
  const { key, required, secret } = param;
  const options = [
    HIDDEN.includes(key) || secret ? '' : `flag: ${quoted(flagOf(param))}`,
    secret ? 'secret: true' : '',
    required ? 'required: true' : '',
    param.enum !== undefined && param.type === 'Integer' ? "sentAs: 'Integer'" : '',
    kindOf(param) === 'integer' && param.type === 'String' ? "sentAs: 'String'" : '',
    `help: ${quoted(helpOf(facts, key))}`,
  ];
  const given = `{ ${options.filter((option) => option !== '').join(', ')} }`;
  if (param.enum !== undefined)
    return `${imports.use(PARAMS, 'choice')}([${param.enum.map((word) => quoted(String(word))).join(', ')}], ${given})`;
  return `${imports.use(PARAMS, kindOf(param))}(${given})`;
}

function kindOf({ type, repeated, isTag, key }: KeyFacts): string {
  if (repeated) return isTag ? 'tags' : 'texts';
  if (HIDDEN.includes(key) && key !== 'NextToken') return 'integer';
  const kinds = { String: 'text', Integer: 'integer', Boolean: 'flag', JSON: 'json' } as const;
  return kinds[type];
}

/** The words of a flag; some are shorter than the API's, and none is that of a global option. */
export function flagOf({ key }: Pick<KeyFacts, 'key'>): string {
  const known: Readonly<Record<string, string>> = {
    ResourceGroupId: 'resource-group',
    NewResourceGroupId: 'resource-group',
    TargetVersion: 'to',
  };
  return known[key] ?? kebab(key);
}
