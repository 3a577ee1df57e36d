/** A word as typed in a shell: quoted where it has characters with a meaning in a shell. */
export const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : shellQuoted(word));

/** A word in quotes, which a shell reads unchanged. */
export const shellQuoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
