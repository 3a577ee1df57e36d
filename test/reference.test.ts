/** The reference pages say what a command takes and prints; that the committed ones are these, `--check` says. */
import { describe, expect, test } from '@jest/globals';
import { pages } from '../scripts/reference.ts';
import { shownFields } from '../src/engine/read/shown.ts';
import { COMMANDS } from '../src/operations/registry.ts';

/** The section of a command. */
function section(path: string): string {
  const page = pages()[`commands/${path.split(' ')[0] ?? ''}.md`] ?? '';
  const [, after = ''] = page.split(`\n## ${path}\n`);
  return after.split('\n## ')[0] ?? '';
}

describe('what a page says of', () => {
  test.each([...COMMANDS])('%s: every field, and each list of them holds one', (path, bound) => {
    const text = section(path);
    const { own, rows } = shownFields(bound);
    expect(text).toContain(`Fields: ${own.join(', ')}.`);
    expect(rows.length === 0 || text.includes(`Fields of the rows: ${rows.join(', ')}.`)).toBe(true);
    expect(text).not.toMatch(/: ?\.|, ?\./);
  });

  test('a field that group lag does not have', () => {
    expect(section('group lag')).not.toContain('RebalanceInfoList');
  });

  test('one that it has with an option alone', () => {
    expect(section('group lag')).toContain('Only with `--partitions`: Partition.');
    expect(
      Object.values(pages())
        .join('')
        .match(/Only with `/g),
    ).toHaveLength(1);
  });

  test('results that a plan names, and those that it does not', () => {
    expect(section('instance start')).toContain('Fields: InstanceId, Result,');
    expect(section('instance allowed-ip add')).toContain('Fields: AllowedListType, PortRange, AllowedListIp, Result,');
    expect(section('instance create')).toContain('Fields: Result, OrderId,');
  });

  test('an object, which has a line for every field', () => {
    expect(section('instance describe')).toContain('Table: every field, one a line.');
    expect(section('topic status')).toContain('then the rows with Partition, MinOffset');
  });

  test('an id that defaults from -i', () => {
    expect(section('instance describe')).toContain('alikafka instance describe [id]\n');
    expect(section('instance describe')).toContain('| `[id]` |');
    expect(section('instance start')).toContain('| `<id>` |');
  });

  test('an order, whose id stands beside the final record', () => {
    expect(section('instance upgrade')).toContain('as `instance describe` does, and the OrderId.');
    expect(section('instance start')).toContain('as `instance describe` does.');
  });
});
