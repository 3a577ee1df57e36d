/**
 * The licenses that may be bundled, and what each requires in addition to its text. The texts are those of SPDX
 * (spdx.org/licenses), for packages without a license file.
 */

const MIT = (copyright: string): string => `MIT License

${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

interface Licence {
  /** The text with its copyright notice; absent if every package so far has its own license file. */
  readonly text?: (copyright: string) => string;
  /** Whether the file must name the place of the source (MPL-2.0, section 3.2). */
  readonly needsSource?: true;
}

const LICENCES: Readonly<Record<string, Licence>> = {
  MIT: { text: MIT },
  ISC: {},
  'BSD-3-Clause': {},
  'MPL-2.0': { needsSource: true },
};

/**
 * The requirements of a license. Throws Error for a license that is not in the list: it may require more than its text.
 */
export function licenceOf(id: string): Licence {
  const licence = LICENCES[id];
  if (licence === undefined)
    throw new Error(`licence ${id} is not in scripts/third-party/spdx.ts: read what it requires, then add it`);
  return licence;
}

/** The standard text of a license with a copyright notice. Throws Error if the text is not in the list. */
export function textOf(id: string, copyright: string): string {
  const { text } = licenceOf(id);
  if (text === undefined) throw new Error(`licence ${id} (${copyright}): add its text to scripts/third-party/spdx.ts`);
  return text(copyright);
}
