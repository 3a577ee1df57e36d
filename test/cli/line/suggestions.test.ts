/** For a word that names no command, the command of the same meaning is suggested, from any noun. */
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
