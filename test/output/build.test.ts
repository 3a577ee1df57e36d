import { describe, expect, test } from '@jest/globals';
import type { View } from '../../src/core/view.ts';
import { jsonText, listOf, object, type Row } from '../../src/core/shape.ts';
import { chooseColumns, knownColumns, listDocument, objectDocument, valueDocument } from '../../src/output/build.ts';
import type { Column, Document } from '../../src/output/document.ts';
import { allRows } from '../../src/output/pages.ts';
import { spelled } from '../../src/output/table/columns.ts';
import { pagesOf, printed } from './help.ts';

const names = (columns: readonly Column[]): string[] => columns.map(({ name }) => name);
const named = (columns: readonly Column[], name: string): Column | undefined =>
  columns.find((column) => column.name === name);

const shape = listOf('TopicVO', { Topic: 'text', PartitionNum: 'integer', Status: 'integer', CreateTime: 'time' });
const view: View = {
  kind: 'list',
  columns: ['Topic', 'Status', 'PartitionNum'],
  name: 'Topic',
  labels: { Status: () => 'in service' },
};
const base = { view, shape, root: 'GetTopicListResponse', path: ['TopicList'] };
const row: Row = { Topic: 'a', PartitionNum: 12, Status: 0, CreateTime: 0, Newer: 'x' };

describe('a list', () => {
  test('has the chosen columns for tables and every field, undocumented ones last', async () => {
    const document = await listDocument({ ...base, pages: pagesOf([], [row], [{ ...row, Later: 1 }]) });
    expect(document).toMatchObject({
      kind: 'list',
      root: base.root,
      path: base.path,
      shape,
      name: 'Topic',
      fields: [],
    });
    expect(names(document.columns)).toEqual(['Topic', 'Status', 'PartitionNum']);
    expect(names(document.every)).toEqual(['Topic', 'PartitionNum', 'Status', 'CreateTime', 'Newer']);
    expect(await allRows(document)).toHaveLength(2);
  });

  test('the alignment of a column comes from its shape, and a code with labels is text', async () => {
    const { every } = await listDocument({ ...base, pages: pagesOf() });
    expect(named(every, 'PartitionNum')).toEqual({ name: 'PartitionNum', numeric: true, time: false });
    expect(named(every, 'CreateTime')).toEqual({ name: 'CreateTime', numeric: false, time: true });
    expect(named(every, 'Status')).toMatchObject({ numeric: false, time: false });
  });

  test('of fields without a shape, it comes from values and names', async () => {
    const derived: View = {
      kind: 'list',
      columns: ['ConsumerId', 'Lag'],
      name: 'ConsumerId',
      extraFields: { ConsumerId: 'text', Topic: 'text', Lag: 'long', LagSeconds: 'long' },
    };
    const page = [
      {
        ConsumerId: 'g',
        Topic: 't',
        Lag: 5,
        LagSeconds: null,
        MaxOffset: 9_007_199_254_740_993n,
        CreateTime: 1_795_514_400_000,
        Text: '1',
      },
    ];
    const { every } = await listDocument({ ...base, view: derived, shape: undefined, pages: pagesOf(page) });
    expect(every.filter(({ numeric }) => numeric).map(({ name }) => name)).toEqual(['Lag', 'LagSeconds', 'MaxOffset']);
    expect(every.filter(({ time }) => time).map(({ name }) => name)).toEqual(['CreateTime']);
  });

  test('records may be in JSON text', async () => {
    const points = jsonText(listOf('Item', { timestamp: 'time', Value: 'number' }));
    const { columns } = await listDocument({
      ...base,
      view: { kind: 'list', columns: ['timestamp', 'Value'], name: 'timestamp' },
      shape: points,
      pages: pagesOf(),
    });
    expect(columns).toEqual([
      { name: 'timestamp', numeric: false, time: true, exact: true, essential: true },
      { name: 'Value', numeric: true, time: false },
    ]);
  });

  test('rows created by the view have no shape', async () => {
    const made: View = {
      kind: 'list',
      columns: ['Type'],
      name: 'Type',
      toRows: () => [],
      extraFields: { Type: 'text', AllowedIp: 'text' },
    };
    const document = await listDocument({
      ...base,
      view: made,
      shape: object({ DeployType: 'integer' }),
      pages: pagesOf(),
    });
    expect(document.shape).toBeUndefined();
    expect(names(document.every)).toEqual(['Type', 'AllowedIp']);
    expect(knownColumns(made, object({ DeployType: 'integer' }))).toEqual(['Type', 'AllowedIp']);
  });

  test('--columns replaces both, and requested columns are never hidden', async () => {
    const chosen = await listDocument({ ...base, chosen: ['CreateTime', 'Topic'], pages: pagesOf([row]) });
    expect(names(chosen.columns)).toEqual(['CreateTime', 'Topic']);
    expect(names(chosen.every)).toEqual(['CreateTime', 'Topic']);
    expect(chosen.columns.map(({ essential }) => essential)).toEqual([true, true]);
  });

  test('an error of the first page is thrown before there is a document', async () => {
    const pages = (async function* (): AsyncGenerator<Row[]> {
      throw new Error('refused');
    })();
    await expect(listDocument({ ...base, pages })).rejects.toThrow('refused');
  });
});

