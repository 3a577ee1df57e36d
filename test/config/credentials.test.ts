/**
 * Where the keys come from. The two halves of a pair come from one place; a profile that was named supplies them, and
 * the environment's are then ignored, with a note.
 */
import { describe, expect, test } from '@jest/globals';
import { findCredentials } from '../../src/config/credentials.ts';
import type { Profile } from '../../src/config/profiles.ts';
import type { Failure } from '../../src/errors/failure.ts';

const FAMILIES = ['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'];
const pair = (family: string): Record<string, string> => ({
  [`${family}_ACCESS_KEY_ID`]: `id-${family}`,
  [`${family}_ACCESS_KEY_SECRET`]: 'testsecret',
});
const SAVED: Profile = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const used = (source: string) => ({ value: 'prod', source });

function failure(...given: Parameters<typeof findCredentials>): Failure {
  try {
    findCredentials(...given);
  } catch (error) {
    return error as Failure;
  }
  throw new Error('was not refused');
}

describe('the environment', () => {
  test.each(FAMILIES)('%s', (family) => {
    expect(findCredentials(pair(family), {}, undefined)).toEqual({
      credentials: { accessKeyId: `id-${family}`, accessKeySecret: 'testsecret', source: `${family}_ACCESS_KEY_ID` },
      notes: [],
    });
  });

  test.each([
    ['ALIBABA_CLOUD', 'ALIBABACLOUD'],
    ['ALIBABA_CLOUD', 'ALICLOUD'],
    ['ALIBABACLOUD', 'ALICLOUD'],
  ])('%s beats %s', (first, second) => {
    const { credentials } = findCredentials({ ...pair(second), ...pair(first) }, {}, undefined);
    expect(credentials?.accessKeyId).toBe(`id-${first}`);
  });

  test('a token belongs to the keys of its own family alone', () => {
    const own = { ...pair('ALICLOUD'), ALICLOUD_SECURITY_TOKEN: 'CAIS-test' };
    expect(findCredentials(own, {}, undefined).credentials).toMatchObject({ securityToken: 'CAIS-test' });
    const foreign = { ...pair('ALICLOUD'), ALIBABA_CLOUD_SECURITY_TOKEN: 'CAIS-test' };
    expect(findCredentials(foreign, {}, undefined).credentials).not.toHaveProperty('securityToken');
  });

  test.each(FAMILIES.flatMap((family) => [[`${family}_ACCESS_KEY_ID`], [`${family}_ACCESS_KEY_SECRET`]]))(
    'half a pair is exit 4: %s alone',
    (name) => {
      const failed = failure({ [name]: 'testsecret' }, {}, undefined);
      expect(failed).toMatchObject({ exitCode: 4, code: 'HalfCredentials' });
      expect(failed.message).toContain(name);
      expect(failed.message).not.toContain('testsecret');
    },
  );

  test.each([
    [{ ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid', ALICLOUD_ACCESS_KEY_SECRET: 'testsecret' }],
    [{ ALICLOUD_ACCESS_KEY_ID: 'testid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' }],
    [{ ALIBABACLOUD_ACCESS_KEY_ID: 'testid', ALICLOUD_ACCESS_KEY_SECRET: 'testsecret' }],
  ])('halves of two families are exit 4: %j', (env) => {
    expect(failure(env, {}, undefined)).toMatchObject({ exitCode: 4, code: 'HalfCredentials' });
  });

  test('half a pair is not mended from a profile', () => {
    expect(failure({ ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid' }, SAVED, used('config use'))).toMatchObject({
      exitCode: 4,
    });
  });

  test('variables that are set to nothing are not set', () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '', ...pair('ALICLOUD') };
    expect(findCredentials(env, {}, undefined).credentials?.source).toBe('ALICLOUD_ACCESS_KEY_ID');
  });
});

describe('a profile', () => {
  test.each(['config use', 'ALIBABA_CLOUD_PROFILE'])('chosen by %s gives way to the environment', (source) => {
    expect(findCredentials(pair('ALICLOUD'), SAVED, used(source))).toMatchObject({
      credentials: { source: 'ALICLOUD_ACCESS_KEY_ID' },
      notes: [],
    });
    expect(findCredentials({}, SAVED, used(source)).credentials).toEqual({ ...SAVED, source: 'profile prod' });
  });

  test.each(['--profile', 'ALIKAFKA_PROFILE'])(
    'named by %s supplies the keys, and says that those of the environment are ignored',
    (source) => {
      const { credentials, notes } = findCredentials(pair('ALIBABACLOUD'), SAVED, used(source));
      expect(credentials).toEqual({ ...SAVED, source: 'profile prod' });
      expect(notes).toEqual([expect.stringMatching(/ALIBABACLOUD_ACCESS_KEY_ID.*ignored.*prod/)]);
    },
  );

  test('named, without keys in the environment there is nothing to say', () => {
    expect(findCredentials({}, SAVED, used('--profile')).notes).toEqual([]);
  });

  test('named, it does not fall back on the environment when it has none', () => {
    expect(findCredentials(pair('ALICLOUD'), {}, used('--profile')).credentials).toBeUndefined();
  });

  test('named, half a pair in the environment does not matter', () => {
    expect(findCredentials({ ALICLOUD_ACCESS_KEY_ID: 'testid' }, SAVED, used('--profile')).credentials).toMatchObject(
      SAVED,
    );
  });

  test('its token goes with its keys', () => {
    expect(findCredentials({}, { ...SAVED, securityToken: 'CAIS-test' }, used('--profile')).credentials).toMatchObject({
      securityToken: 'CAIS-test',
    });
  });

  test.each<[Profile, string]>([
    [{ accessKeyId: 'testid' }, 'alikafka config set access-key-secret --stdin --profile prod'],
    [{ accessKeySecret: 'testsecret' }, 'alikafka config set access-key-id <id> --profile prod'],
  ])('with half a pair is exit 4, with the command that mends it (%#)', (saved, next) => {
    expect(failure({}, saved, used('config use'))).toMatchObject({ exitCode: 4, code: 'HalfCredentials', next });
  });

  test('none at all is none', () => {
    expect(findCredentials({}, {}, undefined)).toEqual({ credentials: undefined, notes: [] });
    expect(findCredentials({}, {}, used('config use'))).toEqual({ credentials: undefined, notes: [] });
  });
});
