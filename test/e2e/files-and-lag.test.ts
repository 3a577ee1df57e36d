/** Files of records and lag with the built program, against an emulator over HTTP. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { alikafka, emulator, type Ended, folder } from './support/program.ts';

const home = folder();
let service: Awaited<ReturnType<typeof emulator>>;
beforeAll(async () => {
  service = await emulator(home.path);
});
afterAll(async () => {
  await service.stop();
  home.remove();
});

const run = (line: string, stdin?: string): Promise<Ended> =>
  alikafka(line.split(' '), { home: home.path, env: service.env, ...(stdin === undefined ? {} : { stdin }) });

test('records of another instance are not deleted in this one', async () => {
  const listed = (await run('topic list -o csv')).stdout;
  const other = listed.replaceAll(/alikafka_\w+-cn-\w+/g, 'alikafka_post-cn-other0000001');
  expect(await run('topic delete -f - --yes', other)).toMatchObject({ code: 2, stdout: '' });
  expect((await run('topic list -o csv')).stdout).toBe(listed);
});

test.each([
  ['topic create -f -', 'null\n', 2],
  ['topic create -f -', '', 0],
  ['group lag --topic typo --fail-above 100', undefined, 3],
  ['group lag -o name', undefined, 2],
  ['wait group typo drained', undefined, 3],
  ['instance allowed-ip list -o name', undefined, 2],
])('%s with %j: exit %i, nothing on stdout', async (line, stdin, code) => {
  const ended = await run(`${line} -q`, stdin);
  expect({ code: ended.code, rows: ended.stdout.split('\n').filter((row) => /^[a-z]/.test(row)) }).toEqual({
    code,
    rows: [],
  });
});

test.each(['topic', 'group'])('a long name of a %s: --wait shows the listed name', async (noun) => {
  const [long, cut] = ['c'.repeat(70), 'c'.repeat(64)];
  const { code, stdout, stderr } = await run(`${noun} create ${long} --no-validate --wait -o json`);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([
    { Result: 'created', Message: expect.stringContaining(`the service lists it as "${cut}"`) },
  ]);
  expect(stderr).toContain(`${long}: the service lists it as "${cut}"`);
  expect((await run(`${noun} list -o name`)).stdout.split('\n')).toContain(cut);
});

test('XML has the allow lists in the structure of the service', async () => {
  const { code, stdout } = await run('instance allowed-ip list -o xml');
  expect(code).toBe(0);
  expect(stdout).toMatch(/<AllowedList>\s*<DeployType>4<\/DeployType>\s*<InternetList>[^]*<VpcList>\s*<PortRange>/);
});
