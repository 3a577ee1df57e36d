/** Handlers of the metadata of CloudMonitor: products and metrics. Values are in metrics.ts. */
import type {
  describeMetricMetaList as DescribeMetricMetaList,
  describeProjectMeta as DescribeProjectMeta,
} from '../../operations/metrics/meta.ts';
import type { Handler, Handlers } from '../handler.ts';
import { KAFKA_METRICS, type Label, metricLabels, NAMESPACE, PERIODS, PROJECTS } from '../metrics/definitions.ts';
import { productRefusal } from '../checks/refusal.ts';

/** The default page size. */
const PAGE = 30;

/** Only the label `product` filters (today's page of the operation). */
const describeProjectMeta: Handler<typeof DescribeProjectMeta.params> = (_state, input) => {
  const asked = labelsOf(input.Labels).filter(({ name }) => name === 'product');
  const found = PROJECTS.filter(({ labels }) => carriesAll(labels, asked));
  const { PageNumber = 1, PageSize = PAGE } = input;
  const Resources = paged(found, PageNumber, PageSize).map(({ namespace, description, labels }) => ({
    Namespace: namespace,
    Description: description,
    Labels: labels.map(plain),
  }));
  return { PageNumber, PageSize, Total: found.length, Resources };
};

/** The metrics of Kafka; other namespaces have none. All labels filter. */
const describeMetricMetaList: Handler<typeof DescribeMetricMetaList.params> = (_state, input) => {
  const asked = labelsOf(input.Labels);
  const metrics = input.Namespace === NAMESPACE ? KAFKA_METRICS : [];
  const found = metrics.filter((metric) => input.MetricName === undefined || metric.name === input.MetricName);
  const fitting = found.filter((metric) => carriesAll(metricLabels(metric), asked));
  const Resources = paged(fitting, input.PageNumber ?? 1, input.PageSize ?? PAGE).map((metric) => ({
    MetricName: metric.name,
    Namespace: NAMESPACE,
    Description: metric.description,
    Unit: metric.unit,
    Periods: PERIODS.join(','),
    Statistics: metric.statistic,
    Dimensions: ['userId', ...metric.dimensions].join(','),
    Labels: metricLabels(metric).map(plain),
  }));
  return { TotalCount: fitting.length, Resources };
};

/** Labels as sent: a JSON array of names and values; other entries are ignored (docs/sources.md#metric-labels). */
function labelsOf(text: string | undefined): Label[] {
  if (text === undefined || text === '') return [];
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw productRefusal('ParameterInvalid', 'Labels is not an array of name and value.');
  return value.filter(isLabel);
}

const isLabel = (value: unknown): value is Label =>
  typeof value === 'object' && value !== null && 'name' in value && 'value' in value;
const carriesAll = (labels: readonly Label[], asked: readonly Label[]): boolean =>
  asked.every((one) => labels.some(({ name, value }) => name === one.name && value === one.value));
const paged = <T>(items: readonly T[], page: number, size: number): readonly T[] =>
  items.slice((page - 1) * size, page * size);
const plain = ({ name, value }: Label) => ({ name, value });

/** The handlers by action. */
export const METRICS_META_HANDLERS: Handlers = {
  DescribeProjectMeta: describeProjectMeta,
  DescribeMetricMetaList: describeMetricMetaList,
};
