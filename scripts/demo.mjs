/** `npm run demo`: the main job on the embedded emulator, each command before its output. Works as often as it is run. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ready, root } from './ready.mjs';

ready();

const STEPS = [
  ['Create a topic through a signed request', 'topic create demo-orders --partitions 12 --if-not-exists'],
  ['List it as a table', 'topic list'],
  ['… as JSON', 'topic list --name demo-orders --output json'],
  ['… as XML', 'topic list --name demo-orders --output xml'],
  ['See what would go over the wire', 'topic create demo-payments --dry-run --output json'],
  ['Who lags behind, and where?', 'group lag'],
  ['And put everything back', 'topic delete demo-orders --if-exists --yes'],
];

const bold = process.stdout.isTTY ? (text) => `\x1b[1m${text}\x1b[0m` : (text) => text;
for (const [says, words] of STEPS) {
  console.log(`\n# ${says}\n${bold(`$ alikafka --profile local ${words}`)}`);
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'alikafka.js'), '--profile', 'local', ...words.split(' ')],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
}
console.log(
  '\nThe emulator inside this program answered every command. Next: connect your account, as "First steps" in README.md describes.',
);
