/** The built program in unusual conditions: closed outputs, full disks, no home folder, pipes in place of files. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanEnv, emulator, type Ended, ended, folder, PROGRAM, RUNNING as INSTANCE } from './support/program.ts';

const home = folder();
let service: Awaited<ReturnType<typeof emulator>>;
beforeAll(async () => {
  service = await emulator(home.path);
}, 120_000);
afterAll(async () => {
  await service.stop();
  home.remove();
});

const LIMIT = 120_000;
const ORDER = 'instance create --disk-size 900 --io-max 20 --topic-quota 50 --deploy-type vpc --disk-type ssd --yes';

/** Runs a line of bash in which `$A` is the program. It calls the emulator unless `env` sets another target. */
function shell(line: string, env: Readonly<Record<string, string>> = service.env): Promise<Ended> {
  const child = spawn('bash', ['-c', line], {
    env: { ...cleanEnv(home.path, env), NODE: process.execPath, PROGRAM, A: `${process.execPath} ${PROGRAM}` },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return ended(child);
}

const linux = process.platform === 'linux' ? test : test.skip;

describe('a reader that closed the pipe', () => {
  test.each([
    ['group lag --fail-above 10', 7, /messages, above the limit of 10/],
    ['topic create orders', 5, /exists already|already exists/],
    ['topic create orders payments gone-1', 8, /2 of 3 failed/],
    ['doctor --profile nobody', 2, /checks failed/],
    ['topic list', 0, /^$/],
    ['topic create gone-2 -q', 0, /^$/],
    ['--version', 0, /^$/],
    ['--help', 0, /^$/],
  ])(
    '%s: exit %i',
    async (args, code, said) => {
      const ran = await shell(`exec 3> >(exec true); wait $!; $A ${args} >&3; exit $?`);
      expect(ran.code).toBe(code);
      expect(ran.stderr).toMatch(said);
    },
    LIMIT,
  );

  test(
    'the change is complete',
    async () => {
      await shell('exec 3> >(exec true); wait $!; $A topic create gone-done-1 gone-done-2 >&3');
      const { stdout } = await shell('$A topic list -o name --name "gone-done-*"');
      expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(2);
    },
    LIMIT,
  );

  test(
    'a closed stderr changes nothing either',
    async () => {
      const gone = await shell('exec 3> >(exec true); wait $!; $A topic create orders gone-5 2>&3');
      expect(gone.code).toBe(8);
      expect(gone.stdout).toMatch(/gone-5 +created/);
      const readOnly = await shell('$A topic create orders gone-9 2</dev/null');
      expect({ code: readOnly.code, created: /gone-9 +created/.test(readOnly.stdout) }).toEqual({
        code: 8,
        created: true,
      });
      const closed = await shell('$A topic create gone-6 <&- >&- 2>&-');
      expect(closed).toMatchObject({ code: 0, stdout: '', stderr: '' });
    },
    LIMIT,
  );

  test(
    'with closed outputs it does not write into the files that it opens',
    async () => {
      const place = join(home.path, 'closed');
      const { code } = await shell(`$A topic create gone-7 gone-8 >&- 2>&-; $A config set output json >&- 2>&-`, {
        ...service.env,
        XDG_STATE_HOME: place,
        XDG_CONFIG_HOME: place,
      });
      expect(code).toBe(0);
      const { stdout } = await shell(`cat ${place}/alikafka/config.json`);
      expect(JSON.parse(stdout)).toMatchObject({ profiles: { default: { output: 'json' } } });
    },
    LIMIT,
  );
});

describe('stdout that cannot be written', () => {
  linux.each(['table', 'json', 'ndjson', 'xml', 'yaml', 'csv', 'tsv', 'name'])(
    'an order is reported on stderr: %s',
    async (format) => {
      const { code, stderr } = await shell(`$A ${ORDER} -q -o ${format} >/dev/full`);
      expect(code).toBe(1);
      expect(stderr).toMatch(/cannot write to stdout: ENOSPC/);
      expect(stderr).toMatch(/OrderId \d{10,}/);
    },
    LIMIT,
  );

  linux(
    'the results of a batch, of an order with --wait and of api are not lost',
    async () => {
      const batch = await shell('$A topic create full-1 full-2 >/dev/full');
      expect(batch.code).toBe(1);
      expect(batch.stderr).toMatch(/full-1: created.*full-2: created/s);
      const again = await shell('$A topic create full-1 full-2');
      expect(again.code).toBe(0);
      expect(again.stdout).toMatch(/full-1 +unchanged\nfull-2 +unchanged/);
      const waited = await shell(`$A ${ORDER} --wait -o json >/dev/full`);
      expect(waited.code).toBe(1);
      expect(waited.stderr).toMatch(/OrderId \d{10,}/);
      const called = await shell('$A api CreateTopic Topic=full-3 Remark=x >/dev/full');
      expect(called.code).toBe(1);
      expect(called.stderr).toMatch(/CreateTopic: changed/);
    },
    LIMIT,
  );

  test(
    'a descriptor that is open for reading only',
    async () => {
      const { code, stderr } = await shell('$A topic create read-only-1 1</dev/null');
      expect(code).toBe(1);
      expect(stderr).toMatch(/cannot write to stdout: EBADF.*read-only-1: created/s);
    },
    LIMIT,
  );

  test(
    'a file at its maximum size',
    async () => {
      const { code, stderr } = await shell(`trap '' XFSZ; ulimit -f 0; $A regions > ${home.path}/regions.txt`);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error: cannot write to stdout: EFBIG/);
    },
    LIMIT,
  );

  linux.each(['--version', '--help', 'topic list', 'topic create --help'])(
    '%s: one error',
    async (args) => {
      const { code, stderr } = await shell(`$A ${args} >/dev/full`);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error: cannot write to stdout: ENOSPC/);
    },
    LIMIT,
  );
});

