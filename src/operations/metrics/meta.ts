/** DescribeProjectMeta and DescribeMetricMetaList: the products and metrics of CloudMonitor. */
import { integer, json, type Rule, text, texts } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Values } from '../../core/operation.ts';
import { type Json, jsonText, listOf } from '../../core/shape.ts';
import { plural, sentence } from '../../core/text/texts.ts';
import { cms, METRICS, namespace } from './cloudmonitor.ts';

const labelList = jsonText({
  kind: 'list',
  item: null,
  of: { kind: 'object', fields: { name: 'text', value: 'text' } },
});

const isLabel: Rule<string[]> = (labels) => {
  const bad = labels.find((label) => !/^[^=]+=/.test(label));
  return bad === undefined ? undefined : sentence('{name} must be name=value, not "{bad}"', { bad });
};

/** Labels to filter by, as typed. */
export const labelFlag = texts({
  flag: 'label',
  placeholder: 'name=value',
  rules: [isLabel],
  help: 'Only entries with this label',
});

/** `60,300` as words: a table shows it as `60, 300`, which is not a number with a thousands separator. */
const spaced = (list: Json): string => (typeof list === 'string' ? list.replaceAll(/,(?=\S)/g, ', ') : String(list));

const labels = json({ help: 'Labels to filter by, as a JSON array of name and value' });
const pageNumber = integer({ min: 1, help: 'Page number' });
const pageSize = integer({ min: 1, help: 'Entries per page' });

/** `--label a=b` to the Labels JSON of the API. */
function labelsJson(input: Values): string | undefined {
  const given = input['label'] as string[] | undefined;
  return given === undefined
    ? undefined
    : JSON.stringify(
        given.map((label) => ({
          name: label.slice(0, label.indexOf('=')),
          value: label.slice(label.indexOf('=') + 1),
        })),
      );
}

export const describeProjectMeta = operation({
  ...cms,
  action: 'DescribeProjectMeta',
  summary: 'List the products that CloudMonitor monitors',
  reading: 'Reading monitored products',
  params: { Labels: labels, PageNumber: pageNumber, PageSize: pageSize },
  answer: {
    code: 'text',
    fields: {
      PageNumber: 'text',
      PageSize: 'text',
      Total: 'text',
      Resources: listOf('Resource', { Namespace: 'text', Description: 'text', Labels: labelList }),
    },
    data: ['Resources'],
  },
  paging: { style: 'page', page: 'PageNumber', size: 'PageSize', total: 'Total', ask: 100 },
  commands: [
    {
      path: 'metrics projects',
      inputs: { label: labelFlag },
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} product', '{count} products'),
        columns: ['Namespace', 'Description', 'Labels'],
        name: 'Namespace',
        essential: ['Description'],
      },
      plan: (input) => ({ steps: [{ input: { Labels: labelsJson(input) }, names: [] }] }),
      examples: [
        { says: 'List the namespaces of all products', types: '' },
        { says: 'Find the namespace of Kafka', types: '--label product=Kafka' },
      ],
    },
  ],
});

export const describeMetricMetaList = operation({
  ...cms,
  action: 'DescribeMetricMetaList',
  summary: 'List the metrics of a product',
  reading: 'Reading metrics',
  params: {
    Namespace: namespace,
    Labels: labels,
    MetricName: text({
      flag: 'metric',
      placeholder: 'name',
      min: 1,
      lists: 'metric',
      hints: METRICS,
      help: 'Only this metric',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize,
  },
  answer: {
    code: 'text',
    fields: {
      TotalCount: 'text',
      Resources: listOf('Resource', {
        MetricName: 'text',
        Namespace: 'text',
        Description: 'text',
        Unit: 'text',
        Periods: 'text',
        Statistics: 'text',
        Dimensions: 'text',
        Labels: labelList,
      }),
    },
    data: ['Resources'],
  },
  paging: { style: 'page', page: 'PageNumber', size: 'PageSize', total: 'TotalCount', ask: 100 },
  commands: [
    {
      path: 'metrics meta',
      inputs: { label: labelFlag },
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} metric', '{count} metrics'),
        columns: ['MetricName', 'Unit', 'Periods', 'Statistics', 'Dimensions'],
        name: 'MetricName',
        essential: ['Unit', 'Periods', 'Statistics'],
        freeText: ['Description', 'Dimensions', 'Labels', 'Statistics'],
        typed: { Periods: spaced, Statistics: spaced },
      },
      plan: ({ label, ...input }) => ({ steps: [{ input: { ...input, Labels: labelsJson({ label }) }, names: [] }] }),
      examples: [
        { says: 'See which metrics Kafka has, with their units and periods', types: '' },
        { says: 'See the dimensions of one metric', types: '--metric message_accumulation' },
      ],
    },
  ],
});
