import { STATUS } from '../../operations/shared/labels.ts';
import { isServing, statusOf } from '../state/lifecycle.ts';
import { productRefusal, type ProductCode } from '../checks/refusal.ts';
import type { Group, Instance, State, Topic } from '../state/state.ts';
import { given } from '../handler.ts';
import type { Behaviour } from '../options.ts';

/** Where an operation works. RegionId is optional in two reads (docs/sources.md#topic-pages): then every region is looked in. */
export interface Where {
  readonly InstanceId?: string;
  readonly RegionId?: string;
}

/**
 * The instance of a call. An id that is nowhere and one in another region get the same answer as another account's:
 * AUTH_RESOURCE_OWNER_ERROR, the code by which clients of the real service know a missing instance in every operation
 * (docs/sources.md#codes-of-a-missing-instance); Instance.NotFound is in the vendor's table, but nobody has shown it.
 */
export function instanceOf(state: State, { InstanceId, RegionId }: Where): Instance {
  const found = state.instances.find(({ id }) => id === given(InstanceId));
  if (found === undefined || (RegionId !== undefined && RegionId !== found.region))
    throw productRefusal('AUTH_RESOURCE_OWNER_ERROR');
  return found;
}

/** The instance of a read inside it: its brokers have to be up, as they are during an upgrade. */
export function readable(state: State, where: Where, now: number): Instance {
  const instance = instanceOf(state, where);
  if (!isServing(instance, now)) throw productRefusal('BIZ_INSTANCE_STATUS_ERROR');
  return instance;
}

/** The instance of a change inside it: in service, and not being upgraded. */
export function writable(state: State, where: Where, now: number): Instance {
  const instance = instanceOf(state, where);
  if (statusOf(instance, now) !== STATUS.running) throw productRefusal('Instance.StatusNotRunning');
  return instance;
}

/** The topics that exist at `now`: all, unless one was created or deleted with a delay. */
export function presentTopics(instance: Instance, now: number): readonly Topic[] {
  const isPresent = ({ listed = now, gone = Number.POSITIVE_INFINITY }: Topic): boolean => listed <= now && now < gone;
  return instance.topics.every(isPresent) ? instance.topics : instance.topics.filter(isPresent);
}

/** A topic by its name; throws the refusal of the code where there is none, or where it is on its way out. */
export function topicOf(
  instance: Instance,
  name: string | undefined,
  now: number,
  code: ProductCode = 'Topic.NotFound',
): Topic {
  const found = presentTopics(instance, now).find((topic) => topic.name === given(name));
  if (found === undefined || found.gone !== undefined) throw productRefusal(code);
  return found;
}

/** A topic that is to be changed or deleted: one on its way out says so. */
export function changeableTopic(instance: Instance, name: string | undefined, now: number): Topic {
  const leaving = presentTopics(instance, now).some((topic) => topic.name === name && topic.gone !== undefined);
  if (leaving) throw productRefusal('AsyncTask.DeleteTopic');
  return topicOf(instance, name, now);
}

/** A group by its name; throws the refusal of the code where there is none. */
export function groupOf(instance: Instance, name: string | undefined, code: ProductCode = 'Group.NotFound'): Group {
  const found = instance.groups.find((group) => group.name === given(name));
  if (found === undefined) throw productRefusal(code);
  return found;
}

/** The page that a request asks for, ten of a page unless it says otherwise, and what the answer says of it. */
export function askedPage<T>(
  items: readonly T[],
  { CurrentPage = 1, PageSize = 10 }: { readonly CurrentPage?: number; readonly PageSize?: number },
  { pageCap = Number.POSITIVE_INFINITY }: Behaviour,
): { readonly page: T[]; readonly head: Readonly<Record<'CurrentPage' | 'PageSize' | 'Total', number>> } {
  const size = Math.min(PageSize, pageCap);
  return { page: pageOf(items, CurrentPage, size), head: { CurrentPage, PageSize: size, Total: items.length } };
}

/** A page of a list that is kept oldest first and shown newest first; pages count from 1. */
export function pageOf<T>(items: readonly T[], page: number, size: number): T[] {
  const end = Math.max(0, items.length - (page - 1) * size);
  return items.slice(Math.max(0, end - size), end).reverse();
}
