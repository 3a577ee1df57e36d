/** The columns that completion offers for this tool's own commands are those that the commands accept. */
import { expect, test } from '@jest/globals';
import { TOOL_COLUMNS } from '../../../src/cli/completion/tool-columns.ts';
import { cli, words } from '../../support/context.ts';

const LINES = [
  'regions',
  'doctor',
  'explain',
  'ram policy',
  'config list',
  'config current',
  'config explain',
  'config get',
  'completion install bash',
  'completion uninstall bash',
  'wait topic orders exists',
  'wait group billing drained',
  'wait instance running',
];

test.each(LINES)('%s', async (line) => {
  const ran = await cli(`${line} --columns NoSuchColumn`);
  expect(ran.code).toBe(2);
  const [, known = ''] = /\(columns: ([^)]*)\)/.exec(ran.stderr.replace(/\s+/g, ' ')) ?? [];
  const all = words(line);
  const [path = ''] = Object.keys(TOOL_COLUMNS)
    .filter((one) => line.startsWith(one))
    .toSorted((a, b) => b.length - a.length);
  const { columns = [], columnsBy = {} } = TOOL_COLUMNS[path] ?? {};
  const own = path === 'wait' ? columnsBy[`${all[1]} ${all.at(-1)}`] : columns;
  expect(known.split(', ')).toEqual(own);
});
