/** The arguments and options of a command, from its record and its kind. How help shows them is in option-text.ts. */
import type { ChangeCommand, WaitRule } from '../../core/command.ts';
import { as, duration, flag, type Param, text, texts } from '../../core/params.ts';
import { type Sentence, sentence } from '../../core/text/texts.ts';
import type { Detail } from '../../errors/failure.ts';
import type { BoundCommand } from '../../operations/registry.ts';

/** An argument or option of a command. */
export interface Field {
  /** Key of the input. */
  readonly key: string;
  readonly param: Param;
  /** It takes several values. */
  readonly many: boolean;
}

/** Options that all commands of a kind have; their keys cannot be names of the API. */
const EXTRA = {
  passwordStdin: flag({
    flag: 'password-stdin',
    section: 'Secrets',
    help: 'Read the password from stdin; this or --password-file is required without a terminal',
  }),
  passwordFile: text({
    section: 'Secrets',
    flag: 'password-file',
    excludes: ['passwordStdin'],
    lists: 'file',
    placeholder: 'file',
    min: 1,
    help: 'Read the password from a file',
  }),
  showSecrets: flag({
    section: 'Secrets',
    flag: 'show-secrets',
    help: 'Print passwords instead of masking them',
  }),
  confirm: texts({
    section: 'Confirmation',
    flag: 'confirm',
    placeholder: 'name',
    help: 'Confirm by name instead of at a prompt',
  }),
  fromFile: texts({
    section: 'Batches',
    flag: 'from-file',
    short: 'f',
    mistakenFor: ['file', 'filename'],
    placeholder: 'file|-',
    lists: 'file',
    rules: [oneStdin],
    help: 'Read names or records from a file: lines, CSV, NDJSON or YAML; - is stdin',
  }),
  failFast: flag({ section: 'Batches', flag: 'fail-fast', help: 'Stop at the first failure' }),
  noResume: flag({ section: 'Batches', flag: 'no-resume', help: 'Do not resume an interrupted run of this command' }),
  wait: flag({ section: 'Waiting', flag: 'wait', help: 'Wait until the change takes effect' }),
  waitTimeout: duration({
    section: 'Waiting',
    flag: 'wait-timeout',
    placeholder: 'duration',
    help: 'Maximum time to wait',
  }),
  'if-exists': flag({ flag: 'if-exists', help: 'Succeed if it does not exist' }),
  'if-not-exists': flag({ flag: 'if-not-exists', help: 'Succeed if it already exists' }),
} as const;

/** Refuses a second use of stdin, which can be read only once. */
function oneStdin(paths: readonly string[]): Sentence | undefined {
  return paths.indexOf('-') === paths.lastIndexOf('-')
    ? undefined
    : sentence('{name} - is given twice: stdin can be read only once');
}

/** A command's fields: arguments in their order, then options. Secrets have no field, since they are never typed. */
export function fieldsOf({ command, operation }: BoundCommand): Field[] {
  const own = Object.entries(operation.params).filter(
    ([key]) => command.takes === undefined || command.takes.includes(key),
  );
  const merged = new Map<string, Param>([
    ...own,
    ...Object.entries(command.inputs ?? {}),
    ...extras({ command, operation }),
  ]);
  return [...merged]
    .filter(([, param]) => param.flag !== undefined || param.argument !== undefined)
    .map(([key, param]) => ({ key, param, many: isMany(param) }));
}

/** The parameter that carries the secret of a command, if it has one. */
export function secretOf({ command, operation }: BoundCommand): string | undefined {
  return Object.entries(operation.params).find(
    ([key, param]) => param.secret === true && (command.takes === undefined || command.takes.includes(key)),
  )?.[0];
}

/** Whether an answer of the operation can carry a secret. */
export function answersSecrets({ operation }: Pick<BoundCommand, 'operation'>): boolean {
  return JSON.stringify(operation.answer.fields).includes('"secret"');
}

function extras(bound: BoundCommand): [string, Param][] {
  const change = bound.command.kind === 'change' ? bound.command : undefined;
  const keys = [
    ...(secretOf(bound) === undefined ? [] : (['passwordStdin', 'passwordFile'] as const)),
    ...(answersSecrets(bound) ? (['showSecrets'] as const) : []),
    ...(change?.idempotent === undefined ? [] : [change.idempotent.flag]),
    ...(change?.file === undefined ? [] : (['fromFile'] as const)),
    ...(takesMany(bound) ? (['failFast', 'noResume'] as const) : []),
    ...(change?.wait === undefined ? [] : (['wait', 'waitTimeout'] as const)),
    ...(change === undefined ? [] : (['confirm'] as const)),
  ];
  return keys.map((key) => [key, extraOf(key, change)]);
}

/** The option of a kind of commands, with the differences between commands. */
function extraOf(key: keyof typeof EXTRA, change: ChangeCommand | undefined): Param {
  if (key === 'waitTimeout') return waitTimeoutOf(change?.wait);
  return key === 'confirm' && change !== undefined
    ? as(EXTRA.confirm, { help: CONFIRM_HELP[change.confirm.kind] })
    : EXTRA[key];
}

/** What --confirm does; a change without a question asks one if a profile requires it. */
const CONFIRM_HELP: Readonly<Record<ChangeCommand['confirm']['kind'], string>> = {
  none: 'Confirm by name, which only a profile with the setting confirm requires',
  'yes-no': 'Confirm by name instead of at a prompt',
  'type-name': 'Confirm by name instead of at a prompt; required without a terminal',
};

const waitTimeoutOf = (wait: WaitRule | undefined): Param =>
  wait === undefined ? EXTRA.waitTimeout : as(EXTRA.waitTimeout, { defaultText: `${wait.timeout / 60_000}m` });

/** Whether the command is a batch: a change with one result for each of many names. */
const takesMany = ({ command }: BoundCommand): boolean => command.kind === 'change' && command.results.kind === 'array';

/** A field's name in messages: `--partitions` or `<name>`. */
export function labelOf(param: Param): string {
  return param.flag === undefined ? `<${param.argument ?? ''}>` : `--${param.flag}`;
}

/** A violation as a problem of the option or argument of the parameter. */
export function problemOf(param: Param, says: Sentence): Detail {
  const flag = labelOf(param);
  return { flag, message: says(flag) };
}

/** An option as help and the reference show it: `-p, --profile <name>`, `--limits[=<slack>]`. */
export function syntaxOf(param: Param): string {
  const value = `<${param.placeholder ?? 'value'}>`;
  const typed = param.kind === 'boolean' ? '' : param.optional === true ? `[=${value}]` : ` ${value}`;
  return `${param.short === undefined ? '' : `-${param.short}, `}--${param.flag ?? ''}${typed}`;
}

/** Whether a parameter takes several values. */
export const isMany = (param: Param): boolean => param.many === true || param.kind === 'texts' || param.kind === 'tags';

/** The words for a parameter that completion and help offer. */
export const offered = (param: Param): readonly string[] => [
  ...(param.choices ?? []),
  ...Object.keys(param.aliases ?? {}),
  ...(param.hints ?? []),
];
