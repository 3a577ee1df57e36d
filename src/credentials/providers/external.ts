import { keysIn, objectIn, PROGRAM_NAMES } from './answer-keys.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { timeLeft } from '../../transport/attempts.ts';
import type { FetchEffects } from './effects.ts';
import { glimpse, linkFailure } from './provider-failure.ts';
import type { FetchedKeys, ProcessKeys } from '../source.ts';

/** A program may ask a person, but not for ever; the SDKs give it as long. */
const LIMIT = 60_000;

/** The keys that a program prints. Neither its output nor its arguments are ever shown whole. */
export async function keysOfProcess(source: ProcessKeys, io: FetchEffects): Promise<FetchedKeys> {
  const command = wordsOf(source.command);
  const [file] = command;
  if (file === undefined) throw linkFailure(source, 'the process command is empty');
  io.trace?.(`> runs ${file}`);
  const { code, stdout, stderr, violation } = await io.run(command, timeLeft(LIMIT, io.until, io.now()));
  if (io.stop.aborted) throw interrupted(io.stop);
  io.trace?.(`< ${violation ?? `exit code ${code ?? 'none'}`} (its output may hold keys and is not shown)`);
  if (violation !== undefined) throw linkFailure(source, `${file}: ${violation}`, TRY);
  if (code !== 0) throw linkFailure(source, `${file} ended with exit code ${code ?? 'none'}${said(stderr, io)}`, TRY);
  return keysPrinted(stdout, source, file, io);
}

/** What it said on a terminal has been seen there. */
const said = (stderr: string | undefined, { redact }: FetchEffects): string =>
  stderr === undefined ? '' : ` and said ${glimpse(stderr, redact)}`;

const TRY = { hint: 'Run the process command of the profile by hand and look at what it says.' };

function keysPrinted(stdout: string, source: ProcessKeys, who: string, io: FetchEffects): FetchedKeys {
  const row = objectIn(stdout, source, who);
  const mode = typeof row['mode'] === 'string' ? row['mode'].toLowerCase() : undefined;
  const keys = keysIn(row, PROGRAM_NAMES, { source, who, needsToken: mode === 'ststoken' }, io);
  if (mode === undefined || mode === 'ststoken') return keys;
  if (mode === 'ak') return { accessKeyId: keys.accessKeyId, accessKeySecret: keys.accessKeySecret };
  throw linkFailure(source, `${who} printed keys of a mode that is neither AK nor StsToken`, TRY);
}

/** Words as the vendor splits them, at blanks; beside it quotes keep a blank, as a path on Windows needs it. */
export function wordsOf(command: string): string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
