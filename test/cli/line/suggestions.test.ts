/** For a word that names no command, the command of the same meaning is suggested, from any noun. */
import { SETTING_WORDS } from '../../../src/operations/other-words.ts';
import { describe, expect, test } from '@jest/globals';
import { API_ACTIONS } from '../../../src/operations/api-actions.ts';
import { NOUNS, SUB_NOUNS } from '../../../src/operations/nouns.ts';
import { OTHER_WORDS } from '../../../src/operations/other-words.ts';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { TOOL_COMMANDS } from '../../../src/commands/registry.ts';
import { withTargets } from '../../../src/engine/next-command.ts';
import { EXIT, Failure } from '../../../src/errors/failure.ts';
import { cli, errorOf } from '../../support/context.ts';

const meant = async (line: string): Promise<{ message: string; next: unknown }> => {
  const ran = await cli(`${line} -o json`);
  expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
  const { message, next } = errorOf(ran) as unknown as { message: string; next: unknown };
  return { message, next };
};

describe('a command in another noun, or in other words', () => {
  test.each([
    ['lag', 'group lag'],
    ['topics', 'topic'],
    ['topics list', 'topic list'],
    ['create-topic', 'topic create'],
    ['createTopics', 'topic create'],
    ['create topic orders', 'topic create'],
    ['list topics', 'topic list'],
    ['delete group billing', 'group delete'],
    ['TopicList', 'topic list'],
    ['users', 'sasl'],
    ['users list', 'sasl list'],
    ['create user app', 'sasl create'],
    ['consumer-groups list', 'group list'],
    ['whitelist', 'instance allowed-ip'],
    ['permissions', 'acl'],
    ['profiles', 'config'],
    ['partitions', 'topic add-partitions'],
    ['set-password', 'sasl set-password'],
    ['resize', 'instance resize'],
    // The word itself is nearer than its synonyms
    ['remove', 'tag remove'],
    ['lagg', 'group lag'],
    ['topic lag', 'group lag'],
    ['topic remove orders', 'topic delete'],
    ['acl grant', 'acl create'],
    ['acl revoke', 'acl delete'],
    ['config remove old', 'config delete'],
    ['instance whitelist', 'instance allowed-ip'],
    ['help lag', 'group lag'],
    ['help exit-codes', 'explain'],
    ['topic scale', 'topic add-partitions'],
    ['instance scale', 'instance upgrade'],
    ['sasl update', 'sasl set-password'],
    ['config edit', 'config set'],
    ['tag create', 'tag add'],
    ['instance allowed-ip create', 'instance allowed-ip add'],
    // another noun where it is typed, where a read has the word, or where a command is related
    ['metrics group-lag', 'group lag'],
    ['topic delete-group', 'group delete'],
    ['topic wait', 'wait'],
    ['topic acl', 'acl'],
  ])('%s: %s', async (line, path) => {
    const { message, next } = await meant(line);
    expect(message).toMatch(new RegExp(`^unknown command ".*"; did you mean "${path}"\\?$`));
    // a read that needs no more words can be pasted; help is next for the others, and for whoever asks for help
    const runs = COMMANDS.get(path)?.command.kind === 'read' && !line.startsWith('help ');
    expect(next).toBe(runs ? `alikafka ${path} -o json` : `alikafka ${path} --help`);
    const help = await cli(`${path} --help`);
    expect(help.code).toBe(0);
  });

  test('two commands that may be meant', async () => {
    const { message, next } = await meant('topic get');
    expect(message).toBe('unknown command "topic get"; did you mean one of "topic list", "topic describe"?');
    expect(next).toBe('alikafka topic list -o json');
    expect((await meant('topic get orders')).next).toBe('alikafka topic describe orders -o json');
  });

  test.each(['alter', 'change', 'edit', 'modify', 'update'])('what changes a topic: %s', async (word) => {
    for (const line of [`topic ${word} orders`, `${word} topic orders`]) {
      const { message, next } = await meant(line);
      expect(message).toContain('did you mean one of "topic add-partitions", "topic set-remark"?');
      expect(next).toMatch(/^alikafka( topic)? --help$/);
    }
  });

  test('more than three changes of one noun', async () => {
    expect((await meant('instance update')).message).toBe(
      'unknown command "instance update"; did you mean one of "instance start", "instance upgrade", "instance rename"?',
    );
  });

  test.each([
    'group reset',
    'group reset-offsets',
    'topic reset',
    'topic config',
    'topic configure',
    'group upgrade',
    'topic set-password',
    'topic unset',
    'topic update-all',
  ])('no command of another noun that changes something: %s', async (line) => {
    const { message, next } = await meant(line);
    expect(message).toBe(`unknown command "${line}"`);
    expect(next).toBe(`alikafka ${line.split(' ')[0] ?? ''} --help`);
  });

  test('no verb of any noun leads to a change of another noun', async () => {
    const nouns = Object.keys(NOUNS);
    const changes = [...COMMANDS.values()].filter(({ command }) => command.kind === 'change');
    const verbs = [...changes.map(({ command }) => command.path), ...TOOL_COMMANDS.map(({ path }) => path)]
      .filter((path) => path.includes(' '))
      .map((path) => path.split(' ').at(-1) ?? '');
    for (const noun of nouns)
      for (const verb of new Set(verbs)) {
        const ran = await cli(`${noun} ${verb} -o json`);
        const { message } = errorOf(ran) as unknown as { message: string };
        // what another command line keeps as a setting is one here
        for (const [, path = ''] of message.startsWith('unknown') ? message.matchAll(/[ ]"([^"]+)"/g) : [])
          if (!path.startsWith(noun) && !Object.values(SETTING_WORDS).some((one) => one.path === path))
            expect(COMMANDS.get(path)?.command.kind ?? path).toBe('read');
      }
  });

  test('a word of help', async () => {
    expect(await meant('optoins')).toEqual({
      message: 'unknown command "optoins"; did you mean "options"?',
      next: 'alikafka options --help',
    });
  });

  test('a noun that is typed twice leads to its verbs', async () => {
    const { message, next } = await meant('topic topics');
    expect(message).toMatch(/^unknown command "topic topics"; did you mean one of "topic list", /);
    expect(next).toBe('alikafka topic list -o json');
  });

  test('an option of the program that is typed as a command', async () => {
    const { message, next } = await meant('version');
    expect(message).toBe('unknown command "version"; did you mean "--version"?');
    expect(next).toBe('alikafka --version');
  });

  test('a verb that many nouns have', async () => {
    const { message, next } = await meant('list');
    expect(message).toBe('unknown command "list"; type the noun before the verb, as in "instance list"');
    expect(next).toBe('alikafka --help');
  });

  test.each(['frobnicate', 'constructor', 'toString', '__proto__', '…', 'hasOwnProperty list'])(
    'nothing: %s',
    async (word) => {
      const { message, next } = await meant(word);
      expect(message).toBe(`unknown command "${word.split(' ')[0] ?? ''}"`);
      expect(next).toBe('alikafka --help');
    },
  );

  test('every synonym leads to a command', async () => {
    const words = new Set(
      [
        ...COMMANDS.keys(),
        ...TOOL_COMMANDS.map(({ path }) => path),
        ...Object.keys({ ...NOUNS, ...SUB_NOUNS }),
      ].flatMap((path) => path.split(/[ -]/)),
    );
    for (const [word, others] of Object.entries(OTHER_WORDS)) {
      expect(others.filter((other) => !words.has(other))).toEqual([]);
      if (!words.has(word)) expect((await meant(word)).message).toMatch(/did you mean|type the noun/);
    }
  });
});

