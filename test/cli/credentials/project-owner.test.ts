/** A `.alikafka.json` that belongs to another user changes nothing, and is named by what reads. */
import { describe, expect, test } from '@jest/globals';
import { cli, type Options } from '../../support/context.ts';
import { ok } from '../../support/effects.ts';
import { topics } from '../../support/service.ts';

const FILE = '/work/team/.alikafka.json';

/** The project file and the working folder with their owners; the command runs as `uid`. */
const owned = (file: readonly number[], folder: number, uid: number): Options => ({
  cwd: '/work/team/shop',
  uid,
  files: {
    read: async (path) => (path === FILE ? '{"instance":"alikafka_post-cn-other0000001"}' : undefined),
    owners: (path) => (path === FILE ? file : [folder]),
  },
  env: { ALIKAFKA_INSTANCE: undefined },
  script: { GetTopicList: topics(), DeleteTopic: ok(), CreateSomething: ok() },
});

const FOREIGN: [string, Options][] = [
  ["another user's", owned([1001], 1000, 1000)],
  ["root's", owned([0], 1000, 1000)],
  ["another user's link to a folder of this user", owned([1001, 1000], 1000, 1000)],
  ["our link to another user's", owned([1000, 1001], 1000, 1000)],
  ["another user's, in that user's folder", owned([1001], 1001, 1000)],
  ["another user's, in root's folder, as root", owned([1001], 0, 0)],
];

describe.each(FOREIGN)('%s', (_says, options) => {
  test.each(['topic delete orders --yes', 'topic create orders', 'api CreateSomething --yes'])(
    '%s is exit 2, names file and owner, and sends nothing',
    async (line) => {
      const ran = await cli(line, options);
      expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
      expect(ran.stderr).toMatch(/\/work\/team\/\.alikafka\.json belongs to another user \(uid (1001|0)\)/);
    },
  );

  test.each(['topic list', 'topic delete orders --dry-run'])('%s warns', async (line) => {
    const ran = await cli(line, options);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(/^warning: \/work\/team\/\.alikafka\.json belongs to another user \(uid \d+\)/m);
  });
});

describe('a profile that the file names', () => {
  const foreign = owned([1001], 1000, 1000);
  const options: Options = {
    ...foreign,
    files: { ...foreign.files, read: async (path: string) => (path === FILE ? '{"profile":"prod"}' : undefined) },
    stdin: 'testsecret',
  };
  const CONFIGURE = 'configure --mode AK --access-key-id testid --secret-stdin --region cn-beijing --no-check';

  test.each(['config set region cn-beijing', 'config get region', 'config unset region', CONFIGURE])(
    'the file is neither read nor written: %s',
    async (line) => {
      const ran = await cli(line, options);
      expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
      expect(ran.stderr).toContain('/work/team/.alikafka.json belongs to another user (uid 1001)');
    },
  );

  test('configure ignores it too', async () => {
    const ran = await cli('configure --region cn-beijing --no-check', { ...options, terminal: true });
    expect(ran).toMatchObject({ code: 2, asked: [] });
  });

  test('no warning if the flag names a profile', async () => {
    const ran = await cli(`${CONFIGURE} --profile mine --dry-run`, options);
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stderr).toContain('dry run, nothing was saved; the result would be: profile "mine" saved');
  });
});

describe('config current', () => {
  const foreign = owned([1001], 1000, 1000);
  const naming = (text: string): Options => ({
    ...foreign,
    files: {
      ...foreign.files,
      read: async (path: string) => {
        if (path === '/home/nobody/.config/alikafka/config.json') return '{"profiles":{"prod":{},"mine":{}}}';
        return path === FILE ? text : undefined;
      },
    },
  });
  const WARNING = 'warning: /work/team/.alikafka.json belongs to another user (uid 1001)';

  test('warns where the file names the profile', async () => {
    const ran = await cli('config current', naming('{"profile":"prod"}'));
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('prod');
    expect(ran.stderr).toContain(WARNING);
  });

  test('does not warn where something else names it', async () => {
    const ran = await cli('config current --profile mine', naming('{"profile":"prod"}'));
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('mine');
    expect(ran.stderr).not.toContain(WARNING);
  });
});

test('config explain warns of it', async () => {
  const ran = await cli('config explain', owned([1001], 1000, 1000));
  expect(ran.code).toBe(0);
  expect(ran.stderr).toContain('warning: /work/team/.alikafka.json belongs to another user (uid 1001)');
});

test.each<[string, Options]>([
  ['ours', owned([1000], 1000, 1000)],
  ["root's, as root", owned([0], 1001, 0)],
  ["the working folder's owner's, as root", owned([1001], 1001, 0)],
  ['without an owner, as on Windows', owned([], 1000, 1000)],
])('%s is obeyed', async (_says, options) => {
  const ran = await cli('topic delete orders --yes', options);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stderr).not.toContain('belongs to');
  expect(ran.calls[0]?.params['InstanceId']).toBe('alikafka_post-cn-other0000001');
});
