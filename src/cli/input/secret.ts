/**
 * The secret of a command: its source by the options, and its prompt. Files and stdin are read in
 * engine/input/secret-input.ts.
 */
import type { Context } from '../../context.ts';
import { t } from '../../core/text/texts.ts';
import { type Detail, EXIT, Failure, problem, usage } from '../../errors/failure.ts';
import type { Values } from '../../core/operation.ts';
import type { GlobalOptions } from '../../commands/global-options.ts';
import { passwordFrom, type SecretInput } from '../../engine/input/secret-input.ts';

/** The source of a command's secret. */
export type SecretSource = SecretInput | { readonly kind: 'prompt' };

/** Chooses the source before anything is read; problems are added to `problems`. */
export function secretSource(
  input: Values,
  { noPrompt }: Pick<GlobalOptions, 'noPrompt'>,
  problems: Detail[],
): SecretSource | undefined {
  const [stdin, path] = [input['passwordStdin'] === true, input['passwordFile']];
  if (stdin && path !== undefined)
    problems.push(problem('--password-file', '{name} cannot be combined with --password-stdin'));
  if (stdin) return { kind: 'stdin' };
  if (path !== undefined) return { kind: 'file', path: String(path) };
  if (noPrompt === undefined) return { kind: 'prompt' };
  problems.push(
    problem('--password-stdin', '{name} or --password-file is required: {why}', { why: t<string>(noPrompt) }),
  );
  return undefined;
}

/** Reads a secret, or asks for it; `what` is its parameter. Throws Failure (exit 2) unless it is one line of text. */
export async function readSecret(source: SecretSource, what: string, context: Context): Promise<string> {
  if (source.kind !== 'prompt')
    return passwordFrom(source, { flag: source.kind === 'file' ? '--password-file' : '--password-stdin' }, context);
  const typed = await twice(what, context);
  if (typed === '') throw usage([{ message: t('the password must not be empty') }]);
  return typed;
}

async function twice(what: string, context: Context): Promise<string> {
  const first = await context.prompts.secret(t('{parameter}:', { parameter: what }));
  const again = await context.prompts.secret(t('{parameter} (again):', { parameter: what }));
  if (first === again) return first;
  throw new Failure({
    exitCode: EXIT.usage,
    code: 'Usage',
    message: t('the passwords do not match; nothing was sent'),
  });
}
