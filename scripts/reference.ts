/** The reference pages, made from the records and the catalogue of codes, and the tables of pages written by hand. */
import type { ChangeCommand } from '../src/core/command.ts';
import { ALIKAFKA, type Operation } from '../src/core/operation.ts';
import { t } from '../src/core/text/texts.ts';
import { usualRates } from '../src/core/record.ts';
import { wireNames } from '../src/core/request.ts';
import type { Param } from '../src/core/params.ts';
import type { ListView, ObjectView } from '../src/core/view.ts';
import { type Field, fieldsOf, labelOf, secretOf, syntaxOf } from '../src/engine/input/fields.ts';
import { optionText } from '../src/engine/input/option-text.ts';
import { argumentText, usagesOf } from '../src/engine/input/usage-text.ts';
import { GLOBAL_OPTIONS } from '../src/commands/global-options.ts';
import { shownFields } from '../src/engine/read/shown.ts';
import { TOOL_COMMANDS } from '../src/commands/registry.ts';
import { argumentSyntax, toolArguments, type ToolCommand } from '../src/commands/tool-command.ts';
import { type BoundCommand, COMMANDS, OPERATIONS } from '../src/operations/registry.ts';
import { NOUNS } from '../src/operations/nouns.ts';
import { operationText } from '../src/operations/operation-text.ts';
import { errorsPage } from './errors-page.ts';
import { table } from './markdown.ts';
import { STATE } from '../src/engine/wait/wait-after.ts';
import { spokenState, STATES } from '../src/operations/shared/states.ts';

const NOTE = '<!-- Made by "npm run generate" from the records in src/operations. Do not edit. -->';

/** Every generated page, by its path below docs/. */
export function pages(): Record<string, string> {
  const nouns = Object.keys(NOUNS).map((noun) => [`commands/${noun}.md`, nounPage(noun)] as const);
  return Object.fromEntries([
    ...nouns,
    ['commands/global-options.md', globalPage()],
    ['commands/tool.md', toolPage()],
    ['errors.md', errorsPage()],
  ]);
}

/** The table of docs/commands/README.md: what is typed, what it does, which operation it calls. */
export function commandTable(): string {
  const rows = [...COMMANDS.values()].map(({ command, operation }) => {
    const [noun = ''] = command.path.split(' ');
    const name = command.alias === undefined ? command.path : `${command.path} (${command.alias})`;
    const link = `[\`${name}\`](${noun}.md#${anchor(command.path)})`;
    return [link, command.summary ?? operation.summary, operation.action];
  });
  return table(['command', 'what it does', 'operation'], rows);
}

/** The second table of docs/commands/README.md: this tool's own commands. */
export function toolTable(): string {
  const rows = TOOL_COMMANDS.map(({ path, summary }) => [`[\`${path}\`](tool.md#${anchor(path)})`, summary]);
  return table(['command', 'what it does'], rows);
}

/** Where a parameter is typed that no option carries alone. */
const TYPED_AS: Readonly<Record<string, string>> = {
  Username: '`--username`',
  AclResourceType: '`--resource`',
  AclResourceName: '`--resource`',
  AclOperationType: '`--operation`',
  ResourceType: '`<resource>`',
  ResourceId: '`<resource>`',
  Labels: '`--label`',
  OrderDesc: '`--order`',
};

/** Parameters that the command sets itself: the page to read, the kind of change. */
const SET_BY_COMMAND: readonly string[] = ['CurrentPage', 'PageNumber', 'PageSize', 'NextToken', 'UpdateType'];

/** The table of docs/migrating.md: what the vendor's CLI takes, and what is typed here for it. */
export function vendorTable(): string {
  const rows = [...COMMANDS.values()].map((bound) => [
    `\`aliyun ${bound.operation.product.id} ${bound.operation.action}\``,
    `\`alikafka ${bound.command.path}\``,
    vendorParameters(bound),
  ]);
  return table(["vendor's CLI", 'alikafka', 'parameters'], rows);
}

function vendorParameters(bound: BoundCommand): string {
  const { params } = bound.operation;
  const takes = bound.command.takes ?? Object.keys(params);
  const labels = new Map(fieldsOf(bound).map(({ key, param }) => [key, `\`${labelOf(param)}\``]));
  const secret = secretOf(bound);
  if (secret !== undefined) labels.set(secret, '`--password-file` or `--password-stdin`');
  // What a plan makes of other inputs: the command's own.
  const own = Object.keys(bound.command.inputs ?? {})
    .flatMap((key) => labels.get(key) ?? [])
    .join(', ');
  const typed = new Map<string, string[]>();
  for (const [key, param] of Object.entries<Param>(params)) {
    if (param.from !== undefined || !(takes.includes(key) || labels.has(key))) continue;
    const label = labels.get(key) ?? TYPED_AS[key] ?? (SET_BY_COMMAND.includes(key) ? '' : own);
    if (label === '') continue;
    typed.set(label, [...(typed.get(label) ?? []), ...wireNames(key, param).map((name) => `\`--${name}\``)]);
  }
  return [...typed].map(([label, names]) => `${names.join(', ')} → ${label}`).join('; ');
}

