/** The options of `configure`: their values and problems, and the secrets that come from stdin. */
import { alikafka } from '../../core/text/command-line.ts';
import { REGION_IDS } from '../../core/regions.ts';
import { suggest } from '../../core/text/suggest.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import type { Profile } from '../../config/profiles/profiles.ts';
import { MODES } from '../../credentials/source.ts';
import { namedMode } from '../../credentials/modes.ts';
import type { Mode } from '../../credentials/source.ts';
import { type Detail, problem, usage } from '../../errors/failure.ts';
import { filled } from '../../core/env.ts';
import type { Context } from '../../context.ts';
import type { Io } from '../../engine/io.ts';
import { keysFrom } from '../../engine/input/secret-input.ts';
import { readValue } from '../config/value.ts';
import { kept, missingProblems, modeOf, SIGN_IN_KEYS, strayProblems, type Values } from './draft.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

/** The values on the command line, as saved, and their problems. */
export interface Given {
  readonly values: Values;
  readonly problems: readonly Detail[];
}

/** Keys that global options set. */
const GLOBAL = ['region', 'instance', 'output'] as const;

/** Reads the options. */
export function readGiven({ options, flags }: ParsedToolCommand, { cwd, env }: Pick<Context, 'cwd' | 'env'>): Given {
  const typed = [
    ...SIGN_IN_KEYS.map((key) => [key, options[camel(key)]] as const),
    ['region', filled(env['ALIKAFKA_REGION'])] as const, // the option comes after it, and wins
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
    if ('violation' in read) problems.push({ flag: `--${key}`, message: read.violation(`--${key}`) });
    else values[key] = read.value;
  }
  return { values, problems };
}

const camel = (key: string): string => key.replace(/-(\w)/g, (_whole, letter: string) => letter.toUpperCase());

/** The given mode, else the saved one. */
export const modeIn = (given: Values, saved: Profile): Mode | undefined =>
  given['mode'] === undefined ? modeOf(saved) : namedMode(given['mode']);

/** Every option that is missing or cannot be combined with the mode, if no questions can be asked. */
export function offlineProblems(given: Values, saved: Profile, secretStdin: boolean): Detail[] {
  const mode = modeIn(given, saved);
  const all = { ...kept(saved, mode), ...given };
  return [
    ...(mode === undefined
      ? [problem('--mode', '{name} is required: one of {modes}', { modes: MODES.join(', ') })]
      : [...strayProblems(mode, given, secretStdin), ...missingProblems(mode, all, secretStdin)]),
    ...(given['access-key-id'] !== undefined && given['access-key-id'] !== saved.accessKeyId && !secretStdin
      ? [problem('--secret-stdin', '{name} is required, because --access-key-id changes the AccessKey')]
      : []),
    ...(all['region'] === undefined ? [problem('--region', '{name} is required')] : []),
  ];
}

/** A region that this version does not know may be misspelled, so it is saved only with an explicit option. */
export function regionProblems({ region }: Values): Detail[] {
  if (region === undefined || REGION_IDS.includes(region)) return [];
  const near = suggest(region, REGION_IDS);
  const list = alikafka`regions`;
  return [
    near === undefined
      ? problem(
          '--region',
          '{name}: unknown region "{region}" (use --no-check to save it); "{list}" lists the known regions',
          {
            list,
            region,
          },
        )
      : problem(
          '--region',
          '{name}: unknown region "{region}" (use --no-check to save it; "{list}" lists the known regions); did you mean {near}?',
          { list, region, near },
        ),
  ];
}

/** The secrets of a mode from stdin, one per line. Throws Failure (exit 2) if one is missing, or if there are more. */
export async function stdinSecrets(mode: Mode, io: Io): Promise<Values> {
  const label = { flag: '--secret-stdin' };
  const lines = mode === 'StsToken' ? 2 : 1;
  const [secret = '', token = ''] = await keysFrom({ kind: 'stdin' }, label, io.context, lines);
  io.log.hide(secret);
  io.log.hide(token);
  if (secret === '') throw usage([problem(label.flag, '{name} is empty')]);
  if (mode !== 'StsToken') return { 'access-key-secret': secret };
  if (token === '')
    throw usage([problem(label.flag, '{name} must contain the security token on the second line, after the secret')]);
  return { 'access-key-secret': secret, 'security-token': token };
}
