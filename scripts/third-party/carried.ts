/** Code of other projects that packages contain without a package.json, which is licensed separately. */
import { textOf } from './spdx.ts';

/** Code of other projects inside a package, without its own package.json. */
interface Carried {
  /** Prefix of its path in the package: the code is bundled if a file with this prefix is. */
  readonly file: string;
  readonly name: string;
  readonly licence: string;
  readonly text: string;
  readonly repository: string;
}

/** undici's HTTP parser is llhttp, compiled to WebAssembly. */
export const CARRIED: readonly Carried[] = [
  {
    file: 'lib/llhttp/llhttp',
    name: 'llhttp',
    licence: 'MIT',
    text: textOf('MIT', 'Copyright Fedor Indutny, 2018.'),
    repository: 'https://github.com/nodejs/llhttp',
  },
];
