/**
 * The completion scripts in real shells, with a program in place of alikafka that answers what a test gives it: what it
 * is asked, and what the shell makes of its answers.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASH } from '../../../src/commands/completion/scripts/bash.ts';
import { FISH } from '../../../src/commands/completion/scripts/fish.ts';
import { ZSH } from '../../../src/commands/completion/scripts/zsh.ts';
import { folder } from '../support/program.ts';
import { describeShells, type Shell, shell, type ShellName } from '../support/shells.ts';

jest.setTimeout(120_000);

const SCRIPTS: Readonly<Record<ShellName, string>> = { bash: BASH, zsh: ZSH, fish: FISH };

/** Logs its arguments, and prints the answer. It reads its stdin to the end: typed keys are not for a completer. */
const STUB = `#!/bin/sh
if [ "$1" = __complete ]; then cat >/dev/null; fi
for word do printf '%s\\n' "$word"; done >"$STUB/asked"
echo noise >&2
cat "$STUB/answer"
`;

/** Moves the cursor one character to the left. */
const LEFT = '\x02';

interface Bench {
  readonly home: string;
  readonly shell: Shell;
  readonly answer: (...lines: string[]) => void;
  /** The words after \`__complete --\` of the last call. */
  readonly asked: () => string[];
  readonly close: () => Promise<void>;
}

async function bench(name: ShellName, rc = (script: string): string => `. '${script}'`): Promise<Bench> {
  const made = folder();
  const home = made.path;
  const bin = join(home, 'bin dir');
  mkdirSync(bin);
  writeFileSync(join(bin, 'alikafka'), STUB, { mode: 0o755 });
  const script = join(home, 'script');
  writeFileSync(script, SCRIPTS[name]);
  writeFileSync(join(home, 'answer'), ':none\n');
  const env = { STUB: home, PATH: `${bin}:${process.env['PATH']}` };
  const started = await shell(name, { home, env, rc: `cd '${home}'\n${rc(script)}` });
  return {
    home,
    shell: started,
    answer: (...lines) => {
      rmSync(join(home, 'asked'), { force: true });
      writeFileSync(join(home, 'answer'), `${lines.join('\n')}\n`);
    },
    asked: () => {
      const [first, second, ...words] = readFileSync(join(home, 'asked'), 'utf8').slice(0, -1).split('\n');
      expect([first, second]).toEqual(['__complete', '--']);
      return words;
    },
    close: async () => {
      await started.close();
      made.remove();
    },
  };
}

describeShells('what the program is asked', (name) => {
  let on: Bench;
  beforeAll(async () => {
    on = await bench(name);
  });
  afterAll(() => on.close());

  test.each<[string, string, readonly string[]]>([
    ['an empty word', 'alikafka ', ['']],
    ['the beginning of a word', 'alikafka to', ['to']],
    ['words before it', 'alikafka  topic   create or', ['topic', 'create', 'or']],
    ['an option with an equals sign', 'alikafka topic list --output=js', ['topic', 'list', '--output=js']],
    ['an equals sign at the end', 'alikafka topic list --output=', ['topic', 'list', '--output=']],
    ['colons and commas', 'alikafka t --sort=Lag:de --columns a,b:', ['t', '--sort=Lag:de', '--columns', 'a,b:']],
    ['words with both', 'alikafka -o=a:b c=d:e ', ['-o=a:b', 'c=d:e', '']],
    ['quotes and backslashes', `alikafka 'a b' "c \\"d" e\\ f g\\'h`, ['a b', 'c "d', 'e f', "g'h"]],
    ['an open double quote', 'alikafka topic "my to', ['topic', 'my to']],
    ['an open single quote', "alikafka topic 'a\\b", ['topic', 'a\\b']],
    ['an open quote after an equals sign', 'alikafka --name="my to', ['--name=my to']],
    ['empty words', `alikafka '' "" x`, ['', '', 'x']],
    ['the command after others', 'true; alikafka topic cr', ['topic', 'cr']],
    ['variables before the command', 'A=b alikafka topic cr', ['topic', 'cr']],
  ])('%s', async (_what, keys, words) => {
    on.answer(':none');
    await on.shell.line(`${keys}\t`);
    expect(on.asked()).toEqual(words);
  });

  test('nothing of the line is run', async () => {
    on.answer(':none');
    const file = join(on.home, 'touched');
    await on.shell.line(`alikafka "$(touch '${file}')" \`touch '${file}'\` x\t`);
    await on.shell.line(`"$(touch '${file}')/alikafka" x\t`);
    expect(existsSync(file)).toBe(false);
  });

  test('the cursor may be inside the line', async () => {
    on.answer(':none');
    await on.shell.line(`alikafka topic create --wait${LEFT.repeat(' create --wait'.length)}\t`);
    expect(on.asked()).toEqual(['topic']);
  });

  test('a word in the middle is completed', async () => {
    on.answer('create', ':words');
    const line = await on.shell.line(`alikafka topic cr --wait${LEFT.repeat(' --wait'.length)}\t`);
    expect(line).toMatch(/^alikafka topic create  ?--wait$/);
    expect(on.asked()).toEqual(['topic', 'cr']);
  });
});

