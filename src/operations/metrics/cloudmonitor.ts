/** The common parts of the operations of CloudMonitor. */
import { text } from '../../core/params.ts';
import { CMS } from '../../core/operation.ts';

/** Namespace of this product's metrics (docs/sources.md#kafka-metrics). */
export const NAMESPACE = 'acs_kafka';

/** The metrics of the reference, for help and completion only: other names are sent unchecked. */
export const METRICS = [
  'instance_disk_capacity',
  'instance_message_input',
  'instance_message_output',
  'message_accumulation',
  'message_accumulation_onetopic',
  'topic_message_input',
  'topic_message_output',
] as const;

/**
 * Product and rates: 50 requests per second except for two operations (docs/sources.md#cloudmonitor-rate-limits); no
 * older limit is known.
 */
export const cms: { product: typeof CMS; rate: number; olderRate: number } = { product: CMS, rate: 50, olderRate: 50 };

/** The namespace of the monitored product; by default that of Kafka. */
export const namespace = text({
  flag: 'namespace',
  placeholder: 'name',
  required: true,
  min: 1,
  default: () => NAMESPACE,
  defaultText: NAMESPACE,
  lists: 'namespace',
  help: 'Namespace of the monitored product',
});
