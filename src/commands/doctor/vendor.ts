/** The check of the file of the vendor's CLI. */
import { parseAliyun } from '../../credentials/sources/aliyun.ts';
import { aliyunPath } from '../../credentials/sources/vendor-locations.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { t } from '../../core/text/texts.ts';
import type { CheckContext } from './check-context.ts';
import { CHECK } from './check-names.ts';
import { fail, type CheckResult, warn } from './check-result.ts';
import { withProfiles } from './files.ts';
import { isAbsent, modeResult } from './modes.ts';

/** The file of the vendor's CLI, which is only read, even with `--fix`. No result if there is no such file. */
export async function vendorFile(checks: CheckContext): Promise<CheckResult[]> {
  const { env, home, files, probes } = checks.io.context;
  const path = aliyunPath(env, home);
  if (path === undefined) return [];
  const found = await probes.mode(path);
  if (isAbsent(found)) return [];
  try {
    if (!found.ok) throw new Error(found.why);
    const { profiles } = parseAliyun((await files.read(path)) ?? '{}', path);
    const file = { check: CHECK.aliyunFile, path, mode: 0o600, own: false } as const;
    return [await modeResult(checks, file, found.value, withProfiles(path, [...profiles.keys()]))];
  } catch (error) {
    return [broken(checks, path, error)];
  }
}

/** A file that cannot be used fails only if the credentials come from it. */
function broken(checks: CheckContext, path: string, error: unknown): CheckResult {
  const isInvalid = error instanceof Failure;
  const detail = isInvalid
    ? error.message
    : t('cannot read {path}: {reason}', { path, reason: (error as Error).message });
  const fix = isInvalid ? 'aliyun configure' : `chmod 600 ${shellWord(path)}`;
  return isUsed(checks) ? fail(CHECK.aliyunFile, detail, fix, EXIT.usage) : warn(CHECK.aliyunFile, detail, fix);
}

/** Whether the credentials come from this file, as far as the settings could be read. */
function isUsed({ settings }: CheckContext): boolean {
  return !(settings instanceof Failure) && settings.credentials?.from.includes('config.json') === true;
}
