/** The units of Kafka's metrics, for tables on a terminal (docs/sources.md#kafka-metrics). */
import type { Values } from '../../core/operation.ts';
import { NAMESPACE } from './cloudmonitor.ts';

/** The metrics of each unit. Numbers of anything else (messages, requests, connections) are shown without one. */
const METRICS_OF: Readonly<Record<string, readonly string[]>> = {
  'bytes/s': [
    'instance_message_input',
    'instance_message_output',
    'topic_message_input',
    'topic_message_output',
    'InstanceMessageInputV3',
    'InstanceMessageOutputV3',
    'ClusterMessageInputV3',
  ],
  '%': [
    'instance_disk_capacity',
    'InstanceMessageInputRatioV2',
    'InstanceMessageOutputRatioV2',
    'PartitionInstanceRatioV2',
    'InstanceCpuUsageV2',
    'InstanceMessageInputRatioV3',
    'InstanceMessageOutputRatioV3',
    'InstanceMaxConnectionRatioV3',
    'InstanceMaxInternetConnectionRatioV3',
  ],
};

/** The fields of a point that are in the unit of its metric. */
const STATISTICS = ['Value', 'Average', 'Minimum', 'Maximum', 'Sum'] as const;

/** The unit of a metric; undefined if it has none or it is not known. */
export const unitOf = (metric: unknown): string | undefined =>
  Object.keys(METRICS_OF).find((unit) => METRICS_OF[unit]?.includes(String(metric)));

/** The units of the fields of points, for the metric of an input. */
export function pointUnits({ MetricName, Namespace = NAMESPACE }: Values): Readonly<Record<string, string>> {
  const unit = Namespace === NAMESPACE ? unitOf(MetricName) : undefined;
  return unit === undefined ? {} : Object.fromEntries(STATISTICS.map((name) => [name, unit]));
}
