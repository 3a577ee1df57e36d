/** Fetches credentials from a program (mode External, `process_command`). */
import { labelled, t } from '../../core/text/texts.ts';
import { keysIn, objectIn, PROGRAM_NAMES } from './answer-keys.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { timeLeft } from '../../transport/attempts.ts';
import type { FetchEffects } from './effects.ts';
import { excerpt, providerFailure } from './provider-failure.ts';
import type { FetchedKeys, ProcessKeys } from '../source.ts';

/** Milliseconds: a program may prompt a user. The vendor's SDKs have the same limit. */
const LIMIT = 60_000;

/** The credentials that a program prints. Its output and arguments are never shown whole. Throws Failure (exit 4). */
export async function keysOfProcess(source: ProcessKeys, io: FetchEffects): Promise<FetchedKeys> {
  const command = wordsOf(source.command);
  const [file] = command;
  if (file === undefined) throw providerFailure(source, t('the process command must not be empty'));
  io.trace?.(t('> run {file}', { file }));
  const { code, stdout, stderr, violation } = await io.run(command, timeLeft(LIMIT, io.until, io.now()));
  if (io.stop.aborted) throw interrupted(io.stop);
  io.trace?.(
    violation === undefined
      ? t('< exit code {code} (output not shown: it may contain secrets)', { code: code ?? '' })
      : t('< {problem} (output not shown: it may contain secrets)', { problem: violation }),
  );
  if (violation !== undefined) throw providerFailure(source, labelled(file, violation), runByHand());
  if (code !== 0) throw providerFailure(source, exitText(file, code, stderr, io), runByHand());
  return keysPrinted(stdout, source, file, io);
}

/** What it wrote to stderr is left out where the terminal has shown it. */
function exitText(
  file: string,
  code: number | undefined,
  stderr: string | undefined,
  { redact }: FetchEffects,
): string {
  const values = { file, code: code ?? '' };
  const output = stderr === undefined ? '' : excerpt(stderr, redact);
  if (output === '') return t('{file} failed with exit code {code}', values);
  return t('{file} failed with exit code {code}: {output}', { ...values, output });
}

const runByHand = (): { hint: string } => ({
  hint: t('Run the process command of the profile in a terminal to see its output.'),
});

function keysPrinted(stdout: string, source: ProcessKeys, who: string, io: FetchEffects): FetchedKeys {
  const row = objectIn(stdout, source, who);
  const mode = typeof row['mode'] === 'string' ? row['mode'].toLowerCase() : undefined;
  const keys = keysIn(row, PROGRAM_NAMES, { source, who, needsToken: mode === 'ststoken' }, io);
  if (mode === undefined || mode === 'ststoken') return keys;
  if (mode === 'ak') return { accessKeyId: keys.accessKeyId, accessKeySecret: keys.accessKeySecret };
  const reason = t('{source} returned credentials of a mode other than AK and StsToken', { source: who });
  throw providerFailure(source, reason, runByHand());
}

/** The words of a command: split at spaces as the vendor does; quotes keep spaces, as paths on Windows need it. */
export function wordsOf(command: string): string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
