/**
 * Measures the speed of the program as ratios to `node -e 0`: `npm run bench [-- --runs 30]`. The two are interleaved, so
 * that a machine whose speed changes gives the same ratios. It prints a table and has no pass or fail.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready, root } from '../scripts/ready.mjs';

ready();
const { build } = await import('esbuild');
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 20;
const program = join(root, 'bin', 'alikafka.js');
const peak = join(root, 'bench', 'peak.cjs');
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

const small = await emulator(0);
const large = await emulator(TOPICS);
try {
  console.table([
    measure('node -e 0', '1.00', ['-e', '0'], clean),
    measure('--version', '1.2', [program, '--version'], clean),
    measure('--help', '1.2', [program, '--help'], clean),
    measure('__complete, static', '1.3', [program, '__complete', '--', 'topic', 'create', '--par'], clean),
    measure('__complete, names of the last minute', '1.3', [program, '__complete', '--', 'topic', 'describe', ''], {
      ...small.env,
      XDG_STATE_HOME: folder,
    }),
    measure('topic list: one request, table', '3.0', [program, 'topic', 'list', '--page', '1'], small.env),
    measure(`${TOPICS} topics, table`, '5', [program, 'topic', 'list'], large.env),
    measure(`${TOPICS} topics, ndjson`, '4', [program, 'topic', 'list', '-o', 'ndjson'], large.env),
  ]);
} finally {
  small.child.kill();
  large.child.kill();
  rmSync(folder, { recursive: true });
}