/** The rates of changes for docs/reliability.md, the fastest first; those for which none is published in one row. */
export function rateTable(): string {
  const usual = ratesOf(usualRates('write'));
  const rows = new Map<string, string[]>();
  for (const operation of OPERATIONS.filter(({ effect }) => effect !== 'read')) {
    const rates = ratesOf(operation);
    if (rates !== usual) rows.set(rates, [...(rows.get(rates) ?? []), operation.action]);
  }
  const fastest = [...rows].sort(([a], [b]) => Number.parseInt(b) - Number.parseInt(a));
  const named = fastest.map(([rates, actions]) => [actions.join(', '), ...rates.split(' ')]);
  return table(
    ['operations', 'per second', 'per second in 2020'],
    [...named, ['all other changes: no rate is published', ...usual.split(' ')]],
  );
}

/** What can be waited for, and how long it is waited for unless --wait-timeout says otherwise. */
export function waitTable(): string {
  const changes = [...COMMANDS.values()].flatMap(({ command }) =>
    command.kind !== 'change' || command.wait === undefined
      ? []
      : [[`${command.path} --wait`, command.wait.state ?? STATE[command.changeKind], command.wait.timeout] as const],
  );
  const states = Object.entries(STATES).flatMap(([noun, known]) =>
    Object.entries(known).map(
      ([state, { timeout }]) => [`wait ${noun} … ${state}`, spokenState(state), timeout] as const,
    ),
  );
  return table(
    ['command', 'waits until it is', 'at most'],
    [...changes, ...states].map(([command, state, timeout]) => [`\`${command}\``, state, `${timeout / 60_000}m`]),
  );
}

const ratesOf = ({ rate, olderRate }: Pick<Operation, 'rate' | 'olderRate'>): string => `${rate} ${olderRate}`;

function nounPage(noun: string): string {
  const own = [...COMMANDS.values()].filter(({ command }) => command.path.split(' ')[0] === noun);
  const [{ id: product, version } = ALIKAFKA] = own.map(({ operation }) => operation.product);
  return [
    NOTE,
    `# alikafka ${noun}`,
    t('{summary}. The operations are those of the product {product}, version {version}.', {
      summary: t<string>(NOUNS[noun] ?? ''),
      product,
      version,
    }),
    ...own.map(commandSection),
  ]
    .join('\n\n')
    .concat('\n');
}

function commandSection(bound: BoundCommand): string {
  const { command, operation } = bound;
  const fields = fieldsOf(bound);
  const usages = usagesOf(fields, command).map((usage) => `alikafka ${command.path} ${usage}`);
  const examples = command.examples.flatMap(({ says, types }) => [
    `# ${t<string>(says)}`,
    `alikafka ${command.path} ${types}`.trim(),
  ]);
  return [
    `## ${command.path}`,
    [`${command.summary ?? operation.summary}.`, command.description ?? '', aliasText(bound)].filter(isSaid).join(' '),
    fenced('', usages.join('\n')),
    [operationText(bound), placeText(bound)].filter(isSaid).join(' '),
    optionTable(bound, fields),
    answerLine(bound),
    fenced('sh', examples.join('\n')),
  ]
    .filter(isSaid)
    .join('\n\n');
}

const isSaid = (part: string): boolean => part !== '';

