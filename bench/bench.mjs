/**
 * Measures the speed of the program as ratios to `node -e 0`: `npm run bench [-- --runs 30]`. The two are interleaved, so
 * that a machine whose speed changes gives the same ratios. It prints a table and has no pass or fail.
 *
 * With `--against <checkout>`, a built checkout of another commit, the ratios are to the same command there: of the
 * elapsed time and of the processor time, which a busy machine changes less. The limit is 1.03.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready, root } from '../scripts/ready.mjs';

ready();
const { build } = await import('esbuild');
const valueOf = (flag) => (process.argv.includes(flag) ? process.argv[process.argv.indexOf(flag) + 1] : undefined);
const runs = Number(valueOf('--runs')) || 20;
const against = valueOf('--against');
const program = join(root, 'bin', 'alikafka.js');
const peak = join(root, 'bench', 'peak.cjs');
const used = join(root, 'bench', 'used.cjs');
const TOPICS = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'alikafka-bench-'));
const { env: base } = process;
const clean = Object.fromEntries(
  Object.entries(base).filter(
    ([name]) => !/^(NODE_|ALIKAFKA_|ALIBABA|ALICLOUD|FORCE_COLOR|NO_COLOR|HTTPS?_PROXY|https?_proxy)/.test(name),
  ),
);

await build({
  absWorkingDir: root,
  entryPoints: ['bench/server.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: join(folder, 'server.mjs'),
  logLevel: 'error',
});

/** An emulator in its own process, with the variables that point at it. */
async function emulator(topics) {
  const child = spawn(process.execPath, [join(folder, 'server.mjs'), String(topics)], {
    env: clean,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = await once(child.stdout, 'data');
  const env = {
    ...clean,
    ALIKAFKA_ENDPOINT: String(first).trim(),
    ALIKAFKA_REGION: 'cn-hangzhou',
    ALIKAFKA_INSTANCE: 'alikafka_pre-cn-0local0run01',
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'local',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'local',
  };
  return { child, env };
}

function timed(args, env) {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

function peakOf(args, env) {
  const { stderr } = spawnSync(process.execPath, ['--require', peak, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  return Number(/peak (\d+) KiB/.exec(stderr)?.[1]) / 1024;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

function measure(name, limit, args, env) {
  timed(args, env);
  const ratios = [];
  const times = [];
  for (let i = 0; i < runs; i++) {
    const before = timed(['-e', '0'], env);
    const own = timed(args, env);
    ratios.push(own / ((before + timed(['-e', '0'], env)) / 2));
    times.push(own);
  }
  return {
    what: name,
    ratio: median(ratios).toFixed(2),
    limit,
    'median ms': Math.round(median(times)),
    'peak MiB': peakOf(args, env).toFixed(1),
  };
}

/** Milliseconds of elapsed time and of processor time of one run. */
function spent(args, env) {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ['--require', used, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return {
    elapsed: Number(process.hrtime.bigint() - started) / 1e6,
    used: Number(/used (\d+) us/.exec(stderr)?.[1]) / 1e3,
  };
}

/** The same command of this checkout and of another one, in turns; which of them is first alternates. */
function compare(name, args, env) {
  const there = join(against, 'bin', 'alikafka.js');
  const pairs = Array.from({ length: runs }, (_, i) => {
    const run = (first) => spent([first, ...args], env);
    if (i % 2 === 0) return { own: run(program), other: run(there) };
    const other = run(there);
    return { own: run(program), other };
  });
  const row = { what: name };
  for (const field of ['elapsed', 'used']) {
    row[`${field}: median of ratios`] = median(pairs.map(({ own, other }) => own[field] / other[field])).toFixed(3);
    const least = (side) => Math.min(...pairs.map((pair) => pair[side][field]));
    row[`${field}: ratio of minima`] = (least('own') / least('other')).toFixed(3);
  }
  const peaks = [program, there].map((file) => peakOf([file, ...args], env));
  return { ...row, 'peak MiB': peaks.map((peak) => peak.toFixed(1)).join(' / ') };
}

const small = await emulator(0);
const large = await emulator(TOPICS);
try {
  const home = { ...clean, HOME: folder, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder };
  const commands = [
    ['--version', ['--version'], home],
    ['topic create --help', ['topic', 'create', '--help'], home],
    ['config list', ['config', 'list'], home],
    ['-p local topic list', ['-p', 'local', 'topic', 'list'], home],
    ['topic list: one request, table', ['topic', 'list', '--page', '1'], small.env],
    [`${TOPICS} topics, ndjson`, ['topic', 'list', '-o', 'ndjson'], large.env],
  ];
  if (against !== undefined) console.table(commands.map(([name, args, env]) => compare(name, args, env)));
  else
    console.table([
      measure('node -e 0', '1.00', ['-e', '0'], clean),
      measure('--version', '1.2', [program, '--version'], clean),
      measure('--help', '1.2', [program, '--help'], clean),
      measure('topic create --help', '4', [program, 'topic', 'create', '--help'], home),
      measure('__complete, static', '1.3', [program, '__complete', '--', 'topic', 'create', '--par'], clean),
      measure('__complete, names of the last minute', '1.3', [program, '__complete', '--', 'topic', 'describe', ''], {
        ...small.env,
        XDG_STATE_HOME: folder,
      }),
      measure('config list', '4', [program, 'config', 'list'], home),
      measure('-p local topic list', '8', [program, '-p', 'local', 'topic', 'list'], home),
      measure('topic list: one request, table', '3.0', [program, 'topic', 'list', '--page', '1'], small.env),
      measure(`${TOPICS} topics, table`, '5', [program, 'topic', 'list'], large.env),
      measure(`${TOPICS} topics, ndjson`, '4', [program, 'topic', 'list', '-o', 'ndjson'], large.env),
    ]);
} finally {
  small.child.kill();
  large.child.kill();
  rmSync(folder, { recursive: true });
}
