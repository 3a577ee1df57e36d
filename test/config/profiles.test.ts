/** The file of profiles: what is read of it, what a broken one says, and where it is. */
import { describe, expect, test } from '@jest/globals';
import { configFolder, localStateFile, profileFile, stateFolder } from '../../src/config/paths.ts';
import { parseProfiles, PROFILE_KEYS, type ProfileFile } from '../../src/config/profiles.ts';
import type { Failure } from '../../src/errors/failure.ts';

const PATH = '/home/u/.config/alikafka/config.json';

describe('parseProfiles', () => {
  test.each<[string, string | undefined, ProfileFile]>([
    ['no file', undefined, { profiles: {} }],
    ['an empty file', ' \n', { profiles: {} }],
    ['no profiles yet', '{}', { profiles: {} }],
    ['profiles', '{"profiles":{"a":{"region":"cn-beijing"}}}', { profiles: { a: { region: 'cn-beijing' } } }],
    ['the current one', '{"current":"a","profiles":{"a":{}}}', { current: 'a', profiles: { a: {} } }],
    ['a current one that is no name', '{"current":5,"profiles":{}}', { profiles: {} }],
  ])('%s', (_says, text, file) => expect(parseProfiles(text, PATH)).toEqual(file));

  test.each([
    ['cut', '{"profiles":{"prod":{"accessKeySecret":"testsecret"'],
    ['not JSON', '[default]\naccess_key_secret = testsecret'],
    ['a stray word', '{"profiles":{"prod":{"accessKeySecret":"testsecret" x}}}'],
    ['null', 'null'],
    ['a text', '"testsecret"'],
    ['profiles that are none', '{"profiles":"testsecret"}'],
  ])('a broken file (%s) is exit 4, names the file, and quotes nothing of it', (_says, text) => {
    let failure: Failure | undefined;
    try {
      parseProfiles(text, PATH);
    } catch (error) {
      failure = error as Failure;
    }
    expect(failure).toMatchObject({ exitCode: 4, code: 'BadConfig' });
    expect(failure?.message).toContain(PATH);
    expect(`${failure?.message ?? ''} ${failure?.hint ?? ''}`).not.toContain('secret"');
    expect(`${failure?.message ?? ''} ${failure?.hint ?? ''}`).not.toContain('testsecret');
  });
});

test('the secret keys are secret', () => {
  expect(
    Object.entries(PROFILE_KEYS)
      .filter(([, { secret }]) => secret)
      .map(([name]) => name),
  ).toEqual(['access-key-secret', 'security-token']);
});

describe('paths', () => {
  test.each([
    [{}, '/home/u/.config/alikafka', '/home/u/.local/state/alikafka'],
    [{ XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' }, '/c/alikafka', '/s/alikafka'],
    [{ XDG_CONFIG_HOME: 'c', XDG_STATE_HOME: './s' }, '/home/u/.config/alikafka', '/home/u/.local/state/alikafka'],
    [{ XDG_CONFIG_HOME: '', XDG_STATE_HOME: '' }, '/home/u/.config/alikafka', '/home/u/.local/state/alikafka'],
  ])('%j', (env, config, state) => {
    expect(configFolder(env, '/home/u')).toBe(config);
    expect(stateFolder(env, '/home/u')).toBe(state);
    expect(profileFile(env, '/home/u')).toBe(`${config}/config.json`);
    expect(localStateFile(env, '/home/u')).toBe(`${state}/local.json`);
  });
});
