/** The built program completes command lines, with names of the emulator and of services that do not answer. */
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { heldService } from './support/held-service.ts';
import { alikafka, type Ended, folder } from './support/program.ts';

let home: ReturnType<typeof folder>;
beforeEach(() => {
  home = folder();
});
afterEach(() => home.remove());

const complete = (line: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  alikafka(['__complete', '--', ...line.split(' ')], { home: home.path, env });

const state = (): string => join(home.path, 'state', 'alikafka');
const files = (end: string): string[] =>
  existsSync(state())
    ? readdirSync(state()).filter((name) => name.startsWith('completion-') && name.endsWith(end))
    : [];

/** Waits until something holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const silent = (stdout: string): Ended => ({ code: 0, stdout, stderr: '' });

describe('without a service', () => {
  test.each([
    ['topic create --parti', '--partitions\tNumber of partitions\n:words\n'],
    ['topic list --output=js', '--output=json\n:words\n'],
    ['topic create -f ', ':files\n'],
    ['frobnicate ', ':none\n'],
  ])('%s', async (line, stdout) => {
    expect(await complete(line)).toEqual(silent(stdout));
  });

  test('profiles, from a file that may be broken', async () => {
    expect(await complete('-p lo')).toEqual(silent('local\tThe local emulator\n:words\n'));
    await alikafka(['config', 'set', 'region', 'cn-beijing', '--profile', 'prod'], { home: home.path });
    expect(await complete('-p pr')).toEqual(silent('prod\tcn-beijing\n:words\n'));
    const file = join(home.path, 'config', 'alikafka', 'config.json');
    writeFileSync(file, `\ufeff${readFileSync(file, 'utf8')}`);
    expect(await complete('-p pr')).toEqual(silent('prod\tcn-beijing\n:words\n'));
    writeFileSync(file, '{');
    expect(await complete('-p pr')).toEqual(silent(':none\n'));
  });

  test('files behind Password=@', async () => {
    writeFileSync(join(home.path, 'secret.txt'), '');
    expect(await complete(`api CreateSaslUser Password=@${home.path}/sec`)).toEqual(
      silent(`Password=@${home.path}/secret.txt\n:words\n`),
    );
  });

  test('nothing to complete, and no home folder', async () => {
    const env = { HOME: '/nonexistent', XDG_STATE_HOME: '/proc/none', XDG_CONFIG_HOME: '/proc/none' };
    expect(await alikafka(['__complete'], { home: home.path, env })).toMatchObject({ code: 0, stderr: '' });
    expect(await complete('topic describe ', env)).toEqual(silent(':none\n'));
  });
});

describe('names of the emulator', () => {
  test('come from a file that only its owner reads', async () => {
    await complete('topic describe -p local ');
    await until(() => files('.json').length === 1 && files('.mark').length === 0);
    const [file = ''] = files('.json');
    expect(statSync(join(state(), file)).mode & 0o777).toBe(0o600);
    expect(await complete('topic describe -p local order')).toEqual(silent('orders-dead\norders\n:words\n'));
  });

  test('do not come from a file that others may write', async () => {
    await complete('topic describe -p local ');
    await until(() => files('.json').length === 1 && files('.mark').length === 0);
    const file = join(state(), files('.json')[0] ?? '');
    writeFileSync(file, readFileSync(file, 'utf8').replace('orders-dead', 'orders-fake'));
    chmodSync(file, 0o666);
    expect((await complete('topic describe -p local order')).stdout).not.toContain('orders-fake');
    await until(() => files('.mark').length === 0);
  });

  test('a pipe in place of their file is not waited for', async () => {
    await complete('topic describe -p local order');
    await until(() => files('.json').length === 1 && files('.mark').length === 0);
    const file = join(state(), files('.json')[0] ?? '');
    rmSync(file);
    execFileSync('mkfifo', ['-m', '600', file]);
    expect(await complete('topic describe -p local order')).toMatchObject({ code: 0, stderr: '' });
    await until(() => files('.mark').length === 0);
  });

  test('of several processes at once are read once', async () => {
    const ran = await Promise.all(Array.from({ length: 4 }, () => complete('group describe -p local ')));
    expect(ran.every(({ code, stderr }) => code === 0 && stderr === '')).toBe(true);
    await until(() => files('.json').length === 1 && files('.mark').length === 0);
    expect((await complete('group describe -p local ')).stdout).toMatch(/billing[\s\S]*:words\n$/);
  });
});

describe('a service', () => {
  const topics = (...names: string[]) => ({
    GetTopicList: {
      TopicList: { TopicVO: names.map((Topic) => ({ Topic })) },
      Total: names.length,
      CurrentPage: 1,
      PageSize: 1000,
    },
  });

  test('that does not answer is not waited for, and is asked once', async () => {
    const service = await heldService(topics('orders'));
    service.hold('GetTopicList');
    try {
      const first = complete('topic describe ', service.env);
      await service.came('GetTopicList');
      // the request is still held when the completer has ended
      expect(await first).toEqual(silent(':none\n'));
      expect(await complete('topic describe ', service.env)).toEqual(silent(':none\n'));
      expect(service.actions).toEqual(['GetTopicList']);
      service.release();
      await until(() => files('.mark').length === 0);
      expect(await complete('topic describe or', service.env)).toEqual(silent('orders\n:words\n'));
    } finally {
      service.release();
      await service.close();
    }
  });

  test('that refuses is asked once a minute', async () => {
    const service = await heldService({ GetTopicList: { Success: false, Code: 'Forbidden.RAM', Message: 'no' } });
    try {
      await complete('topic describe ', service.env);
      await until(() => files('.json').length === 1 && files('.mark').length === 0);
      for (let i = 0; i < 3; i++) expect(await complete('topic describe ', service.env)).toEqual(silent(':none\n'));
      expect(service.actions).toEqual(['GetTopicList']);
    } finally {
      await service.close();
    }
  });

  test('with hostile names offers the others', async () => {
    const service = await heldService(topics('good', 'a\u001b[31mb', 'tab\tb', 'line\nb', '\u202eb', '-rf'));
    try {
      await complete('topic describe ', service.env);
      await until(() => files('.json').length === 1 && files('.mark').length === 0);
      expect(await complete('topic describe ', service.env)).toEqual(silent('good\n:words\n'));
    } finally {
      await service.close();
    }
  });

  test('is not asked where names of the service are turned off', async () => {
    const service = await heldService(topics('orders'));
    try {
      const env = { ...service.env, ALIKAFKA_COMPLETION_LIVE: 'off' };
      expect(await complete('topic describe ', env)).toEqual(silent(':none\n'));
      expect([service.actions, files('')]).toEqual([[], []]);
    } finally {
      await service.close();
    }
  });
});
