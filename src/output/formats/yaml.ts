/** The format `yaml`. */
import type { Scalar } from '../../vendor/yaml.ts';
import type { Formatter } from '../document.ts';
import { wholeData } from '../pages.ts';
import { escapeLines, isSafe, unicodeEscape } from '../../core/text/safe-text.ts';

const LAYOUT = { lineWidth: 0, blockQuote: false, doubleQuotedAsJSON: true } as const;

/** One YAML document. Texts that YAML 1.1 would read as another type are quoted; hidden characters are escaped. */
export const yaml: Formatter = async function* (document) {
  const { Document: YamlDocument, visit } = await import('../../vendor/yaml.ts');
  const written = new YamlDocument(await wholeData(document), { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(written, { Scalar: (_, scalar) => quoteHidden(scalar) });
  yield escapeLines(written.toString(LAYOUT), yamlEscape);
};

/** Only texts in double quotes can contain escapes. */
function quoteHidden(scalar: Scalar): void {
  if (typeof scalar.value === 'string' && !isSafe(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
}

function yamlEscape(character: string): string {
  const code = character.codePointAt(0) as number;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : unicodeEscape(character);
}
