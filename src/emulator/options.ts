import type { Credentials } from '../core/request.ts';
import type { Sleep } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { FlowLimits } from './limits/flow-control.ts';
import type { Store } from './state/store.ts';

/** Ways in which the service has been seen, or is feared, to differ; the defaults are what it does today. */
export interface Behaviour {
  /** Most entries of a page that GetTopicList and GetConsumerList give, whatever is asked; no limit when absent. */
  readonly pageCap?: number;
  /** GetConsumerList pages even when it is not asked to: ten groups, and a Total that tells of more. */
  readonly groupPaging?: boolean;
  /** The product refuses with HTTP 200 and Success false (docs/sources.md#refusal-with-status-200); the gateway does not. */
  readonly refusalsAs200?: boolean;
  /** ListTagResources writes `ALIYUN::ALIKAFKA::INSTANCE` for `instance` (docs/sources.md#tag-resource-types). */
  readonly longResourceType?: boolean;
  /** Milliseconds until a created topic is listed and a deleted one is gone; 0 when absent. */
  readonly topicDelay?: number;
}

/** What an emulator needs; every effect comes in here. */
export interface EmulatorOptions extends Behaviour {
  /** Port on the loopback interface; 0 for any that is free. */
  readonly port: number;
  /** The one account that may call; with a security token, calls have to bring it. */
  readonly credentials: Credentials;
  readonly store: Store;
  /** The time, epoch milliseconds; may be virtual. */
  readonly now: () => number;
  /** How a delay is spent; real timers when absent. */
  readonly sleep?: Sleep;
  /** What goes wrong; nothing when absent. */
  readonly faults?: Faults;
  /** Limits of calls a second, as the service has them; none when absent. */
  readonly limits?: FlowLimits;
  /** Whether `/_emulator/` is answered (admin/route.ts); not when absent. */
  readonly admin?: boolean;
  /** Hosts that a request may name beside those of loopback (door.ts). */
  readonly allowHosts?: readonly string[];
  /** Ids of requests; random upper-case UUIDs when absent. */
  readonly requestId?: () => string;
}
