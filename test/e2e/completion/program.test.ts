/** Completion as a user has it: installed by the built program, in real shells, with names of the local emulator. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alikafka, emulator, folder, PROGRAM } from '../support/program.ts';
import { describeShells, type Shell, shell } from '../support/shells.ts';

jest.setTimeout(120_000);

describeShells('completion', (name) => {
  const home = folder();
  const file = join(home.path, 'touched');
  let service: Awaited<ReturnType<typeof emulator>>;
  let on: Shell;
  beforeAll(async () => {
    service = await emulator(home.path);
    const bin = join(home.path, 'bin');
    mkdirSync(bin);
    symlinkSync(PROGRAM, join(bin, 'alikafka'));
    const env = { ...service.env, PATH: `${bin}:${process.env['PATH']}` };
    const run = (args: readonly string[]) => alikafka(args, { home: home.path, env });
    expect((await run(['topic', 'create', 'orders', 'orders-dlq', 'billing'])).code).toBe(0);
    expect((await run(['completion', 'install', name])).code).toBe(0);
    // the names are read before the first Tab, which would wait for them for a moment only
    expect((await run(['topic', 'list', '-o', 'name'])).stdout).toContain('billing');
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
    ['alikafka topic list --region cn-hangz', 'alikafka topic list --region cn-hangzhou '],
    ['alikafka config ge', 'alikafka config get '],
    ['alikafka completion fi', 'alikafka completion fish '],
  ])('%s', async (typed, line) => {
    expect(await on.line(`${typed}\t`)).toBe(line);
  });

  test('options are listed with what they do', async () => {
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

  test('the topics of the instance, once they were read', async () => {
    // Where the service takes long, a Tab ends without names, and they are there for a later one.
    let line = '';
    while (!line.includes('billing')) line = await on.line('alikafka topic describe bil\t');
    expect(line).toBe('alikafka topic describe billing ');
    expect(await on.line('alikafka topic describe or\t')).toBe('alikafka topic describe orders');
    expect((await on.listed('alikafka topic describe or\t\t\t')).shown).toContain('orders-dlq');
  });

  test('a name in quotes', async () => {
    let line = '';
    while (!line.includes('billing')) line = await on.line('alikafka topic describe "bil\t');
    expect(line).toBe('alikafka topic describe "billing" ');
    expect(existsSync(file)).toBe(false);
  });
});
