/**
 * The initial state: three instances, of which the running one has topics with traffic, and groups that keep up, fall
 * behind or have finished. The ids are fixed, and times are relative to `now`, so that there is history from the start.
 */
import { EXPIRED_INSTANCE, LOCAL_REGION, SEEDED_INSTANCE, WAITING_INSTANCE } from '../../core/local-names.ts';
import {
  type Group,
  type Instance,
  newGroup,
  newTopic,
  FORMAT,
  type State,
  type Subscription,
  type Topic,
} from './state.ts';
import { startingWhitelists } from './whitelists.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEARS = 10 * 365 * DAY;

/** The state at `now`, epoch milliseconds; a new object with every call. */
export function seed(now: number): State {
  return {
    format: FORMAT,
    counter: 3,
    orders: [SEEDED_INSTANCE, WAITING_INSTANCE, EXPIRED_INSTANCE].map((instance, i) => ({
      id: `208160700000000${i + 1}`,
      instance,
    })),
    instances: [running(now), waiting(now), expired(now)],
  };
}

function running(now: number): Instance {
  const created = now - 90 * DAY;
  return {
    ...bare(SEEDED_INSTANCE, 'local-running', created, now + YEARS),
    deployType: 4,
    sizes: { disk: 3600, io: 160, eip: 160, topics: 1000, spec: 'professional' },
    deployed: {
      at: created + HOUR,
      vpc: 'vpc-bp1local0running0',
      vswitch: 'vsw-bp1local0running',
      zone: 'zonei',
      net: 0,
    },
    tags: [{ Key: 'env', Value: 'local' }],
    topics: topics(now),
    groups: groups(now),
    users: [
      { name: 'app', type: 'plain', password: 'not-a-real-password-1' },
      { name: 'reporting', type: 'scram', password: 'not-a-real-password-2' },
    ],
    acls: [
      { user: 'app', type: 'Topic', name: 'orders', pattern: 'LITERAL', operation: 'Write' },
      { user: 'app', type: 'Topic', name: 'orders', pattern: 'LITERAL', operation: 'Read' },
      { user: 'app', type: 'Group', name: 'billing', pattern: 'LITERAL', operation: 'Read' },
      { user: 'reporting', type: 'Topic', name: 'pay', pattern: 'PREFIXED', operation: 'Read' },
      { user: '*', type: 'Topic', name: 'refunds', pattern: 'LITERAL', operation: 'Read' },
    ],
    whitelists: startingWhitelists(4, 0, true),
  };
}

/** An ordered instance before StartInstance, which has no network (docs/sources.md#before-deployment). */
function waiting(now: number): Instance {
  return bare(WAITING_INSTANCE, 'local-waiting', now - DAY, now + YEARS);
}

function expired(now: number): Instance {
  const created = now - 60 * DAY;
  return {
    ...bare(EXPIRED_INSTANCE, 'local-expired', created, now - 7 * DAY),
    deployed: {
      at: created + HOUR,
      vpc: 'vpc-bp1local0expired0',
      vswitch: 'vsw-bp1local0expired',
      zone: 'zonef',
      net: 9,
    },
    whitelists: startingWhitelists(5, 9, true),
  };
}

function bare(id: string, name: string, created: number, expires: number): Instance {
  return {
    id,
    region: LOCAL_REGION,
    name,
    created,
    expires,
    deployType: 5,
    diskType: 1,
    sizes: { disk: 500, io: 20, eip: 0, topics: 50, spec: 'professional' },
    retain: 72,
    tags: [],
    topics: [],
    groups: [],
    users: [],
    acls: [],
    whitelists: [],
  };
}

/** In order of creation; responses list the newest first. */
function topics(now: number): Topic[] {
  const team = (Value: string) => ({ Key: 'team', Value });
  return [
    { ...newTopic('audit-log', 'closed-audit-trail', 6, now - 80 * DAY), rate: 15, bytes: 700, until: now - 30 * HOUR },
    {
      ...newTopic('orders', 'orders-of-the-web-shop', 12, now - 75 * DAY, [
        team('shop'),
        { Key: 'env', Value: 'prod' },
      ]),
      rate: 420,
      bytes: 2048,
    },
    { ...newTopic('payments', 'payments', 24, now - 70 * DAY, [team('payments')]), rate: 120, bytes: 1024 },
    { ...newTopic('refunds', 'refunds', 6, now - 40 * DAY, [team('payments')]), rate: 3, bytes: 900 },
    newTopic('orders-dead', 'orders-that-failed', 3, now - 2 * DAY),
  ];
}

/** A group with a varying lag, one without members that falls behind, and one that has read everything. */
function groups(now: number): Group[] {
  const keepsUp = (topic: string, swing: number): Subscription => ({ topic, behind: 400, swing, period: 7 * MINUTE });
  const stopped = (topic: string, at: number): Subscription => ({
    topic,
    behind: 0,
    swing: 0,
    period: HOUR,
    stopped: at,
  });
  return [
    { ...newGroup('archiver', now - 79 * DAY), subscriptions: [stopped('audit-log', now - 29 * HOUR)] },
    {
      ...newGroup('billing', now - 74 * DAY, [{ Key: 'team', Value: 'payments' }]),
      subscriptions: [keepsUp('orders', 9000), keepsUp('payments', 20_000)],
    },
    { ...newGroup('shipping', now - 60 * DAY), subscriptions: [stopped('orders', now - 2 * HOUR)] },
  ];
}
