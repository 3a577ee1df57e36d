import { regionWarning } from '../../config/check-settings.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import type { Profile } from '../../config/profiles/profiles.ts';
import { MODES } from '../../credentials/source.ts';
import { namedMode } from '../../credentials/modes.ts';
import type { Mode } from '../../credentials/source.ts';
import { type Detail, usage } from '../../errors/failure.ts';
import { filled } from '../../core/env.ts';
import type { Context } from '../../context.ts';
import type { Io } from '../../engine/io.ts';
import { keysFrom } from '../../engine/input/secret-input.ts';
import { readValue } from '../config/value.ts';
import { kept, missingProblems, modeOf, SIGN_IN_KEYS, strayProblems, type Values } from './draft.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

/** What the command line says of the profile, each value in its form, and what is wrong with it. */
export interface Given {
  readonly values: Values;
  readonly problems: readonly Detail[];
}

/** Keys that the global flags give. */
const GLOBAL = ['region', 'instance', 'output'] as const;

/** Reads the flags. */
export function readGiven({ options, flags }: ParsedToolCommand, { cwd, env }: Pick<Context, 'cwd' | 'env'>): Given {
  const typed = [
    ...SIGN_IN_KEYS.map((key) => [key, options[camel(key)]] as const),
    ['region', filled(env['ALIKAFKA_REGION'])] as const, // the flag comes after it, and wins
    ...GLOBAL.map((key) => [key, flags[key]] as const),
    ['network', flags.network] as const,
    ['ca-file', flags.caFile] as const,
    ['endpoint', flags.endpoint] as const,
  ];
  const values: Record<string, string> = {};
  const problems: Detail[] = [];
  for (const [key, text] of typed) {
    const known = PROFILE_KEYS[key];
    if (typeof text !== 'string' || known === undefined) continue;
    const read = readValue(known, text, cwd);
    if ('violation' in read) problems.push({ flag: `--${key}`, message: read.violation });
    else values[key] = read.value;
  }
  return { values, problems };
}

const camel = (key: string): string => key.replace(/-(\w)/g, (_whole, letter: string) => letter.toUpperCase());

/** The mode that is given, else the saved one. */
export const modeIn = (given: Values, saved: Profile): Mode | undefined =>
  given['mode'] === undefined ? modeOf(saved) : namedMode(given['mode']);

/** Everything that is missing or stray where nobody can be asked. */
export function offlineProblems(given: Values, saved: Profile, secretStdin: boolean): Detail[] {
  const mode = modeIn(given, saved);
  const all = { ...kept(saved, mode), ...given };
  return [
    ...(mode === undefined
      ? [{ flag: '--mode', message: `is required: one of ${MODES.join(', ')}` }]
      : [...strayProblems(mode, given, secretStdin), ...missingProblems(mode, all, secretStdin)]),
    ...(given['access-key-id'] !== undefined && given['access-key-id'] !== saved.accessKeyId && !secretStdin
      ? [{ flag: '--secret-stdin', message: 'is required: another key id has another secret' }]
      : []),
    ...(all['region'] === undefined ? [{ flag: '--region', message: 'is required' }] : []),
  ];
}

/** A region that is not known here cannot be told from a slip. */
export function regionProblems({ region }: Values): Detail[] {
  const warning = region === undefined ? undefined : regionWarning(region);
  if (warning === undefined) return [];
  return [
    { flag: '--region', message: `${warning.replace(/^the region /, '')}; with --no-check it is saved unchecked` },
  ];
}

/** The secrets of a mode from stdin, one a line. Throws Failure (exit 2) where one is missing, or there are more. */
export async function stdinSecrets(mode: Mode, io: Io): Promise<Values> {
  const label = { flag: '--secret-stdin' };
  const lines = mode === 'StsToken' ? 2 : 1;
  const [secret = '', token = ''] = await keysFrom({ kind: 'stdin' }, label, io.context, lines);
  io.log.hide(secret);
  io.log.hide(token);
  if (secret === '') throw usage([{ ...label, message: 'is empty' }]);
  if (mode !== 'StsToken') return { 'access-key-secret': secret };
  if (token === '') throw usage([{ ...label, message: 'holds no second line, which is the token' }]);
  return { 'access-key-secret': secret, 'security-token': token };
}
