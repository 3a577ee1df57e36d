/**
 * Measures batches against the emulator with its limits on: `node bench/batch.mjs <what>`. It prints a table with their
 * time, the least time that their rate allows, and how many names were throttled, lost or doubled. It has no pass or fail.
 *
 *   floor [names] [today|2020|rate]  names from a file with the limits of today or of 2020, or at a rate without limits
 *                          (default: 500 with each limit); "later" counts names throttled after 10 s
 *   killed [names] [rate]  the same, killed at 20 random moments and started again each time
 *   many [names]           names without a rate limit (default 10,000): memory, and time per tenth
 *   crowd [processes] [rate]  processes at the same time, one topic each (default: 100 at 20 per second)
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready, root } from '../scripts/ready.mjs';

ready();
const [what = 'floor', ...numbers] = process.argv.slice(2);
const program = join(root, 'bin', 'alikafka.js');
const peak = join(root, 'bench', 'peak.cjs');
const folder = mkdtempSync(join(tmpdir(), 'alikafka-batch-'));
const { PATH } = process.env;
const base = { PATH, HOME: folder, XDG_STATE_HOME: join(folder, 'state'), XDG_CONFIG_HOME: join(folder, 'config') };

const servers = [];

async function emulator(...args) {
  const child = spawn(process.execPath, [program, 'emulator', ...args], {
    env: base,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(child);
  let text = '';
  while (!text.includes('SECRET=')) text += String((await once(child.stdout, 'data'))[0]);
  const env = Object.fromEntries([...text.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]));
  const admin = async () =>
    (await fetch(`${env.ALIKAFKA_ENDPOINT}/_emulator/`, { headers: { 'x-emulator-admin': '1' } })).json();
  return { env: { ...base, ...env }, admin };
}

function start(args, env) {
  const child = spawn(process.execPath, ['--require', peak, program, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (part) => (out.stdout += part));
  child.stderr.on('data', (part) => (out.stderr += part));
  const ended = new Promise((done) => child.on('close', (code, signal) => done({ ...out, code, signal })));
  return { child, ended };
}

const run = async (args, env) => {
  const ran = await start(args, env).ended;
  if (ran.code !== 0) throw new Error(`${args.join(' ')} ended with ${ran.code}: ${ran.stderr.slice(-2000)}`);
  return ran;
};

async function listed(env) {
  const { stdout } = await run(['topic', 'list', '-o', 'name'], env);
  return stdout
    .trim()
    .split('\n')
    .filter((name) => name.startsWith('t-'));
}

function namesFile(count) {
  const file = join(folder, 'names.txt');
  writeFileSync(file, Array.from({ length: count }, (_, i) => `t-${String(i).padStart(5, '0')}\n`).join(''));
  return file;
}

function verdict(names, count) {
  return { lost: count - new Set(names).size, doubled: names.length - new Set(names).size };
}

/** Raises the topic quota to a number of topics. */
async function grow(env, topics) {
  await run(
    ['instance', 'upgrade', env.ALIKAFKA_INSTANCE, '--topic-quota', String(topics), '--yes', '--wait', '-q'],
    env,
  );
}

const rateFlag = (rate) => (rate === undefined ? [] : ['--rate', String(rate)]);

/** Calls per second of CreateTopic. */
const LIMITS = { today: 20, 2020: 1 };

const throttledOf = async (server) => (await server.admin()).throttled?.CreateTopic ?? 0;

/** By this time, in milliseconds, the command has learned the rate. */
const LEARNED = 10_000;

async function floor(count = 500, ...given) {
  const rows = [];
  for (const what of given.length > 0 ? given : Object.keys(LIMITS)) rows.push(await floorUnder(count, String(what)));
  console.table(rows);
}

async function floorUnder(count, what) {
  const limits = LIMITS[what];
  const server = await emulator(...(limits === undefined ? [] : [`--limits=${what}`]));
  const file = namesFile(count);
  const args = ['topic', 'create', '-f', file, '--partitions', '1', ...(limits === undefined ? rateFlag(what) : [])];
  const started = Date.now();
  const early = new Promise((done) => setTimeout(done, LEARNED)).then(() => throttledOf(server));
  const { stderr } = await run(args, server.env);
  const seconds = (Date.now() - started) / 1000;
  const floor = (count - 1) / (limits ?? Number(what));
  const [throttled, by10] = [await throttledOf(server), await early];
  return {
    limits: limits === undefined ? `--rate ${what}` : what,
    names: count,
    seconds,
    floor,
    over: `${((seconds / floor - 1) * 100).toFixed(1)} %`,
    throttled,
    later: Math.max(0, throttled - by10),
    ...verdict(await listed(server.env), count),
    peak: peakIn(stderr),
  };
}