describe('a full disk', () => {
  const full = (args: string): Promise<Ended> => shell(`trap '' XFSZ; ulimit -f 0; $A ${args} | cat; exit $PIPESTATUS`);

  test(
    'a change takes effect, and a batch reports that it cannot be resumed',
    async () => {
      const one = await full('topic create no-disk-1');
      expect(one.code).toBe(0);
      expect(one.stderr).toMatch(/^rate limits are not shared with other commands: .*EFBIG/);
      const many = await full('topic create no-disk-2 no-disk-3');
      expect(many.code).toBe(0);
      expect(many.stderr).toMatch(/cannot use the state folder, so this run cannot be resumed if it is interrupted/);
      expect(many.stdout).toMatch(/no-disk-3 +created/);
    },
    LIMIT,
  );

  test(
    'the local emulator says that nothing was saved, and nothing was',
    async () => {
      const mine = { XDG_STATE_HOME: join(home.path, 'kept') };
      expect((await shell('$A -p local topic list', mine)).code).toBe(0);
      const refused = await shell(
        `trap '' XFSZ; ulimit -f 0; $A -p local topic create lost | cat; exit $PIPESTATUS`,
        mine,
      );
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(/cannot save the state of the local emulator: .*EFBIG/);
      const { stdout } = await shell('$A -p local topic list -o name', mine);
      expect(stdout).not.toContain('lost');
    },
    LIMIT,
  );
});

