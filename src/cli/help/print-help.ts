/** Prints the help of a command to stdout. */
import type { Context } from '../../context.ts';
import { makeColors, wantsColor } from '../../output/terminal/colors.ts';
import { pageText } from './layout.ts';
import { pageOf } from './pages.ts';

/**
 * Titles are bold on a terminal with colors; `color` is the value of --color and --no-color. Help never goes through a
 * pager, which would read what the user types next.
 */
export async function printHelp(path: string, context: Context, color: boolean | undefined): Promise<void> {
  const { env, stdout } = context;
  const page = await pageOf(path);
  if (page === undefined) throw new Error(path);
  const colors = await makeColors(stdout.isTTY && wantsColor(color, env, true));
  await stdout.write(pageText(page, stdout.columns, (title) => colors.bold(title)));
}
