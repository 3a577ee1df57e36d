/** Reads names, one per line. */
import { sentence } from '../../../core/text/texts.ts';
import { type Item, lineAt, type Parsed, type FileIssue } from '../../../engine/input/records/item.ts';

/**
 * Reads one name per line. Blank lines, comments (#) and spaces around a name are ignored. `null` is refused: other
 * programs (jq -r) print it for a missing value.
 */
export function readLines(text: string): Parsed {
  const found = text.split('\n').flatMap((line, i): (Item | FileIssue)[] => {
    const name = line.trim();
    if (name === '' || name.startsWith('#')) return [];
    const at = lineAt(i + 1);
    return [name === 'null' ? { at, message: notAName() } : { at, value: name }];
  });
  return { found };
}

const notAName = (): FileIssue['message'] =>
  sentence(
    '{name}: null is not accepted as a name; if the name is really null, pass it as an argument, or in quotes in a JSON file',
  );
