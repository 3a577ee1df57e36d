/**
 * The colors of messages and tables, by meaning. All are of the 16 basic ones, which the theme of the terminal chooses,
 * and none assumes a dark or a light background: yellow text cannot be read on white, and bold yellow even less where
 * bold is drawn bright, so a warning is black on yellow.
 */
import type { Env } from '../../core/env.ts';

/** Functions that add colors to texts. */
export interface Colors {
  readonly bad: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly good: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const plain = (text: string): string => text;
/** No colors: each function returns its text. */
export const PLAIN: Colors = { bad: plain, warning: plain, good: plain, dim: plain, bold: plain };

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
    bad: (text) => chalk.red(text),
    warning: (text) => chalk.black.bgYellow(text),
    good: (text) => chalk.green(text),
    dim: (text) => chalk.dim(text),
    bold: (text) => chalk.bold(text),
  };
}
