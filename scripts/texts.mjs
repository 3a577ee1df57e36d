/**
 * Lists every text that the program can say to a person, to be read as a set:
 *
 *   npm run texts                        all, each with its place
 *   npm run texts -- src/engine          of a folder or file
 *   npm run texts -- --unlisted [path]   what reads as a text and is no template with named values; 1 if there is any
 *   npm run texts -- --json              both as JSON
 *   npm run texts -- --keys              the templates alone, as JSON: the file of another language, to be filled in
 */
import { readTexts } from './texts/read.mjs';

const [paths, flags] = [true, false].map((plain) =>
  process.argv.slice(2).filter((word) => word.startsWith('-') !== plain),
);
const { listed, unlisted } = readTexts(process.cwd(), paths[0]);

if (flags.includes('--unlisted')) {
  for (const { file, line, why, text } of unlisted) console.log(`${file}:${line} ${why}: ${text}`);
  console.log(`${unlisted.length} texts are not listed`);
  process.exitCode = unlisted.length > 0 ? 1 : 0;
} else if (flags.includes('--json')) {
  console.log(JSON.stringify({ listed, unlisted }));
} else if (flags.includes('--keys')) {
  const keys = listed.filter(({ kind }) => kind !== 'command').map(({ text }) => text);
  console.log(JSON.stringify(Object.fromEntries([...new Set(keys)].sort().map((key) => [key, ''])), null, 2));
} else {
  for (const { file, line, kind, text } of listed) console.log(`${file}:${line}\t${kind}\t${text}`);
}