const status = object({
  TotalCount: 'long',
  LastTimeStamp: 'time',
  OffsetTable: listOf('OffsetTable', { Topic: 'text', Partition: 'integer', MaxOffset: 'long' }),
});
const statusView: View = {
  kind: 'object',
  columns: ['Partition', 'MaxOffset'],
  name: 'Topic',
  rows: ['OffsetTable'],
  extraFields: { Remark: 'text' },
};
const statusData: Row = {
  Remark: 'r',
  TotalCount: 2,
  LastTimeStamp: 0,
  OffsetTable: [{ Topic: 't', Partition: 0, MaxOffset: 2, Newer: 1 }],
};
const ofStatus = {
  view: statusView,
  shape: status,
  root: 'GetTopicStatusResponse',
  path: ['TopicStatus'],
  data: statusData,
};

describe('an object', () => {
  test('with rows: its own fields, the columns of the rows, every field of the rows', async () => {
    const document = objectDocument(ofStatus);
    expect(names(document.fields)).toEqual(['Remark', 'TotalCount', 'LastTimeStamp']);
    expect(names(document.columns)).toEqual(['Partition', 'MaxOffset']);
    expect(names(document.every)).toEqual(['Partition', 'MaxOffset', 'Topic', 'Newer']);
    expect(await allRows(document)).toEqual(statusData['OffsetTable']);
    expect(document.data).toBe(statusData);
  });

  test('without rows: all fields are its own', async () => {
    const plain: View = { kind: 'object', columns: ['Topic'], name: 'Topic' };
    const document = objectDocument({ ...base, view: plain, shape: shape.of, data: { Topic: 'a', Newer: 1 } });
    expect(document.columns).toEqual([]);
    expect(names(document.fields)).toEqual(['Topic', 'Newer', 'PartitionNum', 'Status', 'CreateTime']);
    expect(document.every).toEqual(document.fields);
    expect(await allRows(document)).toEqual([]);
  });

  test('rows of nested lists, and rows created by the view', async () => {
    const nested: View = { ...statusView, rows: ['TopicList', 'OffsetList'], columns: ['Partition'] };
    const data: Row = {
      TopicList: [{ OffsetList: [{ Partition: 0 }] }, { OffsetList: [{ Partition: 1 }] }, { OffsetList: null }],
    };
    expect(await allRows(objectDocument({ ...ofStatus, view: nested, data }))).toEqual([
      { Partition: 0 },
      { Partition: 1 },
    ]);
    const made = { ...nested, toRows: () => [{ Partition: 7 }] };
    expect(await allRows(objectDocument({ ...ofStatus, view: made, data }))).toEqual([{ Partition: 7 }]);
  });

  test('--columns selects among rows and fields', async () => {
    const parts = (chosen: string[]): Record<string, string[]> => {
      const { fields, columns, every } = objectDocument({ ...ofStatus, chosen });
      return { fields: names(fields), columns: names(columns), every: names(every) };
    };
    expect(parts(['MaxOffset', 'Partition'])).toEqual({
      fields: [],
      columns: ['MaxOffset', 'Partition'],
      every: ['MaxOffset', 'Partition'],
    });
    expect(parts(['TotalCount', 'Partition'])).toEqual({
      fields: ['TotalCount'],
      columns: ['Partition'],
      every: ['Partition'],
    });
    expect(parts(['Remark', 'TotalCount'])).toEqual({
      fields: ['Remark', 'TotalCount'],
      columns: [],
      every: ['Remark', 'TotalCount'],
    });
  });

  test('an object with chosen own fields prints as one row', async () => {
    expect(await printed('csv', objectDocument({ ...ofStatus, chosen: ['TotalCount', 'Remark'] }))).toBe(
      'TotalCount,Remark\r\n2,r\r\n',
    );
    expect(await printed('csv', objectDocument(ofStatus))).toBe('Partition,MaxOffset,Topic,Newer\r\n0,2,t,1\r\n');
  });
});

test('a scalar', () => {
  expect(valueDocument('x', 'R')).toMatchObject({ kind: 'value', data: 'x', root: 'R' } satisfies Partial<Document>);
});

test('the names for --columns are known before anything is sent', () => {
  expect(knownColumns(view, shape)).toEqual(['Topic', 'PartitionNum', 'Status', 'CreateTime']);
  expect(knownColumns(statusView, status)).toEqual([
    'TotalCount',
    'LastTimeStamp',
    'Remark',
    'Partition',
    'MaxOffset',
    'Topic',
  ]);
  const known = knownColumns(view, shape);
  expect(['Topic', 'Nope', 'topic'].map((name) => spelled(name, known))).toEqual(['Topic', undefined, 'Topic']);
  expect(spelled('id', ['ID', 'id'])).toBe('id');
  // the beginning of a field is not the field
  expect(['Top', 'top', 'Topics'].map((name) => spelled(name, known))).toEqual([undefined, undefined, undefined]);
});

test('columns may be selected of any document', async () => {
  const document = await listDocument({ ...base, pages: pagesOf([row]) });
  expect(names(chooseColumns(document, ['Newer', 'Absent']).columns)).toEqual(['Newer', 'Absent']);
});
