import { text } from '../../core/params.ts';
import { CMS } from '../../core/operation.ts';

/** Namespace of this product's metrics (docs/sources.md#kafka-metrics). */
export const NAMESPACE = 'acs_kafka';

/** The metrics of the reference, for hints alone: newer ones are passed on unchecked. */
export const METRICS = [
  'instance_disk_capacity',
  'instance_message_input',
  'instance_message_output',
  'message_accumulation',
  'message_accumulation_onetopic',
  'topic_message_input',
  'topic_message_output',
] as const;

/** What CloudMonitor's operations share: 50 calls a second but for two of them (docs/sources.md#cloudmonitor-rate-limits); no older limit is known. */
export const cms: { product: typeof CMS; rate: number; olderRate: number } = { product: CMS, rate: 50, olderRate: 50 };

/** The monitored product; Kafka's unless said otherwise. */
export const namespace = text({
  flag: 'namespace',
  placeholder: 'name',
  required: true,
  min: 1,
  default: () => NAMESPACE,
  defaultText: NAMESPACE,
  help: 'Monitored product',
});
