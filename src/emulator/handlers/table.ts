/** The table of all handlers. */
import type { Handler, Handlers } from '../handler.ts';
import { ACL_HANDLERS } from './acl.ts';
import { ALLOWED_IP_HANDLERS } from './allowed-ip.ts';
import { GROUP_HANDLERS } from './group.ts';
import { INSTANCE_HANDLERS } from './instance.ts';
import { METRICS_HANDLERS } from './metrics.ts';
import { METRICS_META_HANDLERS } from './metrics-meta.ts';
import { ORDER_HANDLERS } from './order.ts';
import { SASL_HANDLERS } from './sasl.ts';
import { TAG_HANDLERS } from './tag.ts';
import { TOPIC_HANDLERS } from './topic.ts';

/** All handlers by the action of their records, from the tables of the files. */
export const HANDLERS: Handlers = {
  ...ACL_HANDLERS,
  ...ALLOWED_IP_HANDLERS,
  ...GROUP_HANDLERS,
  ...INSTANCE_HANDLERS,
  ...METRICS_HANDLERS,
  ...METRICS_META_HANDLERS,
  ...ORDER_HANDLERS,
  ...SASL_HANDLERS,
  ...TAG_HANDLERS,
  ...TOPIC_HANDLERS,
};

/** The handler of an action of the records. */
export function handlerOf(action: string): Handler {
  const handler = HANDLERS[action];
  if (handler === undefined) throw new Error(`no handler for ${action}`);
  return handler;
}