describe('without a home', () => {
  const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'local', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'local-secret' };

  /** A copy of the program that every user can read; undefined, with a printed reason, if this cannot be tested. */
  function shared(): { program: string; remove(): void } | undefined {
    const other = { uid: 54_321, gid: 54_321 };
    if (process.getuid?.() !== 0 || spawnSync(process.execPath, ['-e', '0'], { ...other, cwd: '/' }).status !== 0) {
      process.stderr.write('another user cannot be taken here, so that one without an entry in passwd is not tried\n');
      return undefined;
    }
    const path = mkdtempSync(join(tmpdir(), 'alikafka-shared-'));
    const root = join(dirname(PROGRAM), '..');
    for (const part of ['bin', 'dist', 'package.json']) cpSync(join(root, part), join(path, part), { recursive: true });
    spawnSync('chmod', ['-R', 'a+rX', path]);
    return { program: join(path, 'bin', 'alikafka.js'), remove: () => rmSync(path, { recursive: true, force: true }) };
  }

  test(
    'a user without HOME and without an entry in passwd',
    async () => {
      const place = shared();
      if (place === undefined) return;
      const as = (args: readonly string[]): Promise<Ended> =>
        ended(
          spawn(process.execPath, [place.program, ...args], {
            uid: 54_321,
            gid: 54_321,
            cwd: '/',
            env: { PATH: process.env['PATH'] ?? '', ...keys, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' },
          }),
        );
      try {
        const regions = await as(['regions', '-o', 'name']);
        expect(regions.code).toBe(0);
        expect(regions.stdout).toContain('cn-hangzhou\n');
        const list = ['instance', 'list', '-r', 'cn-hangzhou'];
        expect((await as([...list, '--endpoint', 'http://127.0.0.1:9', '--max-attempts', '1'])).code).toBe(9);
        const made = await as([
          'topic',
          'create',
          'homeless',
          '-r',
          'cn-hangzhou',
          '--endpoint',
          service.url,
          '-i',
          INSTANCE,
        ]);
        expect({ code: made.code, created: made.stdout.includes('created') }).toEqual({ code: 0, created: true });
        expect(made.stderr).toMatch(
          /^rate limits are not shared with other commands: no home folder, and XDG_STATE_HOME is not an absolute path/,
        );
        expect((await as(['--profile', 'local', 'topic', 'list'])).code).toBe(1);
        expect((await as(['config', 'set', 'region', 'cn-hangzhou'])).code).toBe(1);
      } finally {
        place.remove();
      }
    },
    LIMIT,
  );

  test.each(['', 'relative'])(
    'a HOME of %j counts as missing, and no folder of the working folder is used instead',
    async (value) => {
      const place = join(home.path, 'work');
      mkdirSync(join(place, '.config', 'alikafka'), { recursive: true });
      mkdirSync(join(place, 'relative', '.config', 'alikafka'), { recursive: true });
      const config = JSON.stringify({ current: 'x', profiles: { x: { region: 'cn-beijing' } } });
      for (const base of [place, join(place, 'relative')])
        writeFileSync(join(base, '.config', 'alikafka', 'config.json'), config);
      const { stdout } = await shell(
        `cd ${place}; unset XDG_CONFIG_HOME XDG_STATE_HOME; HOME=${value} $A config explain -o json --query "[?Setting=='region'].Value | [0]"`,
        {},
      );
      expect(stdout.trim()).toBe('null');
    },
    LIMIT,
  );

  test.each([
    ['a file', 'touch $T/home; export HOME=$T/home'],
    ['a folder that does not exist', 'export HOME=$T/none/none'],
    ['a relative XDG folder', 'export HOME=/dev/null XDG_STATE_HOME=rel XDG_CONFIG_HOME=rel; cd $T'],
    ['no TMPDIR', 'export TMPDIR=/dev/null/none'],
  ])(
    '%s: a command works',
    async (_what, before) => {
      const line = `T=$(mktemp -d); unset XDG_CONFIG_HOME XDG_STATE_HOME; ${before}; $A topic list -o name; C=$?; ls $T/rel 2>/dev/null; exit $C`;
      const { code, stdout, stderr } = await shell(line);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('orders\n');
      expect(stdout).not.toContain('alikafka\n');
    },
    LIMIT,
  );
});