describeShells('what is inserted', (name) => {
  let on: Bench;
  beforeAll(async () => {
    on = await bench(name);
  });
  afterAll(() => on.close());

  test('one candidate, and a space', async () => {
    on.answer('topic\tTopics', ':words');
    expect(await on.shell.line('alikafka to\t')).toBe('alikafka topic ');
  });

  test('one candidate without a space', async () => {
    on.answer('--output=', ':nospace');
    expect(await on.shell.line('alikafka --ou\t')).toBe('alikafka --output=');
  });

  test.each<[string, string, string]>([
    ['alikafka topic list --output=js', '--output=json', 'alikafka topic list --output=json '],
    ['alikafka topic list --output=', '--output=json', 'alikafka topic list --output=json '],
    ['alikafka --columns Topic,Par', 'Topic,PartitionNum', 'alikafka --columns Topic,PartitionNum '],
    ['alikafka --sort=Lag:d', '--sort=Lag:desc', 'alikafka --sort=Lag:desc '],
    ['alikafka tag list topic/or', 'topic/orders', 'alikafka tag list topic/orders '],
    ['alikafka --principal User:a', 'User:app', 'alikafka --principal User:app '],
    ['alikafka --tag=a:b=c', '--tag=a:b=cd:e', 'alikafka --tag=a:b=cd:e '],
  ])('%s', async (typed, value, line) => {
    on.answer(value, ':words');
    expect(await on.shell.line(`${typed}\t`)).toBe(line);
  });

  test.each(['--columns Topic', '--tag team=', '--tag env', 'topic/'])(
    'no space after %s, which goes on',
    async (line) => {
      const [value = ''] = line.split(' ').slice(-1);
      on.answer(`${value}${/\w$/.test(value) ? 'x' : ''}\tSome text`, ':nospace');
      const typed = line.slice(0, -1);
      expect(await on.shell.line(`alikafka ${typed}\t`)).toBe(`alikafka ${line}${/\w$/.test(value) ? 'x' : ''}`);
    },
  );

  test('the only one, and the same with more behind it: no space, since the word is not finished', async () => {
    on.answer('PartitionNum', 'PartitionNum:desc', ':words');
    expect(await on.shell.line('alikafka --sort Par\t')).toBe('alikafka --sort PartitionNum');
    on.answer('PartitionNum:desc', ':words');
    expect(await on.shell.line('alikafka --sort PartitionNum:d\t')).toBe('alikafka --sort PartitionNum:desc ');
  });

  test('the beginning that several candidates have in common, and then a list of them with descriptions', async () => {
    on.answer('topic\tManage topics: all of them', 'topology\tShow the 100% [layout]', ':words');
    const { line, shown } = await on.shell.listed('alikafka to\t\t\t');
    expect(line).toMatch(/^alikafka top/);
    expect(shown).toMatch(/topic +(?:--|\()? *\(?Manage topics: all of them/);
    expect(shown).toMatch(/topology +(?:--|\()? *\(?Show the 100% \[layout\]/);
  });

  test('a description is cut where the terminal ends', async () => {
    const long = `Reads ${'all of them and '.repeat(12)}no more`;
    on.answer(`topic\t${long}`, 'topology\tShow', ':words');
    const { shown } = await on.shell.listed('alikafka to\t\t\t');
    expect(shown).toContain('Reads all of them');
    expect(shown).not.toContain('no more');
  });

  test('a word is completed in any case', async () => {
    on.answer('PartitionNum', ':words');
    expect(await on.shell.line('alikafka --columns part\t')).toBe('alikafka --columns PartitionNum ');
  });

  test.each<[string, readonly string[]]>([
    ['none', [':none']],
    ['nothing', []],
    ['no directive', ['topic', 'group']],
    ['a directive of another version', ['topic', ':fancy']],
    ['only a directive', [':words']],
  ])('nothing where the answer is %s', async (_what, answer) => {
    on.answer(...answer);
    writeFileSync(join(on.home, 'topic.txt'), '');
    expect(await on.shell.line('alikafka t\t')).toBe('alikafka t');
  });

  test('errors of the program are not shown', async () => {
    on.answer('topic', ':words');
    expect((await on.shell.listed('alikafka t\t')).shown).not.toContain('noise');
  });
});

/** Names that mean something to a shell. {file} must not be made. */
const HOSTILE = [
  'two words',
  '$(touch {file})',
  '`touch {file}`',
  'x;touch {file}',
  "it's",
  'say "hi"',
  'a$HOME',
  'back\\slash',
  'star*?[a]',
  '~root',
  '{a,b}',
  'a&b|c>d<e',
  '#comment',
  'wow!!',
  'ünïcode 名前',
  'trailing\\',
];

describeShells('names that mean something to a shell', (name) => {
  let on: Bench;
  beforeAll(async () => {
    on = await bench(name);
  });
  afterAll(() => on.close());

  /** What the program is given where the completed line is run. */
  const given = async (line: string): Promise<string[]> => {
    rmSync(join(on.home, 'asked'), { force: true });
    await on.shell.run(line);
    return readFileSync(join(on.home, 'asked'), 'utf8').slice(0, -1).split('\n');
  };

  const typed = (value: string): [string, string][] => [
    ['an empty word', ''],
    ['the first letter', /^\w/.test(value) ? (value[0] ?? '') : ''],
    ['an open double quote', '"'],
    ['an open single quote', "'"],
  ];

  test.each(HOSTILE.flatMap((value) => typed(value).map(([what, keys]) => [value, what, keys] as const)))(
    '%s after %s',
    async (pattern, _what, keys) => {
      const file = join(on.home, 'touched');
      const value = pattern.replace('{file}', file);
      on.answer(value, ':words');
      const { line, shown } = await on.shell.listed(`alikafka ${keys}\t`);
      expect(existsSync(file)).toBe(false);
      // fish would not quote it, so it is not offered
      if (name === 'fish' && value.startsWith('~')) return void expect(line).not.toContain(value);
      expect(await given(line)).toEqual([value]);
      expect(existsSync(file)).toBe(false);
      expect(shown).not.toContain('not found');
    },
  );

  test.each(HOSTILE)('%s after an equals sign', async (value) => {
    on.answer(`--name=${value}`, ':words');
    expect(await given(await on.shell.line('alikafka --name=\t'))).toEqual([`--name=${value}`]);
  });

  test('several such names are listed, and their common beginning is completed', async () => {
    on.answer('my $(x) one', 'my $(x) two', ':words');
    const line = await on.shell.line('alikafka my\t');
    expect(await given(line)).toEqual(['my $(x) ']);
  });
});

describeShells('files', (name) => {
  let on: Bench;
  beforeAll(async () => {
    on = await bench(name);
    mkdirSync(join(on.home, 'data dir'));
    writeFileSync(join(on.home, 'data dir', "it's here.csv"), '');
    writeFileSync(join(on.home, 'plain.csv'), '');
    writeFileSync(join(on.home, 'q$(x) y.csv'), '');
    writeFileSync(join(on.home, 'nl-first.csv'), '');
    if (name === 'bash') writeFileSync(join(on.home, 'nl-a\nnl-b'), '');
  });
  afterAll(() => on.close());

  const given = async (line: string): Promise<string[]> => {
    await on.shell.run(line);
    return readFileSync(join(on.home, 'asked'), 'utf8').slice(0, -1).split('\n');
  };

  test.each<[string, string, string]>([
    ['a name', 'alikafka -f pl\t', 'plain.csv'],
    // bash cannot offer a name with a line end; the others have none here
    ['a name next to one with a line end', 'alikafka -f nl-\t', 'nl-first.csv'],
    ['a name with a space', 'alikafka -f data\t', 'data dir/'],
    ['a name in a folder', 'alikafka -f data\\ dir/\t', "data dir/it's here.csv"],
    ['a name in a folder, in quotes', 'alikafka -f "data dir/i\t', "data dir/it's here.csv"],
    ['a name with a meaning to the shell', 'alikafka -f q\t', 'q$(x) y.csv'],
    ['a name after an equals sign', 'alikafka -f --file=pl\t', '--file=plain.csv'],
    ['a folder after an equals sign', 'alikafka -f --file=data\\ dir/it\t', "--file=data dir/it's here.csv"],
  ])('%s', async (_what, keys, path) => {
    on.answer(':files');
    const line = await on.shell.line(keys);
    expect((await given(line)).at(-1)).toBe(path);
  });

  test('values in addition to files', async () => {
    on.answer('plenty', ':files');
    const { shown } = await on.shell.listed('alikafka -f pl\t\t\t');
    expect(shown).toContain('plenty');
    expect(shown).toContain('plain.csv');
  });

  test('no space after a folder', async () => {
    on.answer(':files');
    expect(await on.shell.line('alikafka -f dat\t')).toMatch(/\/$/);
  });

  test('files of the home folder', async () => {
    on.answer(':files');
    expect(await on.shell.line('alikafka -f ~/pla\t')).toBe('alikafka -f ~/plain.csv ');
  });

  test('a redirection', async () => {
    on.answer(':none');
    expect(await on.shell.line('alikafka topic list >pla\t')).toBe('alikafka topic list >plain.csv ');
    expect(await on.shell.line('alikafka topic list 2> pla\t')).toBe('alikafka topic list 2> plain.csv ');
  });
});

describeShells('the program', (name) => {
  let on: Bench;
  beforeAll(async () => {
    const aliases = {
      bash: "alias ak='alikafka -p prod'; complete -F _alikafka ak; alias alikafka='A=b alikafka -q'\n",
      zsh: "alias ak='alikafka -p prod'\n",
      fish: "alias ak 'alikafka -p prod'\n",
    };
    on = await bench(name, (script) => `. '${script}'\n${aliases[name]}`);
  });
  afterAll(() => on.close());

  test('is the one that is typed: a path', async () => {
    mkdirSync(join(on.home, 'other'), { recursive: true });
    const other = "#!/bin/sh\nprintf 'other%s\\n:words\\n' $#\n";
    writeFileSync(join(on.home, 'other', 'alikafka'), other, { mode: 0o755 });
    expect(await on.shell.line('./other/alikafka a b \t')).toBe('./other/alikafka a b other5 ');
    expect(await on.shell.line('~/other/alikafka a b \t')).toBe('~/other/alikafka a b other5 ');
  });

  test('may be an alias', async () => {
    on.answer('topic', ':words');
    expect(await on.shell.line('ak to\t')).toBe('ak topic ');
    expect(on.asked()).toEqual(['-p', 'prod', 'to']);
  });

  test('is not found', async () => {
    on.answer('topic', ':words');
    const { line, shown } = await on.shell.listed('PATH=/nowhere ./absent/alikafka to\t');
    expect(line).toMatch(/^PATH=\/nowhere \.\/absent\/alikafka to/);
    expect(shown).not.toMatch(/not found|no such/i);
  });
});
