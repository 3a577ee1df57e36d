/**
 * The text of a shell script. Backslashes are written as in the script, except that `\${` is its `${` and `` \` `` its
 * backtick, which a template would take for its own.
 */
export function script({ raw }: TemplateStringsArray): string {
  return raw
    .join('')
    .replace(/^\n/, '')
    .replace(/\\(?=\$\{|`)/g, '');
}
