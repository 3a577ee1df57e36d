/** What is kept of temporary keys, and whose turn it is to fetch: the rules by themselves. */
import { describe, expect, test } from '@jest/globals';
import {
  LEASE,
  isFresh,
  cacheable,
  type CacheEntry,
  type CachedKeys,
  cachedKeys,
  liveLease,
} from '../../src/credentials/cache/cache-entry.ts';
import { releaseLease } from '../../src/credentials/cache/lease.ts';

const NOW = Date.UTC(2026, 4, 20, 12);
const SECOND = 1000;
const KEYS: CachedKeys = {
  accessKeyId: 'STS.testid',
  accessKeySecret: 'testsecret',
  securityToken: 'testtoken',
  expires: NOW + 3600 * SECOND,
  fetched: NOW,
};
const kept = (keys: readonly object[], claims: readonly object[] = []): CacheEntry =>
  ({ layout1: true, keys, claims }) as unknown as CacheEntry;

describe('isFresh', () => {
  test.each([
    [3600, 3420],
    [900, 720],
    [300, 240],
    [10, 8],
  ])('keys of %i seconds are used for %i', (life, used) => {
    const keys = { fetched: NOW, expires: NOW + life * SECOND };
    expect([isFresh(keys, NOW), isFresh(keys, NOW + used * SECOND - 1)]).toEqual([true, true]);
    expect(isFresh(keys, NOW + used * SECOND)).toBe(false);
  });

  test('keys that were fetched in the future are not used', () => {
    expect(isFresh(KEYS, NOW - 180 * SECOND)).toBe(true);
    expect(isFresh(KEYS, NOW - 180 * SECOND - 1)).toBe(false);
  });
});

describe('keptKeys', () => {
  test('accepts complete entries', () => expect(cachedKeys(kept([KEYS]))).toEqual(KEYS));

  test.each<object>([
    { accessKeyId: '' },
    { accessKeySecret: '' },
    { securityToken: '' },
    { accessKeySecret: 7 },
    { securityToken: undefined },
    { expires: '3600' },
    { fetched: null },
  ])('and nothing else: %j', (change) => expect(cachedKeys(kept([{ ...KEYS, ...change }]))).toBeUndefined());
});

describe('cacheable', () => {
  const { fetched: _at, ...fetched } = KEYS;
  test('are keys with a token that expire later', () => expect(cacheable(fetched, NOW)).toEqual(KEYS));

  test('are only those', () => {
    const { securityToken: _token, ...withoutToken } = fetched;
    const { expires: _end, ...withoutEnd } = fetched;
    const others = [withoutToken, withoutEnd, { ...fetched, expires: NOW }, { ...fetched, expires: NOW - 1 }];
    expect(others.map((one) => cacheable(one, NOW))).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('liveClaim', () => {
  test.each([
    [1, true],
    [LEASE, true],
    [0, false],
    [-1, false],
    // Of a clock that was set back: no process waits longer than a claim is valid
    [LEASE + 1, false],
  ])('one that ends in %i ms: %s', (left, counts) => {
    expect(liveLease(kept([], [{ by: 'x', until: NOW + left }]), NOW) !== undefined).toBe(counts);
  });
});

describe('settle', () => {
  const claims = [{ by: 'other', until: NOW }];
  test('keeps the claim of another process', () => {
    const one = kept([], [...claims, { by: 'me', until: NOW }]);
    releaseLease(one, KEYS, 'me');
    expect(one).toEqual(kept([KEYS], claims));
  });

  test('without keys keeps the existing ones', () => {
    const one = kept([KEYS], claims);
    releaseLease(one, undefined, 'me');
    expect(one).toEqual(kept([KEYS], claims));
  });
});
