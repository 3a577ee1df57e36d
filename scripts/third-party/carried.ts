import { textOf } from './spdx.ts';

/** Code of others that a package carries inside itself, without a package.json that would tell. */
interface Carried {
  /** Where in the package, as a prefix: the code is in a bundle when a file that begins like this is. */
  readonly file: string;
  readonly name: string;
  readonly licence: string;
  readonly text: string;
  readonly repository: string;
}

/** undici's parser of HTTP is llhttp, compiled to WebAssembly. */
export const CARRIED: readonly Carried[] = [
  {
    file: 'lib/llhttp/llhttp',
    name: 'llhttp',
    licence: 'MIT',
    text: textOf('MIT', 'Copyright Fedor Indutny, 2018.'),
    repository: 'https://github.com/nodejs/llhttp',
  },
];