async function killed(count = 500, rate) {
  const server = await emulator(...(rate === undefined ? ['--limits'] : []));
  const file = namesFile(count);
  const args = ['topic', 'create', '-f', file, '--partitions', '1', ...rateFlag(rate)];
  const whole = ((count - 1) / (rate ?? LIMITS.today)) * 1000;
  const started = Date.now();
  let kills = 0;
  for (; kills < 20; kills++) {
    const { child, ended } = start(args, server.env);
    const moment = 300 + Math.random() * (whole / 12);
    const timer = setTimeout(() => child.kill('SIGKILL'), moment);
    const { signal, code } = await ended;
    clearTimeout(timer);
    if (signal === null) throw new Error(`ended with ${code} after ${kills} kills: use more names`);
  }
  const { stdout } = await run([...args, '-o', 'json'], server.env);
  const words = {};
  for (const { Result } of JSON.parse(stdout)) words[Result] = (words[Result] ?? 0) + 1;
  const { throttled, calls } = await server.admin();
  const row = {
    names: count,
    kills,
    seconds: (Date.now() - started) / 1000,
    sent: calls?.CreateTopic,
    throttled: throttled?.CreateTopic ?? 0,
  };
  console.table([{ ...row, ...words, ...verdict(await listed(server.env), count) }]);
}

async function many(count = 10_000) {
  const server = await emulator();
  await grow(server.env, count);
  const file = namesFile(count);
  const { child, ended } = start(['topic', 'create', '-f', file, '--partitions', '1', '--rate', '0'], server.env);
  const marks = [Date.now()];
  let seen = 0;
  child.stderr.on('data', (part) => {
    seen += String(part).split(': created').length - 1;
    while (seen >= marks.length * (count / 10)) marks.push(Date.now());
  });
  const { code, stderr } = await ended;
  if (code !== 0) throw new Error(stderr.slice(-2000));
  const parts = marks.slice(1).map((mark, i) => mark - marks[i]);
  console.table([
    { names: count, 'ms by tenth': parts.join(' '), peak: peakIn(stderr), ...verdict(await listed(server.env), count) },
  ]);
}

async function crowd(count = 100, rate = 20) {
  const server = await emulator();
  const at = [];
  const all = Array.from({ length: count }, async (_, i) => {
    const name = `t-${String(i).padStart(5, '0')}`;
    const ran = await run(
      ['topic', 'create', name, '--partitions', '1', '--rate', String(rate), '-o', 'name'],
      server.env,
    );
    at.push(Date.now());
    return ran;
  });
  await Promise.all(all);
  const topics = JSON.parse((await run(['topic', 'list', '-o', 'json'], server.env)).stdout);
  const made = topics
    .filter(({ Topic }) => Topic.startsWith('t-'))
    .map(({ CreateTime }) => CreateTime)
    .sort((a, b) => a - b);
  // the bucket holds the calls of one second; after that, the rate applies to every second
  const most = Math.max(...made.map((from) => made.filter((one) => one >= from && one < from + 1000).length));
  const pace = (made.length - rate) / ((made.at(-1) - made[rate]) / 1000);
  console.table([
    {
      processes: count,
      rate,
      'created per second after the burst': pace.toFixed(2),
      'most in one second': most,
      ...verdict(
        topics.filter(({ Topic }) => Topic.startsWith('t-')).map(({ Topic }) => Topic),
        count,
      ),
    },
  ]);
}

function peakIn(stderr) {
  return `${(Number(/peak (\d+) KiB/.exec(stderr)?.[1]) / 1024).toFixed(1)} MiB`;
}

try {
  await { floor, killed, many, crowd }[what](...numbers.map((text) => (text in LIMITS ? text : Number(text))));
} finally {
  for (const server of servers) server.kill();
  rmSync(folder, { recursive: true, force: true });
}
