/** A word that names no command is answered with the command that does what it says, in whatever noun it is. */
import { describe, expect, test } from '@jest/globals';
import { API_ACTIONS } from '../../../src/operations/api-actions.ts';
import { NOUNS, SUB_NOUNS } from '../../../src/operations/nouns.ts';
import { OTHER_WORDS } from '../../../src/operations/other-words.ts';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { TOOL_COMMANDS } from '../../../src/commands/registry.ts';
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
    // the word itself is nearer than one that it can stand for
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
    expect(next).toBe(`alikafka ${path} --help`);
    const help = await cli(`${path} --help`);
    expect(help.code).toBe(0);
  });

  test('two commands that may be meant', async () => {
    const { message, next } = await meant('topic get');
    expect(message).toBe('unknown command "topic get"; did you mean one of "topic list", "topic describe"?');
    expect(next).toBe('alikafka topic --help');
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
        const { message } = errorOf(ran);
        for (const [, path = ''] of message.startsWith('unknown') ? message.matchAll(/[ ]"([^"]+)"/g) : [])
          if (!path.startsWith(noun)) expect(COMMANDS.get(path)?.command.kind ?? path).toBe('read');
      }
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

  test('every word that stands for another one leads to a command', async () => {
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

describe('what a file may give', () => {
  test('names --from-file where a name is missing', async () => {
    const ran = await cli('topic create -o json');
    expect(errorOf(ran).details.map(({ message }) => message)).toEqual([
      '<name> is required unless --from-file is given',
    ]);
    expect((await cli('topic status -o json')).stderr).toContain('"<name> is required"');
  });
});
