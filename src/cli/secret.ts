import type { Context } from '../context.ts';
import { type Detail, EXIT, Failure, usage } from '../errors/failure.ts';
import type { Values } from '../core/operation.ts';
import { whyNotAsk } from './asking.ts';
import type { Globals } from './globals.ts';

/** Where the secret of a command comes from. */
export type SecretSource =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'prompt' };

/** Chooses the source before anything is read; what is wrong goes to `problems`. */
export function secretSource(
  input: Values,
  context: Context,
  globals: Globals,
  problems: Detail[],
): SecretSource | undefined {
  const [stdin, path] = [input['passwordStdin'] === true, input['passwordFile']];
  if (stdin && path !== undefined)
    problems.push({ flag: '--password-file', message: 'cannot be combined with --password-stdin' });
  if (stdin) return { kind: 'stdin' };
  if (path !== undefined) return { kind: 'file', path: String(path) };
  const why = whyNotAsk(context, globals.mayAsk);
  if (why === undefined) return { kind: 'prompt' };
  problems.push({ flag: '--password-stdin', message: `or --password-file is required: ${why}` });
  return undefined;
}

/** Reads a secret; one trailing newline is dropped. Throws Failure (exit 2) when there is none. */
export async function readSecret(source: SecretSource, what: string, context: Context): Promise<string> {
  const text =
    source.kind === 'prompt'
      ? await twice(what, context)
      : withoutNewline(source.kind === 'stdin' ? await context.stdin.text() : await fileText(source.path, context));
  if (text === '')
    throw usage([
      { flag: source.kind === 'file' ? '--password-file' : '--password-stdin', message: 'holds no password' },
    ]);
  return text;
}

async function fileText(path: string, context: Context): Promise<string> {
  try {
    const text = await context.files.readInput(path);
    if (text !== undefined) return text;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw usage([{ flag: '--password-file', message: `cannot be read: ${(error as Error).message}` }]);
  }
  throw usage([{ flag: '--password-file', message: `names ${path}, which does not exist` }]);
}

async function twice(what: string, context: Context): Promise<string> {
  const first = await context.prompts.secret(`${what}:`);
  const again = await context.prompts.secret(`${what}, once more:`);
  if (first === again) return first;
  throw new Failure({ exitCode: EXIT.usage, code: 'Usage', message: 'the two passwords differ: nothing was sent' });
}

function withoutNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}
