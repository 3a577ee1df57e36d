/** The check of the project file. */
import { PROJECT_KEYS, type Project } from '../../config/project.ts';
import { foreignWarning } from '../../config/project-owner.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { projectOf } from '../../config/settings-files.ts';
import type { CheckContext } from './check-context.ts';
import { CHECK } from './check-names.ts';
import { fail, type CheckResult, ok, problemsOf, warn } from './check-result.ts';

/** The project file: its path, and what it sets. */
export async function project({ io }: CheckContext): Promise<CheckResult[]> {
  const { cwd } = io.context;
  const name = CHECK.projectFile;
  try {
    const found = await projectOf(io.context);
    if (cwd === undefined)
      return [warn(name, t('the working folder has been removed, so no project file is read'), 'cd')];
    if (found?.foreignOwner !== undefined)
      return [warn(name, foreignWarning(found, found.foreignOwner), `ls -l ${shellWord(found.path)}`)];
    return [
      ok(name, found === undefined ? t('no project file in {folder} or above', { folder: cwd }) : settingsIn(found)),
    ];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const fix = error.hint ?? t('Allowed keys: {keys}.', { keys: PROJECT_KEYS.join(', ') });
    return [fail(name, problemsOf(error), fix, EXIT.usage)];
  }
}

/** The path of a project file with its settings. */
function settingsIn({ path, values }: Project): string {
  const set = Object.entries(values).map(([key, value]) => `${key} ${value}`);
  return set.length === 0 ? t('{path} sets nothing', { path }) : `${path}: ${set.join(', ')}`;
}
