/** The options of an emulator. Commands and environment variables that set them are elsewhere. */
import type { Credentials } from '../core/request.ts';
import type { Sleep } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { FlowLimits } from './limits/flow-control.ts';
import type { Store } from './state/store.ts';

/** Variants of the service that were observed or are possible. The defaults are what it does today. */
export interface Behaviour {
  /** Maximum page size of GetTopicList and GetConsumerList, whatever is requested; no maximum if undefined. */
  readonly pageCap?: number;
  /** GetConsumerList returns pages even without page parameters: ten groups, and a larger Total. */
  readonly groupPaging?: boolean;
  /**
   * The product refuses with HTTP 200 and Success false (docs/sources.md#refusal-with-status-200); the gateway does
   * not.
   */
  readonly refusalsAs200?: boolean;
  /** ListTagResources writes `ALIYUN::ALIKAFKA::INSTANCE` for `instance` (docs/sources.md#tag-resource-types). */
  readonly longResourceType?: boolean;
  /** Milliseconds until a created topic is listed and a deleted one disappears; 0 if undefined. */
  readonly topicDelay?: number;
}

/** What an emulator needs, its effects included. */
export interface EmulatorOptions extends Behaviour {
  /** Port on the loopback interface; 0 for a free one. */
  readonly port: number;
  /** The keys of its only account. With a security token, calls must have it. */
  readonly credentials: Credentials;
  readonly store: Store;
  /** The time, epoch milliseconds; may be virtual. */
  readonly now: () => number;
  /** Waits for a delay; timers if undefined. */
  readonly sleep?: Sleep;
  /** The faults to inject; none if undefined. */
  readonly faults?: Faults;
  /** Rate limits as of the service; none if undefined. */
  readonly limits?: FlowLimits;
  /** Whether `/_emulator/` is available (admin/route.ts); not if undefined. */
  readonly admin?: boolean;
  /** Hosts that are accepted in addition to the loopback addresses (http/access.ts). */
  readonly allowHosts?: readonly string[];
  /** Creates request ids; random upper-case UUIDs if undefined. */
  readonly requestId?: () => string;
}
