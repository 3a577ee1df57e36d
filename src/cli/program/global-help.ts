/** The global options as a section of the program's own help. */
import { GLOBAL_OPTIONS } from '../../commands/global-options.ts';
import type { Param } from '../../core/params.ts';
import { t } from '../../core/text/texts.ts';
import { syntaxOf } from '../../engine/input/fields.ts';
import { wrapped } from '../../core/text/wrap.ts';
import { columnOf, itemText } from './layout.ts';

export function globalHelp(width: number): string {
  const options = Object.values(GLOBAL_OPTIONS).map((param: Param) => ({ ...param, syntax: syntaxOf(param) }));
  const column = columnOf(
    options.map(({ syntax }) => syntax),
    width,
  );
  const lines = options.map(({ syntax, help, env }) =>
    itemText(syntax, column, env === undefined ? t<string>(help) : `${t<string>(help)} [${env}]`, width),
  );
  const head = t('Global options, before the noun or after the verb:');
  return ['', ...wrapped(head, width), ...lines, ''].join('\n');
}
