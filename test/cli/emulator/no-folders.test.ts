/** Without a home folder, or with a removed working folder, all commands work that need neither. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json, REGION } from '../../support/context.ts';
import { ok } from '../../support/effects.ts';
import { topics } from '../../support/service.ts';

const NO_HOME = { home: undefined };
const NO_CWD = { cwd: undefined };
const script = { GetTopicList: topics({ Topic: 'orders' }), CreateTopic: ok() };
/** Files that must not be read: without a home folder, a wrong path would be relative to the working folder. */
const unread = {
  read: async (path: string): Promise<string | undefined> => {
    if (path.endsWith('.alikafka.json')) return undefined;
    throw new Error(`${path} was read`);
  },
};

describe('without a home folder', () => {
  test.each(['topic list -o name', 'topic create fresh -o name', 'topic create fresh fresh-2 -o name'])(
    '%s',
    async (line) => {
      expect(await cli(line, { ...NO_HOME, files: unread, script })).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('keys are looked for where they may be, and the files of a home are not among them', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
    const ran = await cli('topic list -o json', { ...NO_HOME, files: unread, env });
    expect(ran.code).toBe(4);
    expect(errorOf(ran)).toMatchObject({ code: 'NoCredentials' });
  });

  test.each([
    ['config set region cn-hangzhou', 'NotSaved', /XDG_CONFIG_HOME/],
    ['config path', 'NotSaved', /XDG_CONFIG_HOME/],
    ['--profile local topic list', 'NoState', /XDG_STATE_HOME/],
    ['emulator reset', 'NoState', /XDG_STATE_HOME/],
  ])('%s names the variable to set', async (line, code, hint) => {
    const ran = await cli(`${line} -o json`, { ...NO_HOME, files: unread });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(errorOf(ran)).toMatchObject({ code, hint: expect.stringMatching(hint) });
  });

  test('there is nothing to import', async () => {
    const ran = await cli('configure --import default', { ...NO_HOME, files: unread });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/--import: cannot find config\.json of the Alibaba Cloud CLI: no home folder/);
    expect(ran.stderr).toContain('ALIBABA_CLOUD_CONFIG_FILE');
  });

  test('doctor warns about what does not work', async () => {
    const ran = await cli('doctor --dry-run -o json', { ...NO_HOME, files: unread });
    const lines = json(ran) as { Check: string; Status: string; Fix: string }[];
    expect(lines.filter(({ Check }) => /config|state/.test(Check))).toMatchObject([
      { Check: 'config file', Status: 'warn', Fix: expect.stringContaining('XDG_CONFIG_HOME') },
      { Check: 'state folder', Status: 'warn', Fix: expect.stringContaining('XDG_STATE_HOME') },
    ]);
    expect(lines.map(({ Check }) => Check)).not.toContain('aliyun file');
  });
});

describe('in a working folder that has been removed', () => {
  test('a command works, with a note that no project file is read', async () => {
    const ran = await cli('topic list -o name', { ...NO_CWD, script });
    expect(ran).toMatchObject({ code: 0, stdout: 'orders\n' });
    expect(ran.stderr).toBe('warning: the working folder has been removed, so no .alikafka.json is read\n');
  });

  test('a relative path is ignored', async () => {
    const read = await cli('topic list --ca-file ca.pem', { ...NO_CWD });
    expect(read.code).toBe(2);
    expect(read.stderr).toMatch(/--ca-file: ca\.pem not found/);
    const saved = await cli('config set ca-file ca.pem', { ...NO_CWD });
    expect(saved.code).toBe(2);
    expect(saved.stderr).toMatch(/must be an absolute path, because the working folder has been removed/);
  });

  test('doctor warns about it', async () => {
    const ran = await cli(`doctor --dry-run -o json -r ${REGION}`, NO_CWD);
    expect(json(ran)).toContainEqual(expect.objectContaining({ Check: 'project file', Status: 'warn' }));
  });
});
