/** The files of a shell's completion, and their content. Nothing is read or written here. */
import { join } from 'node:path';
import { configBase, dataBase } from '../../config/paths.ts';
import { type Env, filled } from '../../core/env.ts';
import { shellQuoted } from '../../core/text/shell-word.ts';
import { type InstalledShell, SCRIPTS } from './scripts/scripts.ts';

/** A file of the completion: the script as a whole, or a configuration file with a line that runs it. */
export type Place =
  | { readonly kind: 'script'; readonly path: string; readonly text: string }
  | { readonly kind: 'line'; readonly path: string; readonly line: string };

/** Where the completion of a shell is installed. */
export interface Places {
  readonly script: Place & { readonly kind: 'script' };
  /**
   * The configuration files that may have the line, the one that is read by default first; the line is written to the
   * first that exists, or else to the first. None if the shell finds the script by itself.
   */
  readonly lines: readonly (Place & { readonly kind: 'line' })[];
}

interface User {
  readonly env: Env;
  readonly home: string | undefined;
  /** As Node spells it: `darwin`. */
  readonly platform: string;
}

/** The places of a shell; undefined if there is no folder for them. */
export function placesOf(shell: InstalledShell, user: User): Places | undefined {
  return PLACES[shell](user);
}

const PLACES: Readonly<Record<InstalledShell, (user: User) => Places | undefined>> = {
  bash: (user) => {
    const data = dataBase(user.env, user.home);
    if (data === undefined || user.home === undefined) return undefined;
    const { home } = user;
    // bash-completion finds the script in this folder by itself; the line is for shells without it.
    const path = join(data, 'bash-completion', 'completions', 'alikafka');
    const quoted = shellQuoted(path);
    // .profile is also read by other shells.
    const line = `if [ -n "\${BASH_VERSION-}" ] && [ -r ${quoted} ]; then . ${quoted}; fi`;
    return {
      script: { kind: 'script', path, text: SCRIPTS.bash },
      lines: bashFiles(user).map((name) => ({ kind: 'line', path: join(home, name), line })),
    };
  },
  zsh: ({ env, home }) => {
    const data = dataBase(env, home);
    const folder = filled(env['ZDOTDIR']);
    const rc = folder?.startsWith('/') === true ? folder : home;
    if (data === undefined || rc === undefined) return undefined;
    // The folder is also in fpath, for a compinit that runs later.
    const functions = join(data, 'zsh', 'site-functions');
    const path = join(functions, '_alikafka');
    const quoted = shellQuoted(path);
    const line = [
      'if [[ -r',
      quoted,
      ']]; then',
      `fpath=(${shellQuoted(functions)} $fpath);`,
      '.',
      `${quoted}; fi`,
    ].join(' ');
    return {
      script: { kind: 'script', path, text: SCRIPTS.zsh },
      lines: [{ kind: 'line', path: join(rc, '.zshrc'), line }],
    };
  },
  fish: ({ env, home }) => {
    const config = configBase(env, home);
    if (config === undefined) return undefined;
    const path = join(config, 'fish', 'completions', 'alikafka.fish');
    return { script: { kind: 'script', path, text: SCRIPTS.fish }, lines: [] };
  },
};

/**
 * Terminals of macOS start login shells, which read the first of these profiles that exists. A new .bash_profile would
 * keep bash from reading .profile, so one that exists is preferred.
 */
const PROFILES = ['.bash_profile', '.bash_login', '.profile'] as const;
const bashFiles = ({ platform }: User): readonly string[] => (platform === 'darwin' ? PROFILES : ['.bashrc']);