describe('in a folder that was removed', () => {
  const removed = 'T=$(mktemp -d); cd $T; rmdir $T';

  test(
    'a command works',
    async () => {
      const local = await shell(`${removed}; $A -p local topic list -o name`, {});
      expect({ code: local.code, stderr: local.stderr }).toEqual({ code: 0, stderr: '' });
      expect(local.stdout).toContain('orders\n');
      const called = await shell(`${removed}; $A topic list -o name`);
      expect(called.code).toBe(0);
      expect(called.stderr).toMatch(/^warning: the working folder has been removed, so no \.alikafka\.json is read/);
      const saved = await shell(`${removed}; $A config set ca-file ca.pem`);
      expect(saved.code).toBe(2);
    },
    LIMIT,
  );
});

describe('a pipe or a device in place of a file', () => {
  test.each([
    ['the saved profiles', 'mkdir -p $T/alikafka; mkfifo $T/alikafka/config.json; export XDG_CONFIG_HOME=$T', '', 4],
    ['the project file', 'cd $T; mkfifo .alikafka.json', '', 2],
    [
      "the vendor's file",
      'mkfifo $T/f; unset ALIBABA_CLOUD_ACCESS_KEY_ID ALIBABA_CLOUD_ACCESS_KEY_SECRET; export ALIBABA_CLOUD_CONFIG_FILE=$T/f',
      '',
      4,
    ],
    [
      'the credentials file',
      'mkfifo $T/f; unset ALIBABA_CLOUD_ACCESS_KEY_ID ALIBABA_CLOUD_ACCESS_KEY_SECRET; export ALIBABA_CLOUD_IGNORE_PROFILE=true ALIBABA_CLOUD_CREDENTIALS_FILE=$T/f',
      '',
      4,
    ],
    ['a CA file', 'mkfifo $T/f', '--ca-file $T/f', 2],
    ['a CA file, as a device', 'true', '--ca-file /dev/zero', 2],
  ])(
    '%s is refused without waiting',
    async (_what, before, args, code) => {
      const ran = await shell(`T=$(mktemp -d); ${before}; $A topic list ${args}`);
      expect(ran.code).toBe(code);
      expect(ran.stderr).toMatch(/(cannot read|cannot be read).*: a (pipe|device), not a regular file/);
    },
    LIMIT,
  );

  test(
    'input can come from a pipe',
    async () => {
      const names = await shell('$A topic create -f <(printf "piped-in-1\\npiped-in-2\\n") -o name');
      expect({ code: names.code, stdout: names.stdout }).toEqual({ code: 0, stdout: 'piped-in-1\npiped-in-2\n' });
      const password = await shell('$A sasl create piped --password-file <(echo not-a-secret-1)');
      expect(password.code).toBe(0);
    },
    LIMIT,
  );

  test.each([
    ['INT', 130],
    ['TERM', 143],
  ])(
    'SIG%s ends reading from a silent pipe',
    async (signal, code) => {
      const T = mkdtempSync(join(home.path, 'fifo-'));
      // opening the pipe for writing succeeds only when the program has opened it for reading
      const line = `mkfifo ${T}/f; $A topic create -f ${T}/f & P=$!; exec 3>${T}/f; kill -${signal} $P; wait $P; exit $?`;
      const ran = await shell(`set -m; ${line}`);
      expect(ran.code).toBe(code);
    },
    LIMIT,
  );
});

describe('Node without WebAssembly', () => {
  test(
    'is reported in one line, and nothing is sent',
    async () => {
      const { code, stderr } = await shell('$A topic create no-wasm', { ...service.env, NODE_OPTIONS: '--jitless' });
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^error: HTTP requires WebAssembly, which is disabled in this Node\.js \(--jitless\): nothing was sent$/m,
      );
      const { stdout } = await shell('$A regions -o name', { ...service.env, NODE_OPTIONS: '--jitless' });
      expect(stdout).toContain('cn-hangzhou\n');
    },
    LIMIT,
  );
});
