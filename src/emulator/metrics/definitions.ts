/** The metrics of Kafka in CloudMonitor (docs/sources.md#kafka-metrics), and other products of its list. No values. */

/** A dimension of a series, in addition to userId. */
export type Dimension = 'instanceId' | 'consumerGroup' | 'topic';

/** One metric as DescribeMetricMetaList describes it. */
export interface Metric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  /** In addition to userId, in the order of the metadata. */
  readonly dimensions: readonly Dimension[];
  /** The statistic of its points. */
  readonly statistic: 'Value' | 'Maximum';
}

/** Kafka's name in CloudMonitor (docs/sources.md#kafka-metrics). */
export const NAMESPACE = 'acs_kafka';

/** Possible periods of points in seconds, the shortest first. */
export const PERIODS = [60, 300] as const;

const group = ['instanceId', 'consumerGroup'] as const;
const topic = ['instanceId', 'topic'] as const;
const value = (name: string, description: string, unit: string, dimensions: readonly Dimension[]): Metric => ({
  name,
  description,
  unit,
  dimensions,
  statistic: 'Value',
});

/**
 * The seven metrics of the reference, with units, dimensions and statistics as collectors use them
 * (docs/sources.md#kafka-metrics).
 */
export const KAFKA_METRICS: readonly Metric[] = [
  { ...value('instance_disk_capacity', 'Disk usage of the instance', '%', ['instanceId']), statistic: 'Maximum' },
  value('instance_message_input', 'Production traffic of the instance', 'bytes/s', ['instanceId']),
  value('instance_message_output', 'Consumption traffic of the instance', 'bytes/s', ['instanceId']),
  value('message_accumulation', 'Unconsumed messages of the group', 'Count', group),
  value('message_accumulation_onetopic', 'Unconsumed messages of the group in the topic', 'Count', [...group, 'topic']),
  value('topic_message_input', 'Production traffic of the topic', 'bytes/s', topic),
  value('topic_message_output', 'Consumption traffic of the topic', 'bytes/s', topic),
];

/** A label in the JSON text of a Labels field. */
export interface Label {
  readonly name: string;
  readonly value: string;
}

const labels = (pairs: Readonly<Record<string, string>>): Label[] =>
  Object.entries(pairs).map(([name, value]) => ({ name, value }));

/** The labels of a metric, with the documented names. */
export function metricLabels({ unit, dimensions }: Metric): Label[] {
  return labels({
    alertEnable: 'true',
    alertUnit: unit,
    unitFactor: '1',
    minAlertPeriod: '60',
    metricCategory: dimensions.at(-1) ?? 'instanceId',
    productCategory: 'kafka',
  });
}

/** A monitored product. */
export interface Project {
  readonly namespace: string;
  readonly description: string;
  readonly labels: readonly Label[];
}

const project = (namespace: string, description: string, product: string, category: string): Project => ({
  namespace,
  description,
  labels: labels({ product, productCategory: category, groupFlag: 'true' }),
});

/** Kafka and four other products, by namespace. */
export const PROJECTS: readonly Project[] = [
  project('acs_cdn', 'CDN', 'CDN', 'cdn'),
  project('acs_ecs_dashboard', 'Elastic Compute Service', 'ECS', 'ecs'),
  {
    namespace: NAMESPACE,
    description: 'Message Queue for Apache Kafka',
    labels: labels({
      product: 'Kafka',
      productCategory: 'kafka',
      groupFlag: 'false',
      cnName: '消息队列 Kafka 版',
      enName: 'MQ for Kafka',
    }),
  },
  project('acs_rds_dashboard', 'ApsaraDB RDS', 'RDS', 'rds'),
  project('acs_slb_dashboard', 'Server Load Balancer', 'SLB', 'slb'),
];
