/** Prints the help of a command to stdout. */
import type { Context } from '../../context.ts';
import { makeColors, wantsColor } from '../../output/terminal/colors.ts';
import { pageText } from './layout.ts';
import { pageOf } from './pages.ts';

/** The values of --color and --no-color, and whether a pager may be used. */
interface HelpOptions {
  readonly color: boolean | undefined;
  readonly pages: boolean;
}

/**
 * Titles are bold on a terminal with colors. A page longer than the terminal is shown in a pager. Throws Failure if the
 * command is stopped during that time.
 */
export async function printHelp(path: string, context: Context, { color, pages }: HelpOptions): Promise<void> {
  const { env, stdout } = context;
  const page = await pageOf(path);
  if (page === undefined) throw new Error(path);
  const colors = await makeColors(stdout.isTTY && wantsColor(color, env, true));
  const text = pageText(page, stdout.columns, (title) => colors.bold(title));
  if (!stdout.isTTY || !pages) return stdout.write(text);
  return (await import('../paged.ts')).writePaged(text, context);
}
