/** Colors of messages. */
import type { Env } from '../../core/env.ts';

/** The colors of messages on stderr. */
export interface Colors {
  red(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

const plain = (text: string): string => text;
/** No colors: each function returns its text. */
export const PLAIN: Colors = { red: plain, yellow: plain, dim: plain, bold: plain };

/** Whether a stream is colored. Precedence: the flag, NO_COLOR, FORCE_COLOR, whether the stream is a terminal. */
export function wantsColor(flag: boolean | undefined, env: Env, isTTY: boolean): boolean {
  if (flag !== undefined) return flag;
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return isTTY && env['TERM'] !== 'dumb';
}

/** The colors, or none; chalk is imported only when they are used. */
export async function makeColors(color: boolean): Promise<Colors> {
  if (!color) return PLAIN;
  const { Chalk } = await import('../../vendor/chalk.ts');
  const chalk = new Chalk({ level: 1 });
  return {
    red: (text) => chalk.red(text),
    yellow: (text) => chalk.yellow(text),
    dim: (text) => chalk.dim(text),
    bold: (text) => chalk.bold(text),
  };
}