describe('an operation of the API', () => {
  const commandsOf = (action: string): string[] =>
    [...COMMANDS.values()].filter(({ operation }) => operation.action === action).map(({ command }) => command.path);

  test.each(API_ACTIONS)('%s', async (action) => {
    const paths = commandsOf(action);
    for (const typed of [action, action.toLowerCase(), `help ${action}`]) {
      const { message, next } = await meant(typed);
      expect(message).toContain(`${action} is an operation of the API`);
      for (const path of paths) expect(message).toContain(`"${path}"`);
      expect(next).toBe(paths.length === 0 ? `alikafka api ${action}` : `alikafka ${paths[0] ?? ''} --help`);
    }
  });

  test('the error names the call of the operation by its name too', async () => {
    const ran = await cli('CreateTopic -o json');
    expect(errorOf(ran)).toMatchObject({
      hint: 'Run "alikafka api CreateTopic" to call the operation by its name.',
    });
  });

  test('they are those of facts/, and every record is one of them', () => {
    expect([...COMMANDS.values()].filter(({ operation }) => !API_ACTIONS.includes(operation.action))).toEqual([]);
    expect(API_ACTIONS.filter((action) => commandsOf(action).length === 0).length).toBeGreaterThan(20);
  });

  test.each([
    ['CreatTopic', 'topic create'],
    ['GetQuotaTp', 'api GetQuotaTip'],
  ])('misspelled: %s', async (typed, path) => {
    expect((await meant(typed)).message).toBe(`unknown command "${typed}"; did you mean "${path}"?`);
  });
});