function aliasText({ command: { alias, path } }: BoundCommand): string {
  const [noun = ''] = path.split(' ');
  return alias === undefined ? '' : t('Alias: {alias}.', { alias: `\`${noun} ${alias}\`` });
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** Where an operation works, if its parameters say so and none is typed for it. */
function placeText({ command, operation }: BoundCommand): string {
  const isTyped = 'InstanceId' in (command.inputs ?? {});
  const works = Object.values<Param>(operation.params).some(({ from }) => from === 'instance');
  return works && !isTyped ? t('Requires an instance: -i, ALIKAFKA_INSTANCE or the profile.') : '';
}

function optionTable({ command, operation }: BoundCommand, fields: readonly Field[]): string {
  if (fields.length === 0) return '';
  const rows = fields.map((field) => {
    const { key, param } = field;
    const sent = operation.params[key];
    const wire = sent === undefined ? '' : wireNames(key, sent).join(', ');
    const typed = param.flag === undefined ? argumentText(field) : syntaxOf(param);
    return [`\`${typed}\``, wire, optionText(field, command)];
  });
  return table(['option', 'parameter', 'meaning'], rows);
}

/** What is printed: its columns in a table, and the fields that --columns takes. */
function answerLine(bound: BoundCommand): string {
  const { command } = bound;
  const { own } = shownFields(bound);
  const fields = `Fields: ${own.join(', ')}.`;
  if (command.kind === 'change') return `${resultText(bound, command)} ${fields}${finalRecord(command, bound)}`;
  const { view } = command;
  return view.kind === 'list'
    ? `Prints a list. ${listText(view, own)} ${fields}${onlyWith(bound)}`
    : `Prints one object. ${objectText(view)} ${fields}${rowsText(bound, view)}`;
}

function listText({ columns, columnsSeen }: ListView, own: readonly string[]): string {
  if (columnsSeen !== true) return `Table: ${columns.join(', ')}.`;
  const others = own.some((name) => !columns.includes(name)) ? ', then the other fields that any row has' : '';
  return `Table, without empty columns: ${columns.join(', ')}${others}.`;
}

function objectText({ rows, columns, totals }: ObjectView): string {
  const parts = [
    'the fields that have a value, one per line',
    ...(totals === undefined ? [] : [`then the totals, with ${totals.columns.join(', ')}`]),
    ...(rows === undefined ? [] : [`then the rows, with ${columns.join(', ')}`]),
  ];
  return `Table: ${parts.join('; ')}.`;
}

/** The rows of an object; in JSON they are in a list inside it. */
function rowsText(bound: BoundCommand, { rows }: ObjectView): string {
  if (rows === undefined) return '';
  return ` Fields of the rows: ${shownFields(bound).rows.join(', ')}. In JSON they are in ${rows
    .toReversed()
    .map((name) => `\`${name}\``)
    .join(' of each of ')}.`;
}

/** Fields that are there with a flag alone. */
function onlyWith(bound: BoundCommand): string {
  const { command } = bound;
  if (command.kind !== 'read' || command.view.kind !== 'list') return '';
  const { unfilled } = command.view;
  const always = unfilled?.({}) ?? [];
  const flags = fieldsOf(bound).filter(({ param }) => param.kind === 'boolean');
  const said = flags.flatMap(({ key, param }) => {
    const more = always.filter((name) => unfilled?.({ [key]: true }).includes(name) === false);
    return more.length === 0 ? [] : [` Only with \`${labelOf(param)}\`: ${more.join(', ')}.`];
  });
  return said.join('');
}

function resultText({ operation }: BoundCommand, { results }: ChangeCommand): string {
  const { order } = operation.answer;
  const columns = [...results.names, 'Result', ...(order === undefined ? [] : [order])];
  const prints = results.kind === 'array' ? 'Prints a list with one result for each change.' : 'Prints the result.';
  return `${prints} Table: ${columns.join(', ')}.`;
}

function finalRecord({ wait }: ChangeCommand, { operation }: BoundCommand): string {
  const by = wait?.shownBy;
  const { order } = operation.answer;
  return by === undefined
    ? ''
    : ` With --wait it prints the final record, as \`${by}\` does${order === undefined ? '' : `, and the ${order}`}.`;
}

function globalPage(): string {
  const rows = Object.values<Param>(GLOBAL_OPTIONS).map((param) => [
    `\`${syntaxOf(param)}\``,
    param.env ?? '',
    param.help,
  ]);
  return (
    [
      NOTE,
      '# Global options',
      'Type them before the noun or after the verb. An option that does not apply to a command is refused (`--param` where nothing is sent) or has no effect.',
      table(['option', 'environment', 'meaning'], rows),
    ].join('\n\n') + '\n'
  );
}

function toolPage(): string {
  return [NOTE, "# This tool's own commands", ...TOOL_COMMANDS.map(toolSection)].join('\n\n') + '\n';
}

function toolSection(command: ToolCommand): string {
  const { path, summary, arguments: operands = {}, options = {}, examples } = command;
  const typed = [
    ...Object.values<Param>(operands).map((param) => `- \`${argumentSyntax(param)}\`: ${param.help}`),
    ...Object.values<Param>(options).map((param) => `- \`${syntaxOf(param)}\`: ${param.help}`),
  ];
  return [
    `## ${path}`,
    `${summary}.`,
    fenced('', `alikafka ${path} ${toolArguments(command)}`),
    typed.join('\n'),
    examples === undefined ? '' : fenced('sh', examples.join('\n')),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const anchor = (path: string): string => path.replaceAll(' ', '-');
