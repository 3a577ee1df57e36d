/** Saves the file of profiles, in one step. */
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { ChangeFile } from '../../ports/change-file.ts';
import { parseProfiles, parseWhole, type ProfileFile } from './profiles.ts';

/** Makes the new profiles from the saved ones; returns the same object if nothing changes. May throw Failure. */
export type ProfileChange = (file: ProfileFile) => ProfileFile;

/**
 * Reads, changes and writes the profiles as one step; other content of the file is kept. Throws Failure if it cannot be
 * read (exit 4) or written (exit 1), and what the change throws; nothing is written then.
 */
export async function changeProfiles(path: string, change: ProfileChange, changeFile: ChangeFile): Promise<void> {
  try {
    await changeFile(path, (text, file) => changedText(text, file, change));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure({
      exitCode: EXIT.refused,
      code: 'NotSaved',
      message: t('cannot save profiles in {path}: {reason}', { path, reason: (error as Error).message }),
      hint: t('Set XDG_CONFIG_HOME to a writable folder, or set the values as environment variables.'),
      cause: error,
    });
  }
}

/** The new text; undefined if nothing changes. */
function changedText(text: string | undefined, path: string, change: ProfileChange): string | undefined {
  const before = parseProfiles(text, path);
  const after = change(before);
  if (after === before) return undefined;
  const { current: _before, profiles: _all, ...rest } = parseWhole(text, path);
  // The replacement character is written as an escape, since a raw one marks bytes that are not UTF-8 when the file is
  // read.
  return `${JSON.stringify({ ...after, ...rest }, undefined, '\t').replaceAll('\uFFFD', '\\ufffd')}\n`;
}
