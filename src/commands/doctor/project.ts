import { PROJECT_KEYS, type Project } from '../../config/project.ts';
import { foreignWarning } from '../../config/project-owner.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { projectOf } from '../../config/settings-files.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, ok, problemsOf, warn } from './check-result.ts';

const CHECK = 'project file';

/** The project file: where it is, and what it sets. */
export async function project({ io }: CheckContext): Promise<CheckResult[]> {
  const { cwd } = io.context;
  try {
    const found = await projectOf(io.context);
    if (cwd === undefined) return [warn(CHECK, 'the working folder has been removed: none is looked for', 'cd')];
    if (found?.foreignOwner !== undefined)
      return [warn(CHECK, foreignWarning(found, found.foreignOwner), `ls -l ${shellWord(found.path)}`)];
    return [ok(CHECK, found === undefined ? `none in ${cwd} or above` : says(found))];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [fail(CHECK, problemsOf(error), error.hint ?? `It takes ${PROJECT_KEYS.join(', ')}.`, EXIT.usage)];
  }
}

function says({ path, values }: Project): string {
  const set = Object.entries(values).map(([key, value]) => `${key} ${value}`);
  return `${path}: ${set.join(', ') || 'sets nothing'}`;
}
