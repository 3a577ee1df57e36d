/** The table of completion, made from the records and the tool's own commands. The build writes it into dist/. */
import { GLOBAL_OPTIONS } from '../../commands/global-options.ts';
import { nameable } from '../../commands/ram/named.ts';
import { COMMAND_GROUPS, TOOL_COMMANDS } from '../../commands/registry.ts';
import type { ToolCommand } from '../../commands/tool-command.ts';
import type {
  ArgumentSpec,
  CommandSpec,
  Name,
  NarrowedList,
  OptionSpec,
  Table,
  ValueSpec,
} from '../../completion/table.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import type { ProfileKey } from '../../config/profiles/profile-key.ts';
import type { Param, Params } from '../../core/params.ts';
import { REGION_IDS } from '../../core/regions.ts';
import { t } from '../../core/text/texts.ts';
import { wireNames } from '../../core/request.ts';
import { isNeeded } from '../../engine/input/complete.ts';
import { fieldsOf, isMany } from '../../engine/input/fields.ts';
import { shownFields } from '../../engine/read/shown.ts';
import { EVERY_CODE } from '../../errors/explained/all.ts';
import { JOINED_LISTS, NAME_LISTS } from '../../operations/name-lists.ts';
import { NOUNS, SUB_NOUNS } from '../../operations/nouns.ts';
import { type BoundCommand, COMMANDS, OPERATIONS } from '../../operations/registry.ts';
import { STATES } from '../../operations/shared/states.ts';
import { FORMATS } from '../../output/document.ts';
import { exclusionsOf } from './exclusions.ts';
import { aliasesOf } from '../../commands/verb-aliases.ts';
import { TOOL_COLUMNS } from './tool-columns.ts';
import { briefly, valueOf } from './value-of.ts';

/** The table of every command. Texts are English. */
export function completionTable(): Table {
  const pool = new OptionPool();
  const globals = Object.entries(GLOBAL_OPTIONS).map(([key, param]) => optionOf(key, param));
  const every = [...globals, helpOption()];
  const commands: Record<string, CommandSpec> = {
    '': { text: '', ...pool.numbered([], every) },
    ...groups({ ...NOUNS, ...SUB_NOUNS, ...toolGroups() }, () => pool.numbered([], every)),
    help: { text: t('Show help') },
  };
  for (const bound of COMMANDS.values())
    commands[bound.command.path] = { ...serviceCommand(bound), ...pool.numbered(serviceOptions(bound), every) };
  for (const tool of TOOL_COMMANDS) {
    const accepted = every.filter(({ key }) => key !== 'param' || tool.takesParams === true);
    commands[tool.path] = { ...toolCommand(tool), ...pool.numbered(optionsOf(tool.options ?? {}), accepted) };
  }
  return { options: pool.all, commands, lists: lists(), narrowed: narrowed(), byValue: byValue() };
}

const helpOption = (): OptionSpec => ({ key: 'help', flag: '--help', short: '-h', text: t('Show help') });

/** Options of all commands, without duplicates. */
class OptionPool {
  readonly all: OptionSpec[] = [];
  private readonly at = new Map<string, number>();

  /** Options by their positions, the command's own first. */
  numbered(own: readonly OptionSpec[], every: readonly OptionSpec[]): Pick<CommandSpec, 'options' | 'own'> {
    const flags = new Set(own.map(({ flag }) => flag));
    const others = every.filter(({ flag }) => !flags.has(flag));
    return { options: [...own, ...others].map((option) => this.positionOf(option)), own: own.length };
  }

  private positionOf(option: OptionSpec): number {
    const text = JSON.stringify(option);
    const known = this.at.get(text);
    if (known !== undefined) return known;
    this.at.set(text, this.all.length);
    return this.all.push(option) - 1;
  }
}

function groups(
  summaries: Readonly<Record<string, string>>,
  options: () => Pick<CommandSpec, 'options' | 'own'>,
): Record<string, CommandSpec> {
  const specs = Object.entries(summaries).map(([path, text]) => [path, { text: briefly(text), ...options() }] as const);
  return Object.fromEntries(specs);
}

const toolGroups = (): Record<string, string> =>
  Object.fromEntries(Object.entries(COMMAND_GROUPS).map(([first, { summary }]) => [first, summary]));

function serviceCommand(bound: BoundCommand): Omit<CommandSpec, 'options' | 'own'> {
  const { command, operation } = bound;
  const { own, rows } = shownFields(bound, {});
  const operands = fieldsOf(bound).filter(({ param }) => param.flag === undefined);
  const aliases = aliasesOf(command.path.split(' ').at(-1) ?? '', command.alias);
  return {
    text: briefly(command.summary ?? operation.summary),
    ...(aliases.length === 0 ? {} : { aliases }),
    ...argumentsOf(operands.map(({ key, param }) => [key, param])),
    ...(command.oneOf === undefined ? {} : { oneOf: command.oneOf.map((group) => group.flat()) }),
    columns: [...new Set([...own, ...rows])],
  };
}

function serviceOptions(bound: BoundCommand): OptionSpec[] {
  const fields = fieldsOf(bound).filter(({ param }) => param.flag !== undefined);
  const excluded = exclusionsOf(bound);
  return fields.map(({ key, param }) => optionOf(key, param, excluded.get(key)));
}

