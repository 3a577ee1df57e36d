import { sentence } from '../../../core/text/texts.ts';
import type { Item, Parsed, FileIssue } from '../../../engine/input/records/item.ts';

/**
 * One name a line. Blank lines, comments (#) and the blanks around a name say nothing. `null` is no name: other programs
 * (jq -r) print it for a value that is not there.
 */
export function readLines(text: string): Parsed {
  const found = text.split('\n').flatMap((line, i): (Item | FileIssue)[] => {
    const name = line.trim();
    if (name === '' || name.startsWith('#')) return [];
    const at = `line ${i + 1}`;
    return [name === 'null' ? { at, message: notAName() } : { at, value: name }];
  });
  return { found };
}

const notAName = (): FileIssue['message'] =>
  sentence('{name}: null is not a name; if it is one, give it as an argument, or as "null" in a JSON file');
