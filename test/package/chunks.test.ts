/** How scripts/chunks.mjs puts the chunks of a program into files, with small programs of each kind. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from '@jest/globals';
import { folders } from '../support/folder.ts';

const CHUNKS: string = '../../scripts/chunks.mjs';
const { placed, texts } = (await import(CHUNKS)) as {
  placed: (outputs: object, files: object, fileOf: (module: string) => string) => Map<string, string>;
  texts: (split: object, places: Map<string, string>, first: string) => Map<string, string>;
};

const newFolder = folders();

type Texts = Readonly<Record<string, string>>;

/** Builds modules into files. The folder has blanks and quotes. */
async function made(modules: Texts, files: Readonly<Record<string, readonly string[]>>) {
  const root = join(await newFolder(), `a "b" 'c'`);
  mkdirSync(join(root, 'src'), { recursive: true });
  for (const [name, text] of Object.entries(modules)) writeFileSync(join(root, 'src', name), text);
  const split = await build({
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: 'dist',
    entryPoints: { main: 'src/main.js' },
    write: false,
    metafile: true,
  });
  const places = placed(split.metafile.outputs, files, () => 'rest');
  return { root, files: texts(split, places, 'src/main.js') };
}

/** Builds modules into files, and prints what `main` of src/main.js resolves to. */
async function run(modules: Texts, wanted: Readonly<Record<string, readonly string[]>>) {
  const { root, files } = await made(modules, wanted);
  for (const [name, text] of files) writeFileSync(join(root, `${name}.cjs`), text);
  const script = `require(${JSON.stringify(join(root, 'main.cjs'))}).main().then((text) => console.log(text))`;
  return { files: [...files.keys()], printed: execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }) };
}

const RUNS = 'globalThis.ran = [...(globalThis.ran ?? []), ';

test('each module runs once, when it is first needed and after those that it imports', async () => {
  const { files, printed } = await run(
    {
      'main.js': `${RUNS}'main'];
        export const main = async () => {
          const [{ a }, { b }] = [await import('./a.js'), await import('./b.js')];
          a(); b(); (await import('./a.js')).a();
          return [globalThis.ran.join(), (await import('./b.js')).b()].join(' ');
        };`,
      'a.js': `import { add } from './shared.js'; ${RUNS}'a']; export const a = () => add();`,
      'b.js': `import { add as more } from './shared.js'; import { join } from 'node:path'; ${RUNS}'b'];
        export function b() { return join('x', String(more())); }`,
      'shared.js': `let count = 0; ${RUNS}'shared']; export const add = () => ++count;`,
    },
    { main: ['src/main.js'], a: ['src/a.js'], b: ['src/b.js'] },
  );
  expect(files.sort()).toEqual(['a', 'b', 'main']);
  expect(printed).toBe('main,shared,a,b x/4\n'.replace('/', process.platform === 'win32' ? '\\' : '/'));
});

test('a default export, a whole module, and a late module that no file names', async () => {
  const { files, printed } = await run(
    {
      'main.js': `export const main = async () => {
        const late = await import('./late.js');
        return [late.default, late.whole.one, late['b c']].join();
      };`,
      'late.js': `import * as whole from './whole.js'; export default 'd'; export { whole }; const x = 'e'; export { x as 'b c' };`,
      'whole.js': `export const one = 1;`,
    },
    { main: ['src/main.js'] },
  );
  expect(files.sort()).toEqual(['main', 'rest']);
  expect(printed).toBe('d,1,e\n');
});

test('an error of a late module is that of its import', async () => {
  const { printed } = await run(
    {
      'main.js': `export const main = () => import('./late.js').catch((error) => error.message);`,
      'late.js': `throw new Error('late'); export const x = 1;`,
    },
    { main: ['src/main.js'] },
  );
  expect(printed).toBe('late\n');
});

const chunk = (input: string, ...imports: readonly string[]) => ({
  inputs: { [input]: {} },
  imports: imports.map((path) => ({ path, kind: 'import-statement' })),
});

test('modules that need each other before they have run end the build', () => {
  const outputs = { a: { ...chunk('src/a.ts', 'b'), entryPoint: 'src/a.ts' }, b: chunk('src/b.ts', 'a') };
  expect(() => placed(outputs, {}, () => 'rest')).toThrow(
    'these modules are needed before they have run, because files import each other: src/a.ts',
  );
});

test('a file with a module that the program does not import ends the build', () => {
  expect(() => placed({ a: chunk('src/a.ts') }, { main: ['src/gone.ts'] }, () => 'rest')).toThrow(
    'FILES in scripts/bundle.mjs: the program imports no module src/gone.ts',
  );
});

test('a file of another build is refused, since its chunks have other numbers', async () => {
  const main = (late: string): string => `export const main = async () => (await import('./${late}.js')).text;`;
  const files = { main: ['src/main.js'], late: ['src/late.js'] };
  const modules = { 'main.js': main('late'), 'late.js': "export const text = 'old';" };
  const [old, newer] = [
    await made(modules, files),
    await made({ ...modules, 'late.js': "export const text = 'new';" }, files),
  ];
  for (const [name, text] of old.files) writeFileSync(join(old.root, `${name}.cjs`), text);
  writeFileSync(join(old.root, 'late.cjs'), newer.files.get('late') ?? '');
  const { main: start } = createRequire(import.meta.url)(join(old.root, 'main.cjs')) as { main: () => Promise<string> };
  await expect(start()).rejects.toThrow('another version of alikafka was installed while this command ran');
});
