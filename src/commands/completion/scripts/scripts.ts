/** The completion scripts by shell, and which of them are installed. */
import { BASH } from './bash.ts';
import { FISH } from './fish.ts';
import { POWERSHELL } from './powershell.ts';
import { ZSH } from './zsh.ts';

/** The completion script of each shell. */
export const SCRIPTS = { bash: BASH, zsh: ZSH, fish: FISH, powershell: POWERSHELL } as const;

/** A shell with a script. */
export type Shell = keyof typeof SCRIPTS;

/** The shells with a script. */
export const SHELLS = Object.keys(SCRIPTS) as readonly Shell[];

/**
 * The shells whose completion is installed; PowerShell's is not, since only PowerShell knows the path of its profile.
 */
export const INSTALLED = ['bash', 'zsh', 'fish'] as const;

/** A shell whose completion is installed. */
export type InstalledShell = (typeof INSTALLED)[number];

/** Whether a file was written from one of the scripts, of this version or another. */
export const isScript = (text: string): boolean => /^# \w+ completion for alikafka, written by "alikafka/m.test(text);