const toolCommand = ({
  path,
  summary,
  arguments: operands = {},
}: ToolCommand): Omit<CommandSpec, 'options' | 'own'> => ({
  text: briefly(summary),
  ...argumentsOf(Object.entries(operands)),
  ...TOOL_COLUMNS[path],
});

const optionsOf = (params: Params): OptionSpec[] => Object.entries(params).map(([key, param]) => optionOf(key, param));

function optionOf(key: string, param: Param, excluded: readonly string[] = []): OptionSpec {
  const excludes = [...excluded, ...(param.excludes ?? [])];
  return {
    key,
    flag: `--${param.flag ?? ''}`,
    ...(param.short === undefined ? {} : { short: `-${param.short}` }),
    text: briefly(param.help),
    ...(param.kind === 'boolean' ? {} : { value: valueOf(param) }),
    ...(param.optional === true ? { optional: true } : {}),
    ...(isMany(param) ? { many: true } : {}),
    ...(isNeeded(param) ? { required: true } : {}),
    ...(excludes.length === 0 ? {} : { excludes }),
  };
}

function argumentsOf(params: readonly (readonly [key: string, param: Param])[]): Pick<CommandSpec, 'arguments'> {
  if (params.length === 0) return {};
  return {
    arguments: params.map(([key, param]): ArgumentSpec => {
      const most = isMany(param) ? param.maxItems : 1;
      return {
        key,
        value: valueOf(param),
        ...(most === undefined ? {} : { most }),
        ...(param.required ? {} : { optional: true }),
      };
    }),
  };
}

const wordsOf = (words: readonly string[]): ValueSpec => ({ words: words.map((word) => [word]) });

/** Lists whose names are part of the program. */
function lists(): Record<string, ValueSpec> {
  const changes = OPERATIONS.filter(({ effect }) => effect !== 'read');
  const codes = EVERY_CODE.filter(({ code }) => !/[*<]/.test(code));
  return {
    region: wordsOf(REGION_IDS),
    format: { ...wordsOf(FORMATS), anyCase: true },
    setting: { words: Object.entries(PROFILE_KEYS).map(([name, { help }]) => [name, briefly(help)]) },
    code: { words: codes.map(({ code, meaning }): Name => [code, briefly(meaning)]), anyCase: true },
    operation: { words: OPERATIONS.map(({ action, summary }) => [action, briefly(summary)]) },
    ...Object.fromEntries(Object.entries(JOINED_LISTS).map(([name, joined]) => [name, { lists: joined }])),
    rated: { prefixes: Object.fromEntries(changes.map(({ action }) => [`${action}=`, {}])) },
    commands: wordsOf([...nameable(), ...OPERATIONS.map(({ action }) => ['api', action].join(' '))]),
  };
}

/** Lists of the service that inputs of a command narrow. */
function narrowed(): Table['narrowed'] {
  const found = Object.entries(NAME_LISTS).flatMap(([kind, { within = {}, uses = [], otherwise, upTo }]) => {
    const keys = [...new Set([...Object.values(within).flat(), ...uses])];
    if (keys.length === 0 && upTo === undefined) return [];
    const spec: NarrowedList = {
      within: keys,
      ...(otherwise === undefined ? {} : { otherwise }),
      ...(upTo === undefined ? {} : { upTo }),
    };
    return [[kind, spec] as const];
  });
  return Object.fromEntries(found);
}

/** Lists that depend on the value of an argument. */
function byValue(): Table['byValue'] {
  const nouns = Object.entries(STATES);
  return {
    state: Object.fromEntries(
      nouns.map(([noun, states]) => [noun, { ...wordsOf(Object.keys(states)), anyCase: true }]),
    ),
    waited: Object.fromEntries(
      nouns.map(([noun]) => [noun, noun === 'instance' ? { list: noun, named: true } : { list: noun }]),
    ),
    'setting-value': Object.fromEntries(
      Object.entries(PROFILE_KEYS).map(([name, key]) => [name, settingValue(name, key)]),
    ),
    parameter: Object.fromEntries(OPERATIONS.map(({ action, params }) => [action, parametersOf(params)])),
  };
}

/** The values of a setting: its own words, or those of the option of the same name. */
function settingValue(name: string, { words, path, secret }: ProfileKey): ValueSpec {
  if (secret === true) return { words: [['--stdin', briefly(t('Read the value from stdin'))]] };
  if (words !== undefined) return { ...wordsOf(words), anyCase: true };
  if (path === true) return { list: 'file' };
  const options = [GLOBAL_OPTIONS, ...TOOL_COMMANDS.map(({ options: own = {} }) => own)] as readonly Params[];
  const same = options.flatMap((own) => Object.values(own)).find(({ flag }) => flag === name);
  return same === undefined ? {} : valueOf(same);
}

/** The parameters of an operation as `api` accepts them: `Topic=`. */
function parametersOf(params: Params): ValueSpec {
  const starts = Object.entries(params).flatMap(([key, param]) =>
    wireNames(key, param).map((name): [string, ValueSpec] => {
      const first = name.replaceAll('.N', '.1');
      return param.secret === true ? [`${first}=@`, { list: 'file' }] : [`${first}=`, valueOf(param)];
    }),
  );
  return { prefixes: Object.fromEntries(starts) };
}
