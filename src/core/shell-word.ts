/** A word as it is typed in a shell: quoted where it holds anything that a shell reads. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
