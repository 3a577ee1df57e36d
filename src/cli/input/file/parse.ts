import type { FileInput } from '../../../core/command.ts';
import { formatOf } from './format.ts';
import type { Parsed } from '../../../engine/input/records/item.ts';
import { readJson } from './json.ts';
import { readLines } from './lines.ts';
import { readSeparated } from './separated.ts';
import type { Source } from './source.ts';
import { readYaml } from './yaml.ts';

/** What a file holds, in whichever format it is written. */
export async function parseFile({ name, text }: Source, file: FileInput): Promise<Parsed> {
  const format = formatOf(name, text, file);
  switch (format.kind) {
    case 'lines':
      return readLines(text);
    case 'json':
      return readJson(text);
    case 'yaml':
      return readYaml(text);
    case 'separated':
      return readSeparated(text, format.separator);
  }
}
