/** The emulator's state in tests: where samples work, and how often a change was carried out. */
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { type Instance, newTopic, type State, type Topic } from '../../src/emulator/state/state.ts';
import { NOW } from './effects.ts';
import { runningInstance } from './emulator.ts';

/** What the settings of the profile local fill in: of most operations it is on the wire. */
export const HERE = { InstanceId: SEEDED_INSTANCE, RegionId: LOCAL_REGION } as const;

const HOUR = 3_600_000;

const isGone = ({ gone }: Topic): boolean => gone !== undefined && gone <= NOW + HOUR;

/** The topics of a name that are there an hour from now, when all that was under way has ended. */
export const topicsOf = (state: State, name: unknown): Topic[] =>
  runningInstance(state).topics.filter((topic) => topic.name === name && !isGone(topic));

/** Puts topics of twelve partitions into the running instance. */
export const addTopics =
  (...names: string[]) =>
  (state: State): void =>
    void runningInstance(state).topics.push(...names.map((name) => newTopic(name, name, 12, NOW - 1000)));

/** The tags of a topic, by its wire id. */
export const topicTags = (state: State, id: unknown): Topic['tags'] =>
  topicsOf(state, String(id).split('_').at(-1))[0]?.tags ?? [];

/** An instance by its id. */
export const instanceOf = (state: State, id: string): Instance | undefined =>
  state.instances.find((one) => one.id === id);

/** Times of a creation: how many there are. */
export const count = (list: readonly unknown[]): number => list.length;

/** Times of a removal of what was there once, by how many are left. */
export const removed = (left: number): number => (left === 0 ? 1 : left === 1 ? 0 : Number.NaN);

/** Times of a replacement. */
export const replaced = (present: unknown, before: unknown, after: unknown): number =>
  present === after ? 1 : present === before ? 0 : Number.NaN;

/** Times of an addition of `by` to a number. */
export const added = (present: number, before: number, by: number): number =>
  Number.isInteger((present - before) / by) ? (present - before) / by : Number.NaN;

/** Times of an order: the seed holds three. */
export const orders = ({ orders: placed }: State): number => placed.length - 3;
