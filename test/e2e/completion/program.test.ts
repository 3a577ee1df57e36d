/** Completion as a user has it: installed by the built program, in real shells, with names of the local emulator. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alikafka, emulator, folder, PROGRAM } from '../support/program.ts';
import { describeShells, type Shell, shell } from '../support/shells.ts';

jest.setTimeout(120_000);

describeShells('completion', (name) => {
  const home = folder();
  let service: Awaited<ReturnType<typeof emulator>>;
  let on: Shell;
  beforeAll(async () => {
    service = await emulator(home.path);
    const bin = join(home.path, 'bin');
    mkdirSync(bin);
    symlinkSync(PROGRAM, join(bin, 'alikafka'));
    const env = { ...service.env, PATH: `${bin}:${process.env['PATH']}` };
    const run = (args: readonly string[]) => alikafka(args, { home: home.path, env });
    expect((await run(['topic', 'create', 'zeta', 'zeta-dlq', 'ylang'])).code).toBe(0);
    expect((await run(['completion', 'install', name])).code).toBe(0);
    writeFileSync(join(home.path, 'my topics.csv'), 'one\n');
    on = await shell(name, { home: home.path, env, rc: '', own: true });
    await on.run(`cd '${home.path}'`);
  });
  afterAll(async () => {
    await on?.close();
    await service?.stop();
    home.remove();
  });

  test.each([
    ['alikafka to', 'alikafka topic '],
    ['alikafka topic cr', 'alikafka topic create '],
    ['alikafka topic create --parti', 'alikafka topic create --partitions '],
    ['alikafka topic list --output=js', 'alikafka topic list --output=json '],
    ['alikafka topic list -o js', 'alikafka topic list -o json '],
    ['alikafka topic list --region cn-qing', 'alikafka topic list --region cn-qingdao '],
    ['alikafka config ge', 'alikafka config get '],
    ['alikafka completion fi', 'alikafka completion fish '],
  ])('%s', async (typed, line) => {
    expect(await on.line(`${typed}\t`)).toBe(line);
  });

  test('options are listed with their descriptions', async () => {
    const { shown } = await on.listed('alikafka topic create --pa\t\t\t');
    expect(shown).toMatch(/--partitions.*Number of partitions/);
    expect(shown).toMatch(/--param/);
  });

  test('files', async () => {
    const line = await on.line('alikafka topic create --from-file my\t');
    expect(
      ['my\\ topics.csv ', "'my topics.csv' "].map((path) => `alikafka topic create --from-file ${path}`),
    ).toContain(line);
  });

  /** Types keys until a name is completed: where the service takes long, a Tab ends without it, and a later one has it. */
  const lineWith = async (keys: string, name: string): Promise<string> => {
    for (;;) {
      const line = await on.line(keys);
      if (line.includes(name)) return line;
    }
  };

  test('the topics of the instance', async () => {
    expect(await lineWith('alikafka topic describe yl\t', 'ylang')).toBe('alikafka topic describe ylang ');
    expect(await lineWith('alikafka topic describe ze\t', 'zeta')).toBe('alikafka topic describe zeta');
    let shown = '';
    while (!shown.includes('zeta-dlq')) ({ shown } = await on.listed('alikafka topic describe ze\t\t\t'));
  });

  test('a name in quotes', async () => {
    expect(await lineWith('alikafka topic describe "yl\t', 'ylang')).toBe('alikafka topic describe "ylang" ');
  });
});
