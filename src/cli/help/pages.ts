/** The help page of each command. The modules that build it are loaded when it is shown. */
import type { HelpPage } from './page.ts';

/** The help of a command, a noun or the program (the empty path), or of the global options; undefined for other words. */
export async function pageOf(path: string): Promise<HelpPage | undefined> {
  if (path === '') return (await import('./root-page.ts')).rootPage();
  if (path === 'options') return (await import('./root-page.ts')).optionsPage();
  const tool = await (await import('./tool-page.ts')).toolPage(path);
  return tool ?? (await import('./service-page.ts')).servicePage(path);
}