describe('fields that a file may have', () => {
  test('names --from-file where a name is missing', async () => {
    const ran = await cli('topic create -o json');
    expect(errorOf(ran).details.map(({ message }) => message)).toEqual([
      '<name> is required unless --from-file is given',
    ]);
    expect((await cli('topic status -o json')).stderr).toContain('"<name> is required"');
  });
});

describe('an option in other words', () => {
  const usageOf = async (line: string): Promise<string[]> => {
    const ran = await cli(`${line} -o json`);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    return errorOf(ran).details.map(({ message }) => String(message));
  };

  test.each([
    // a short word is no misspelling of every other short word
    ['topic list --tgs team=web', 'unknown option --tgs'],
    ['topic list --rwa', 'unknown option --rwa; did you mean --raw?'],
    // the beginning of one option
    ['acl list --user app', 'unknown option --user; did you mean --username?'],
    ['topic create orders --part 3', 'unknown option --part; did you mean --partitions?'],
    // an argument that is typed as an option
    ['topic set-remark orders --remark x', 'unknown option --remark: <remark> is an argument'],
    ['topic describe --name orders', 'unknown option --name: <name> is an argument'],
    // an option's value that is typed as an argument
    ['topic list orders', 'unexpected argument "orders"; did you mean --name orders?'],
    ['instance list shop', 'unexpected argument "shop"; did you mean --name shop?'],
    ['acl list shop', 'unexpected argument "shop"; did you mean --username shop?'],
    ['acl list topic/orders', 'unexpected argument "topic/orders"; did you mean --resource topic/orders?'],
    ['topic describe orders extra', 'unexpected argument "extra"'],
  ])('%s', async (line, message) => {
    expect(await usageOf(line)).toContain(message);
  });

  test.each([
    ['topic list --sort=-PartitionNum', /^--sort: unknown column "-PartitionNum"; did you mean PartitionNum:desc\?/],
    ['topic list --columns name', /^--columns: unknown column "name"; did you mean Topic\?/],
    ['acl list --sort NAME', /^--sort: unknown column "NAME"; did you mean AclResourceName\?/],
  ])('%s', async (line, message) => {
    expect(await usageOf(line)).toContainEqual(expect.stringMatching(message));
  });

  test('a name is required where neither a pattern nor a file is given', async () => {
    for (const noun of ['topic', 'group'])
      expect(await usageOf(`${noun} delete`)).toContain('<name> is required unless --name or --from-file is given');
  });
});

describe('a code in a line of an error', () => {
  test.each([
    'code: Topic.NotFound',
    '  code:      Topic.NotFound',
    '"code": "Topic.NotFound",',
    'Code: Topic.NotFound',
  ])('%s', async (line) => {
    const ran = await cli(`explain '${line}' -o json`);
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toContain('"Topic.NotFound"');
  });
});

test.each([
  ['name', 'Topic'],
  ['partitions', 'PartitionNum'],
  ['Remarks', 'Remark'],
])('a column of a file that is called as on the command line: %s', async (column, meantColumn) => {
  const ran = await cli('topic create -f topics.csv -o json', {
    files: { 'topics.csv': `Topic,${column}\norders,1\n` },
  });
  expect(ran).toMatchObject({ code: 2, calls: [] });
  expect(ran.stderr).toContain(`unknown column \\"${column}\\"; did you mean ${meantColumn}?`);
});

test.each([
  ['cn-hangzou', EXIT.unreachable, 'alikafka doctor --region cn-hangzhou'],
  ['cn-hangzhou', EXIT.unreachable, 'alikafka doctor --region cn-hangzhou'],
  ['nowhere-at-all', EXIT.unreachable, 'alikafka doctor'],
  // it may be newer than this version
  ['cn-hangzou', EXIT.refused, 'alikafka doctor --region cn-hangzou'],
])('the next command after region %s, exit %i: %s', (region, exitCode, next) => {
  const failure = new Failure({ exitCode, code: 'X', message: 'x', next: 'alikafka doctor' });
  expect(withTargets(failure, { region }).next).toBe(next);
});
