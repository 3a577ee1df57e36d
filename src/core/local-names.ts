/** Fixed names of the emulator's initial state. They are here so that the local profile needs not load the emulator. */

/** The prefix of the ids of subscription instances; twelve base-36 characters follow (docs/sources.md#instance-ids). */
export const PREPAID = 'alikafka_pre-cn-';

/** The region of these instances. */
export const LOCAL_REGION = 'cn-hangzhou';
/** The running instance, which is the default of `-p local`. */
export const SEEDED_INSTANCE = `${PREPAID}0local0run01`;
/** Ordered, not deployed yet. */
export const WAITING_INSTANCE = `${PREPAID}0local0new01`;
/** Expired: can be deleted. */
export const EXPIRED_INSTANCE = `${PREPAID}0local0end01`;
