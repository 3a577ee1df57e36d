/** `npm run new-operation`: its arguments and messages. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { readFacts, Unreadable } from './facts.ts';
import { newOperation, type Options, Refused, todosOf, type Written } from './new-operation.ts';

const USAGE = `usage: npm run new-operation <Action> -- [--command "<noun> <verb>"] [--effect read|write|destroy|order]`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the command in the project's folder `root`. Returns its exit code. */
export async function main(root: string, args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { command: { type: 'string' }, effect: { type: 'string' } },
    });
    const [action, ...more] = positionals;
    if (action === undefined || more.length > 0) throw new Refused(`one action is expected\n${USAGE}`);
    const written = newOperation(root, action, await complete(root, action, values));
    format(root, written);
    report(root, action, written);
    const effect = readFacts(root)[action]?.effect;
    if (values.effect !== undefined && values.effect !== effect)
      say(
        `facts/${action}.json says ${String(effect)}, not ${values.effect}: test/records.test.ts fails until one is changed.`,
      );
    return 0;
  } catch (error) {
    const says = error instanceof Refused || error instanceof Unreadable || isUsage(error) ? error.message : undefined;
    if (says === undefined) throw error;
    process.stderr.write(`${says}\n`);
    return 2;
  }
}

/** What parseArgs throws. */
const isUsage = (error: unknown): error is Error =>
  error !== null && typeof error === 'object' && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

/** Asks for the command where neither the facts nor the line name one, on a terminal. */
async function complete(root: string, action: string, options: Options): Promise<Options> {
  const facts = readFacts(root)[action];
  const isKnown = facts === undefined || options.command !== undefined || facts.draft?.command !== undefined;
  if (isKnown || !process.stdin.isTTY) return options;
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const command = await prompt.question(`Noun and verb that call ${action}, such as "instance release": `);
  prompt.close();
  return { ...options, command };
}

/** In the project's form. */
function format(root: string, written: readonly Written[]): void {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const paths = written.map(({ path }) => path).filter((path) => /\.(ts|json)$/.test(path));
  const { status, stderr } = spawnSync(process.execPath, [biome, 'format', '--write', ...paths], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) process.stderr.write(`the files could not be formatted: ${stderr}\n`);
}

function report(root: string, action: string, written: readonly Written[]): void {
  for (const { path, how } of written) say(`${how === 'new' ? 'wrote  ' : 'changed'} ${path}`);
  say('\nTo be filled in:');
  for (const { path, line, says } of todosOf(root, action, written)) say(`  ${path}:${line}: ${says}`);
  say(
    `\nThen: npm run format, npm run types, npm run lint, npm run generate,\n      npm test -- test/records.test.ts test/samples.test.ts`,
  );
  say(`What each test says of ${action}, and what it asks for, is in CONTRIBUTING.md.`);
}
