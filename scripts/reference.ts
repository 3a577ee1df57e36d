/** The reference pages, made from the records and the catalogue of codes, and the command table of the README. */
import type { ChangeCommand } from '../src/core/command.ts';
import type { Operation } from '../src/core/operation.ts';
import { usualRates } from '../src/core/record.ts';
import { wireNames } from '../src/core/request.ts';
import type { Param } from '../src/core/params.ts';
import { type Field, fieldsOf, isMany, labelOf, offered, syntaxOf } from '../src/engine/input/fields.ts';
import { GLOBAL_OPTIONS } from '../src/commands/global-options.ts';
import { isNeeded } from '../src/engine/input/complete.ts';
import { shownFields } from '../src/engine/read/shown.ts';
import { TOOL_COMMANDS } from '../src/commands/registry.ts';
import { type BoundCommand, COMMANDS, OPERATIONS } from '../src/operations/registry.ts';
import { NOUNS } from '../src/operations/nouns.ts';
import { errorsPage } from './errors-page.ts';
import { table } from './markdown.ts';

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

/** The README's table: what is typed, what it does, which operation it calls. */
export function commandTable(): string {
  const rows = [...COMMANDS.values()].map(({ command, operation }) => {
    const [noun = ''] = command.path.split(' ');
    const name = command.alias === undefined ? command.path : `${command.path} (${command.alias})`;
    const link = `[\`${name}\`](docs/commands/${noun}.md#${anchor(command.path)})`;
    return [link, command.summary ?? operation.summary, operation.action];
  });
  return table(['command', 'what it does', 'operation'], rows);
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
    ['operations', 'a second', 'in 2020'],
    [...named, ['all other changes: no rate is published', ...usual.split(' ')]],
  );
}

const ratesOf = ({ rate, olderRate }: Pick<Operation, 'rate' | 'olderRate'>): string => `${rate} ${olderRate}`;

function nounPage(noun: string): string {
  const own = [...COMMANDS.values()].filter(({ command }) => command.path.split(' ')[0] === noun);
  return [NOTE, `# alikafka ${noun}`, `${NOUNS[noun] ?? ''}.`, ...own.map(commandSection)].join('\n\n') + '\n';
}

function commandSection(bound: BoundCommand): string {
  const { command, operation } = bound;
  const fields = fieldsOf(bound);
  return [
    `## ${command.path}`,
    `${command.summary ?? operation.summary}.${command.description === undefined ? '' : ` ${command.description}`}`,
    `\`\`\`\n${usage(bound, fields)}\n\`\`\``,
    `Operation: ${operation.action} (${operation.product.id} ${operation.product.version}); ${EFFECTS[command.kind === 'change' ? command.effect : operation.effect]}${command.alias === undefined ? '' : `; alias: \`${command.alias}\``}.`,
    optionTable(bound, fields),
    answerLine(bound),
    `\`\`\`sh\n${command.examples.map(({ says, types }) => `# ${says}\nalikafka ${command.path}${types === '' ? '' : ` ${types}`}`).join('\n')}\n\`\`\``,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const EFFECTS = {
  read: 'reads',
  write: 'changes something',
  destroy: 'removes something, and asks first',
  order: 'spends money, asks first, and is sent at most once',
} as const;

function usage({ command }: BoundCommand, fields: readonly Field[]): string {
  const positional = fields
    .filter(({ param }) => param.flag === undefined)
    .map(({ param }) => `${bracket(param)}${isMany(param) ? '...' : ''}`);
  return [
    'alikafka',
    command.path,
    ...positional,
    fields.some(({ param }) => param.flag !== undefined) ? '[options]' : '',
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** What stands in for an argument that is left out makes it optional, as in the help. */
const bracket = (param: Param): string => (isNeeded(param) ? `<${param.argument ?? ''}>` : `[${param.argument ?? ''}]`);

function optionTable({ operation }: BoundCommand, fields: readonly Field[]): string {
  if (fields.length === 0) return '';
  const rows = fields.map(({ key, param }) => {
    const wire = key in operation.params ? wireNames(key, param).join(', ') : '';
    const value = param.flag === undefined || param.kind === 'boolean' ? '' : ` <${param.placeholder ?? 'value'}>`;
    const label = param.flag === undefined ? bracket(param) : labelOf(param);
    return [`\`${label}${value}\``, wire, describe(param)];
  });
  return table(['option', 'parameter', 'meaning'], rows);
}

function describe(param: Param): string {
  const words = offered(param);
  const notes = [
    isNeeded(param) ? 'required' : undefined,
    param.defaultText === undefined ? undefined : `default: ${param.defaultText}`,
    words.length > 0 && param.kind !== 'boolean' ? `values: ${words.join(', ')}` : undefined,
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? param.help : `${param.help} (${notes.join('; ')})`;
}

/** What is printed, from the fields that --columns takes. */
function answerLine(bound: BoundCommand): string {
  const { command } = bound;
  const { own, rows } = shownFields(bound);
  const fields = `Fields: ${own.join(', ')}.${onlyWith(bound)}`;
  if (command.kind === 'change') return `Prints ${resultWord(command)}. ${fields}${finalRecord(command, bound)}`;
  const columns = command.view.columns.join(', ');
  if (command.view.kind === 'list') return `Table: ${columns}. ${fields}`;
  if (rows.length === 0) return `Table: every field, one a line. ${fields}`;
  return `Table: the fields, one a line, then the rows with ${columns}. ${fields} Fields of the rows: ${rows.join(', ')}.`;
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

const resultWord = ({ results }: ChangeCommand): string =>
  results.kind === 'array' ? 'one result for each name' : 'the result';

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
      'Every command takes them, before the noun and after the verb alike.',
      table(['option', 'environment', 'meaning'], rows),
    ].join('\n\n') + '\n'
  );
}

function toolPage(): string {
  const sections = TOOL_COMMANDS.map(({ path, summary, arguments: operands, options, examples }) =>
    [
      `## ${path}`,
      `${summary}.`,
      [
        ...(operands ?? []).map(({ name, help }) => `- \`${name}\`: ${help}`),
        ...Object.values(options ?? {}).map((param) => `- \`${syntaxOf(param)}\`: ${param.help}`),
      ].join('\n'),
      examples === undefined ? '' : `\`\`\`sh\n${examples.join('\n')}\n\`\`\``,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  );
  return [NOTE, "# This tool's own commands", ...sections].join('\n\n') + '\n';
}

const anchor = (path: string): string => path.replaceAll(' ', '-');
