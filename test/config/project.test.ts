/** The project file: which one is found, its settings, and that it never has a secret. */
import { describe, expect, test } from '@jest/globals';
import { loadProject, parseProject } from '../../src/config/project.ts';
import type { Failure } from '../../src/errors/failure.ts';

const PATH = '/app/.alikafka.json';

function refused(text: string): Failure {
  try {
    parseProject(text, PATH);
  } catch (error) {
    return error as Failure;
  }
  throw new Error('was not refused');
}

/** Reads from a table, and remembers what was asked for. */
function reader(files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  return {
    asked,
    read: async (path: string): Promise<string | undefined> => {
      asked.push(path);
      return files[path];
    },
  };
}

describe('which file', () => {
  test('is the nearest up the tree, and nothing above it is read', async () => {
    const { read, asked } = reader({ '/a/b/.alikafka.json': '{"region":"cn-beijing"}', '/a/.alikafka.json': 'broken' });
    expect(await loadProject({ read }, '/a/b/c')).toEqual({
      path: '/a/b/.alikafka.json',
      values: { region: 'cn-beijing' },
    });
    expect(asked).toEqual(['/a/b/c/.alikafka.json', '/a/b/.alikafka.json']);
  });

  test('no file up to the root', async () => {
    const { read, asked } = reader({});
    expect(await loadProject({ read }, '/a/b')).toBeUndefined();
    expect(asked).toEqual(['/a/b/.alikafka.json', '/a/.alikafka.json', '/.alikafka.json']);
  });

  test('an unreadable one does not count as missing', async () => {
    const read = async (): Promise<undefined> => {
      throw new Error('EACCES: permission denied');
    };
    await expect(loadProject({ read }, '/a')).rejects.toMatchObject({
      exitCode: 2,
      details: [{ name: '/a/.alikafka.json', message: expect.stringMatching(/^cannot read .*: EACCES/) }],
    });
  });
});

describe('the content', () => {
  test.each([
    ['nothing', '{}', {}],
    ['all', '{"region":"cn-beijing","instance":"i","profile":"prod","output":"json"}', undefined],
    ['after a byte order mark', '\uFEFF{"output":"json"}', { output: 'json' }],
  ])('%s', (_says, text, values) => {
    expect(parseProject(text, PATH)).toEqual({ path: PATH, values: values ?? (JSON.parse(text) as object) });
  });

  test.each([
    'accessKeyId',
    'access-key-id',
    'access_key_secret',
    'secret',
    'ClientSecret',
    'securityToken',
    'sts_token',
    'password',
    'PASSWORD',
  ])('%s is refused, and its value is not printed', (key) => {
    const failure = refused(JSON.stringify({ region: 'cn-beijing', [key]: 'testsecret' }));
    expect(failure).toMatchObject({
      exitCode: 2,
      details: [{ name: PATH, message: `${PATH}: ${key} is not allowed; a project file never contains secrets` }],
    });
    expect(JSON.stringify(failure)).not.toContain('testsecret');
  });

  test.each<[string, string, RegExp]>([
    ['another key', '{"regoin":"cn-beijing"}', /: unknown key "regoin"; did you mean region\?$/],
    ['a key that is far from all', '{"endpoint":"https://evil.example.com"}', /: unknown key "endpoint"$/],
    ['a number', '{"instance":5}', /: instance must be a non-empty string$/],
    ['nothing', '{"instance":""}', /: instance must be a non-empty string$/],
    ['no region', '{"region":"evil.com/"}', /region must be a region id/],
  ])('%s is exit 2, naming file and key', (_says, text, why) => {
    const failure = refused(text);
    expect(failure).toMatchObject({ exitCode: 2, details: [{ name: PATH, message: expect.stringMatching(why) }] });
  });

  test('all problems are reported at once', () => {
    expect(refused('{"regoin":"x","output":7}').details).toHaveLength(2);
  });

  test.each(['', 'null', '[]', '"testsecret"', '{"accessKeySecret":"testsecret"'])(
    '%j is not a JSON object: exit 2, and nothing of it is quoted',
    (text) => {
      const failure = refused(text);
      expect(failure.exitCode).toBe(2);
      expect(failure.message).toContain(PATH);
      expect(`${failure.message} ${failure.hint ?? ''}`).not.toContain('testsecret');
    },
  );
});
