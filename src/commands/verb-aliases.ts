/** The other names under which a verb is accepted. */

/** The usual short names of other command lines, for every noun. */
const SHORT: Readonly<Record<string, string>> = { list: 'ls', delete: 'rm', remove: 'rm', describe: 'show' };

/** The other names of a verb: the one of its record first. */
export function aliasesOf(verb: string, alias?: string): string[] {
  const short = SHORT[verb];
  return [alias, short].filter((name) => name !== undefined);
}

/** The other paths of a command: `topic ls`. */
export function otherPaths({ path, alias }: { readonly path: string; readonly alias?: string }): string[] {
  const words = path.split(' ');
  const verb = words.pop() ?? '';
  return words.length === 0 ? [] : aliasesOf(verb, alias).map((name) => [...words, name].join(' '));
}
