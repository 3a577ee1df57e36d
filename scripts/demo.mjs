/** `npm run demo`: runs commands on the local emulator and prints each before its output. It can run again and again. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ready, root } from './ready.mjs';

ready();

const STEPS = [
  ['Create a topic through a signed request', 'topic create demo-orders --partitions 12 --if-not-exists'],
  ['List it as a table', 'topic list'],
  ['List it as JSON', 'topic list --name demo-orders --output json'],
  ['List it as XML', 'topic list --name demo-orders --output xml'],
  ['Print the request without sending it', 'topic create demo-payments --dry-run --output json'],
  ['Show which groups lag', 'group lag'],
  ['Delete the topic', 'topic delete demo-orders --if-exists --yes'],
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
