/** `completion`, `completion install` and `completion uninstall`: which files are written, and which are not touched. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCRIPTS } from '../../../src/commands/completion/scripts/scripts.ts';
import { files } from '../../../src/host/files.ts';
import { type Options, type Ran, runCli, words } from '../../support/context.ts';
import { fakeProbes } from '../../support/probes.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'alikafka-completion-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const uid = process.geteuid?.() ?? 0;
const real = files(new AbortController().signal);
const cli = (line: string, options: Options = {}): Promise<Ran> =>
  runCli(words(line), { home, uid, files: real, ...options, env: { SHELL: '/bin/tcsh', ...options.env } });
const at = (path: string): string => join(home, path);
const content = (path: string): string => readFileSync(at(path), 'utf8');
const rows = ({ stdout }: Ran): string[] =>
  (JSON.parse(stdout) as { Path: string; Result: string }[]).map(
    ({ Path, Result }) => `${Path.replace(`${home}/`, '')} ${Result}`,
  );

const BASH = '.local/share/bash-completion/completions/alikafka';
const ZSH = '.local/share/zsh/site-functions/_alikafka';
const FISH = '.config/fish/completions/alikafka.fish';

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'] as const)('%s prints the script, in any format', async (name) => {
    const ran = await cli(`completion ${name} -o json`);
    expect(ran).toMatchObject({ code: 0, stdout: SCRIPTS[name], stderr: '' });
  });

  test('pwsh is PowerShell', async () => {
    expect((await cli('completion pwsh')).stdout).toBe(SCRIPTS.powershell);
  });

  test.each([
    ['completion', '<shell> is required: one of bash, zsh, fish, powershell'],
    ['completion tcsh', '<shell> must be one of bash, zsh, fish, powershell, not "tcsh"\n'],
    ['completion instal', '<shell> must be one of bash, zsh, fish, powershell, not "instal"; did you mean install?'],
    ['completion bash zsh', 'unexpected argument "zsh"'],
    ['completion install tcsh', '<shell> must be one of bash, zsh, fish, not "tcsh"'],
    ['completion install powershell', 'add this line to the file $PROFILE instead'],
    ['completion install', '<shell> is required, because the current shell is not one of bash, zsh, fish'],
  ])('%s: exit 2', async (line, says) => {
    const ran = await cli(line);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(says);
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('the current shell', () => {
  const parent = (name: string): Options => ({
    parentPid: 77,
    files: { ...real, read: async (path) => (path === '/proc/77/comm' ? `${name}\n` : real.read(path)) },
  });

  test.each([
    ['the one that runs the command', parent('zsh'), '/bin/fish', 'zsh'],
    ['a login shell', parent('-zsh'), '/bin/fish', 'zsh'],
    ['the login shell, where another program runs the command', parent('make'), '/usr/local/bin/fish', 'fish'],
  ])('%s', async (_what, options, login, name) => {
    const ran = await cli('completion install -o json', { ...options, env: { SHELL: login } });
    expect(ran.code).toBe(0);
    expect((JSON.parse(ran.stdout) as { Shell: string }[])[0]?.Shell).toBe(name);
  });
});

describe('completion install', () => {
  test.each([
    ['bash', [BASH, '.bashrc'], SCRIPTS.bash],
    ['zsh', [ZSH, '.zshrc'], SCRIPTS.zsh],
    ['fish', [FISH], SCRIPTS.fish],
  ])(
    '%s: writes and reports the files, changes nothing the second time, and uninstalls',
    async (name, paths, script) => {
      const first = await cli(`completion install ${name} -o json`);
      expect(first.code).toBe(0);
      expect(rows(first)).toEqual(paths.map((path) => `${path} created`));
      for (const path of paths) expect(first.stderr).toContain(at(path));
      expect(content(paths[0] ?? '')).toBe(script);
      if (paths[1] !== undefined) expect(content(paths[1])).toContain(at(paths[0] ?? ''));
      expect(rows(await cli(`completion install ${name} -o json`))).toEqual(paths.map((path) => `${path} unchanged`));
      const away = await cli(`completion uninstall ${name} -o json`);
      expect(rows(away).sort()).toEqual(paths.map((path) => `${path} deleted`).sort());
      for (const path of paths) expect(existsSync(at(path))).toBe(false);
      expect(rows(await cli(`completion uninstall ${name} -o json`)).sort()).toEqual(
        paths.map((path) => `${path} unchanged`).sort(),
      );
    },
  );

  test('the content of a configuration file is unchanged, with its mode, behind a link', async () => {
    const bytes = Buffer.from('# caf\xe9 \x80\nexport A=1', 'latin1');
    mkdirSync(at('dotfiles'));
    writeFileSync(at('dotfiles/bashrc'), bytes);
    chmodSync(at('dotfiles/bashrc'), 0o640);
    symlinkSync('dotfiles/bashrc', at('.bashrc'));
    chmodSync(home, 0o755);
    expect(rows(await cli('completion install bash -o json'))).toEqual([`${BASH} created`, '.bashrc changed']);
    expect(lstatSync(at('.bashrc')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('.bashrc')).subarray(0, bytes.length)).toEqual(bytes);
    expect(statSync(at('.bashrc')).mode % 0o1000).toBe(0o640);
    expect(statSync(home).mode % 0o1000).toBe(0o755);
    await cli('completion uninstall bash');
    expect(readFileSync(at('.bashrc'))).toEqual(bytes);
    expect(statSync(at('.bashrc')).mode % 0o1000).toBe(0o640);
    expect(readdirSync(home).sort()).toEqual(['.bashrc', '.local', 'dotfiles']);
    expect(readdirSync(at('dotfiles'))).toEqual(['bashrc']);
  });

  test('an older script is replaced', async () => {
    mkdirSync(at('.config/fish/completions'), { recursive: true });
    writeFileSync(at(FISH), '# fish completion for alikafka, written by "alikafka completion fish".\nold\n');
    expect(rows(await cli('completion install fish -o json'))).toEqual([`${FISH} changed`]);
    expect(content(FISH)).toBe(SCRIPTS.fish);
  });

  test('the folders that the variables of the shells name', async () => {
    const env = { ZDOTDIR: at('z'), XDG_DATA_HOME: at("da'ta"), XDG_CONFIG_HOME: at('conf') };
    expect(rows(await cli('completion install zsh -o json', { env }))).toEqual([
      "da'ta/zsh/site-functions/_alikafka created",
      'z/.zshrc created',
    ]);
    expect(content('z/.zshrc')).toContain(`'${home}/da'\\''ta/zsh/site-functions/_alikafka'`);
    expect(rows(await cli('completion install fish -o json', { env }))).toEqual([
      'conf/fish/completions/alikafka.fish created',
    ]);
  });

  test('a folder that is no absolute path counts as none', async () => {
    const env = { ZDOTDIR: 'z', XDG_DATA_HOME: 'data' };
    expect(rows(await cli('completion install zsh -o json', { env }))).toEqual([`${ZSH} created`, '.zshrc created']);
  });

  test('on macOS the profile that login shells read', async () => {
    const probes = fakeProbes({ machine: { node: '22.0.0', platform: 'darwin', arch: 'arm64' } });
    writeFileSync(at('.profile'), 'x\n');
    expect(rows(await cli('completion install bash -o json', { probes }))).toEqual([
      `${BASH} created`,
      '.profile changed',
    ]);
    await cli('completion uninstall bash', { probes });
    writeFileSync(at('.bash_login'), 'z\n');
    expect((await cli('completion install bash --dry-run', { probes })).stderr).toContain(at('.bash_login'));
    rmSync(at('.bash_login'));
    await cli('completion install bash', { probes });
    writeFileSync(at('.bash_profile'), 'y\n');
    expect(rows(await cli('completion install bash -o json', { probes }))).toContain('.profile unchanged');
    expect(rows(await cli('completion uninstall bash -o json', { probes }))).toContain('.profile changed');
    expect(content('.profile')).toBe('x\n');
  });

  test('a dry run prints what it would write, and writes nothing', async () => {
    const ran = await cli('completion install bash --dry-run -o json');
    expect(JSON.parse(ran.stdout)).toEqual([
      { Shell: 'bash', Path: at(BASH), Planned: 'created' },
      { Shell: 'bash', Path: at('.bashrc'), Planned: 'created' },
    ]);
    expect((await cli('completion install bash --dry-run --columns planned -o tsv')).stdout).toBe(
      'Planned\ncreated\ncreated\n',
    );
    expect(ran.stderr.split('\n')).toEqual([
      'dry run: nothing was changed',
      `would write the completion script to ${at(BASH)}`,
      expect.stringMatching(/^would add a line to .*\.bashrc: if \[/),
      '',
    ]);
    expect(readdirSync(home)).toEqual([]);
  });

  test.each([
    [
      'a script of another program',
      FISH,
      'complete -c alikafka\n',
      'install fish',
      /it was written by another program/,
    ],
    [
      'the same when it is uninstalled',
      FISH,
      'complete -c alikafka\n',
      'uninstall fish',
      /it was written by another program/,
    ],
    ['torn lines', '.zshrc', '# >>> alikafka completion >>>\nmine\n', 'install zsh', /is missing or appears twice/],
    ['torn lines, uninstalled', '.zshrc', '# <<< alikafka completion <<<\n', 'uninstall zsh', /is missing or appears/],
  ])('%s: exit 1, nothing is written', async (_what, path, text, line, says) => {
    mkdirSync(join(at(path), '..'), { recursive: true });
    writeFileSync(at(path), text);
    const ran = await cli(`completion ${line}`);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(says);
    expect(content(path)).toBe(text);
    expect(existsSync(at(ZSH))).toBe(false);
  });

  test('a file of another user: exit 2, nothing is written', async () => {
    writeFileSync(at('.bashrc'), 'x\n');
    const owners = (path: string): number[] => (path.endsWith('.bashrc') ? [uid + 1] : [uid]);
    const ran = await cli('completion install bash', { files: { ...real, owners } });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(`${at('.bashrc')} belongs to another user (uid ${uid + 1}); nothing was changed`);
    expect(readdirSync(home)).toEqual(['.bashrc']);
  });

  test('root may change what belongs to the owner of the home folder, and nobody else may', async () => {
    const owners = (path: string): number[] => (path.startsWith(home) ? [2000] : []);
    writeFileSync(at('.bashrc'), 'x\n');
    expect((await cli('completion install bash', { uid: 1000, files: { ...real, owners } })).code).toBe(2);
    expect(content('.bashrc')).toBe('x\n');
    const byRoot = await cli('completion install bash --dry-run -o json', { uid: 0, files: { ...real, owners } });
    expect(byRoot.code).toBe(0);
  });

  test('a folder in place of a file: exit 1', async () => {
    mkdirSync(at('.bashrc'));
    const ran = await cli('completion install bash');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/cannot change .*\.bashrc: /);
    expect(readdirSync(home)).toEqual(['.bashrc']);
  });

  test('no home folder: exit 1, and what to do', async () => {
    const ran = await cli('completion install bash', { home: undefined });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('cannot install the completion: no home folder');
    expect(ran.stderr).toContain('alikafka completion <shell>');
  });
});

test.each(['install', 'uninstall'])(
  'a pipe in place of the configuration is refused, not waited for: %s',
  async (verb) => {
    spawnSync('mkfifo', [at('.bashrc')]);
    const ran = await cli(`completion ${verb} bash`);
    expect([ran.code, ran.stderr]).toEqual([
      1,
      `error: cannot change ${at('.bashrc')}: a pipe, not a regular file\n  code:      NotInstalled\n`,
    ]);
    expect(lstatSync(at('.bashrc')).isFIFO()).toBe(true);
    expect(existsSync(at(BASH))).toBe(false);
  },
);
