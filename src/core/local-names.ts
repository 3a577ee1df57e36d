/** Fixed names of the seed, apart from it: the profile local knows them without loading the emulator. */

/** How the ids of subscription instances begin; twelve base-36 characters follow (docs/sources.md#instance-ids). */
export const PREPAID = 'alikafka_pre-cn-';

/** Where the seeded instances are. */
export const LOCAL_REGION = 'cn-hangzhou';
/** The running instance: `-p local` works in it when none is named. */
export const SEEDED_INSTANCE = `${PREPAID}0local0run01`;
/** Ordered, not deployed yet. */
export const WAITING_INSTANCE = `${PREPAID}0local0new01`;
/** Expired: can be deleted. */
export const EXPIRED_INSTANCE = `${PREPAID}0local0end01`;
