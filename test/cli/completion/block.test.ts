/** The lines in the configuration of a shell: removing them restores any file. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findBlock, withBlock, withoutBlock } from '../../../src/commands/completion/block.ts';

const LINE = "if [ -r 'x' ]; then . 'x'; fi";
const piece = fc.oneof(fc.constantFrom('', '\n', '\r\n', 'export A=1', '# >>> conda >>>', ' ', 'ü'), fc.string());
const texts = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

describe('added lines', () => {
  test('are found, stay the same when they are added again, and leave the text as it was', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const added = withBlock(text, LINE);
        expect(findBlock(added).kind).toBe('there');
        expect(added.startsWith(text)).toBe(true);
        expect(withBlock(added, LINE)).toBe(added);
        expect(withoutBlock(added)).toBe(text);
      }),
    );
  });

  test('text that a user adds after them stays', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        expect(withoutBlock(`${withBlock(before, LINE)}${after}`)).toBe(`${before}${after}`);
      }),
    );
  });

  test('are replaced where they are', () => {
    const old = `a\n${withBlock('', 'old line')}b\n`;
    expect(withBlock(old, LINE)).toBe(`a\n${withBlock('', LINE)}b\n`);
  });

  test('a file that was created for them is removed with them; one that already existed, or has more, is not', () => {
    const made = withBlock(undefined, LINE);
    expect(withoutBlock(made)).toBeNull();
    expect(withoutBlock(withBlock(made, 'another'))).toBeNull();
    expect(withoutBlock(`${made}more\n`)).toBe('more\n');
    expect(withoutBlock(withBlock('', LINE))).toBe('');
  });

  test.each([
    ['no end', (block: string) => block.replace(/# <<<.*\n/, '')],
    ['no start', (block: string) => block.replace(/# >>>.*\n/, '')],
    ['two starts', (block: string) => `# >>> alikafka completion >>>\n${block}`],
    ['them twice', (block: string) => `${block}${block}`],
  ])('%s: the end of the lines is not known', (_what, torn) => {
    expect(findBlock(torn(withBlock('', LINE))).kind).toBe('torn');
  });
});
