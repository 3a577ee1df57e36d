import { parseAliyun } from '../../credentials/sources/aliyun.ts';
import { aliyunPath } from '../../credentials/sources/vendor-files.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, warn } from './check-result.ts';
import { isAbsent, modeLine } from './modes.ts';

const CHECK = 'aliyun file';

/** The file of the vendor's CLI, which is only read here: no line where there is none. Nothing of it is mended. */
export async function vendorFile(checks: CheckContext): Promise<CheckResult[]> {
  const { env, home, files, probes } = checks.io.context;
  const path = aliyunPath(env, home);
  if (path === undefined) return [];
  const found = await probes.mode(path);
  if (isAbsent(found)) return [];
  try {
    if (!found.ok) throw new Error(found.why);
    const { profiles } = parseAliyun((await files.read(path)) ?? '{}', path);
    const names = [...profiles.keys()].join(', ') || 'none';
    return [
      await modeLine(checks, { check: CHECK, path, mode: 0o600, own: false }, found.value, `, profiles: ${names}`),
    ];
  } catch (error) {
    return [troubled(checks, path, error)];
  }
}

/** A file that nothing is taken from does no harm. */
function troubled(checks: CheckContext, path: string, error: unknown): CheckResult {
  const isBroken = error instanceof Failure;
  const seen = isBroken ? error.message : `${path} cannot be read: ${(error as Error).message}`;
  const fix = isBroken ? 'aliyun configure' : `chmod 600 ${shellWord(path)}`;
  return isUsed(checks) ? fail(CHECK, seen, fix, EXIT.usage) : warn(CHECK, seen, fix);
}

/** Whether the keys are from there; where they could not be found out, they may be. */
function isUsed({ settings }: CheckContext): boolean {
  return !(settings instanceof Failure) && settings.credentials?.from.includes('config.json') === true;
}
