/** Deletion by pattern: what matches is shown, confirmed and deleted, and nothing else. */
import { describe, expect, test } from '@jest/globals';
import { memoryFolder } from '../../support/memory-folder.ts';
import { cli, declined, errorOf, INSTANCE, json, type Options, type Ran } from '../../support/context.ts';
import { NOW, refusal } from '../../support/effects.ts';
import { groups, topics } from '../../support/service.ts';

const NAMES = ['tmp-a', 'orders', 'tmp-b', 'xtmp-c', 'TMP-d'];
const listed = (names: readonly string[]) => topics(...names.map((Topic) => ({ Topic })));
const script = {
  GetTopicList: listed(NAMES),
  GetConsumerList: groups(...['tmp-one', 'billing', 'tmp-two'].map((ConsumerId) => ({ ConsumerId }))),
  GetConsumerProgress: {
    ConsumerProgress: {
      TotalDiff: 5,
      LastTimestamp: 0,
      TopicList: { TopicList: [{ Topic: 'tmp-a', TotalDiff: 5, LastTimestamp: 0, OffsetList: { OffsetList: [] } }] },
    },
  },
  DeleteTopic: {},
  DeleteConsumerGroup: {},
};
const run = (line: string, more: Options = {}) => cli(line, { script, ...more });
const deleted = ({ calls }: Ran): string[] =>
  calls.flatMap(({ action, params }) =>
    /^Delete/.test(action) ? [params['Topic'] ?? params['ConsumerId'] ?? ''] : [],
  );
const ask = (line: string, yes: boolean, more: Options = {}) =>
  run(line, { terminal: true, answers: { confirm: [yes] }, ...more });

describe('names that are deleted', () => {
  test.each<[string, readonly string[]]>([
    ["topic delete --name 'tmp-*' --yes", ['tmp-a', 'tmp-b']],
    ["topic delete --name '*tmp-?' --yes", ['tmp-a', 'tmp-b', 'xtmp-c']],
    ['topic delete --name orders --yes', ['orders']],
    ["topic delete --name '*' --yes", NAMES],
    ["group delete --name 'tmp-*' --yes", ['tmp-one', 'tmp-two']],
  ])('%s', async (line, names) => {
    const ran = await run(line);
    expect([ran.code, deleted(ran)]).toEqual([0, names]);
    const [noun = '', , , pattern = ''] = line.match(/'[^']*'|\S+/g) ?? [];
    const same = await run(`${noun} list --name ${pattern} -o name`);
    expect(same.stdout.trim().split('\n')).toEqual(names);
  });

  test('results are those of the names, in the order of the list', async () => {
    const ran = await run("topic delete --name 'tmp-*' --yes -o json");
    expect(json(ran)).toMatchObject([
      { Topic: 'tmp-a', Result: 'deleted' },
      { Topic: 'tmp-b', Result: 'deleted' },
    ]);
    expect(ran.stderr).toContain('2 names match "tmp-*"\n');
  });

  test('nothing matches: a note, exit 0, no question', async () => {
    const ran = await run("topic delete --name 'none-*' -o json", { terminal: true });
    expect([ran.code, ran.stdout, ran.asked]).toEqual([0, '[]\n', []]);
    expect(ran.stderr).toContain('nothing to do: no name matches "none-*"\n');
    expect(deleted(ran)).toEqual([]);
  });

  test('nothing matches: a terminal gets the note alone, a pipe the headers too', async () => {
    const line = "topic delete --name 'none-*' --yes";
    expect(await run(line, { terminal: true })).toMatchObject({ code: 0, stdout: '' });
    expect((await run(line)).stdout).toMatch(/Result/);
  });

  test('a name that was deleted before its request is a success', async () => {
    const gone = refusal('BIZ_TOPIC_NOT_FOUND');
    const ran = await run("topic delete --name 'tmp-*' --yes -o json", {
      script: { ...script, DeleteTopic: ({ Topic }) => (Topic === 'tmp-a' ? gone : {}) },
    });
    expect(json(ran)).toMatchObject([{ Result: 'unchanged' }, { Result: 'deleted' }]);
    expect(ran.code).toBe(0);
  });

  test('an interrupted run is finished by the same command', async () => {
    const state = memoryFolder(() => NOW);
    const stop = new AbortController();
    const left = new Set(NAMES);
    const service = {
      ...script,
      GetTopicList: () => listed([...left]),
      DeleteTopic: ({ Topic = '' }) => {
        left.delete(Topic);
        if (Topic === 'tmp-a') stop.abort(130);
        return {};
      },
    };
    const line = "topic delete --name '*tmp-*' --yes -o json";
    const first = await run(line, { state, stop: stop.signal, script: service });
    expect([first.code, deleted(first)]).toEqual([130, ['tmp-a']]);
    const second = await run(line, { state, script: service });
    expect([second.code, deleted(second)]).toEqual([0, ['tmp-b', 'xtmp-c']]);
  });
});

test.each([
  ["topic delete --name 'tmp-*' --yes", 'who has confirmed'],
  ["topic delete --name 'tmp-*' --dry-run", 'a dry run'],
])('%s: the names are not listed for %s', async (line) => {
  const ran = await run(line, { terminal: true });
  expect([ran.code, ran.asked]).toEqual([0, []]);
  expect(ran.stderr).toContain('2 names match "tmp-*"\n');
  expect(ran.stderr).not.toContain('  tmp-a\n');
});

describe('the question', () => {
  test('shows the names, who reads them, and the count', async () => {
    const ran = await ask("topic delete --name 'tmp-*'", true);
    expect([ran.code, ran.asked, deleted(ran)]).toEqual([0, ['Delete 2 topics?'], ['tmp-a', 'tmp-b']]);
    expect(ran.stderr).toMatch(
      /^2 names match "tmp-\*":\n {2}tmp-a: read by tmp-one \(lag 5\).*\n {2}tmp-b: not read by any group\nAbout to delete 2 topics matching "tmp-\*" \([^)]*\)\.\n/,
    );
  });

  test('of groups shows each once too', async () => {
    const ran = await ask("group delete --name 'tmp-*'", true);
    expect(ran.stderr).toMatch(
      /^2 names match "tmp-\*":\n {2}tmp-one: reads tmp-a \(lag 5\)\n {2}tmp-two: reads tmp-a \(lag 5\)\nAbout to delete 2 groups matching "tmp-\*" \(/,
    );
  });

  test('shows the names where nothing can be read about them', async () => {
    const denied = { script: { ...script, GetConsumerList: refusal('NoPermission', 403) } };
    const ran = await ask("topic delete --name 'tmp-*'", true, denied);
    expect(ran.stderr).toMatch(/":\n {2}tmp-a\n {2}tmp-b\n {2}cannot check which groups read these topics: /);
  });

  test('the answer no deletes nothing', async () => {
    const ran = await ask("topic delete --name 'tmp-*'", false);
    expect([ran.code, deleted(ran)]).toEqual([130, []]);
  });

  test('of many names shows twenty, and how many more', async () => {
    const many = Array.from({ length: 30 }, (_, i) => `tmp-${String(i).padStart(2, '0')}`);
    const ran = await ask("topic delete --name 'tmp-*'", false, { script: { ...script, GetTopicList: listed(many) } });
    expect(ran.stderr).toContain('  tmp-19: not read by any group\n  and 10 more\n');
    expect(ran.stderr).not.toContain('tmp-20');
    expect(ran.asked).toEqual(['Delete 30 topics?']);
  });

  test('names that are created after the match are not deleted', async () => {
    const lists = [listed(NAMES), listed([...NAMES, 'tmp-new'])];
    const ran = await ask("topic delete --name 'tmp-*'", true, { script: { ...script, GetTopicList: lists } });
    expect(deleted(ran)).toEqual(['tmp-a', 'tmp-b']);
  });

  test('names with control characters are made visible', async () => {
    const hostile = { script: { ...script, GetTopicList: listed(['tmp-\x1b[2J']) } };
    const ran = await ask("topic delete --name 'tmp-*'", false, hostile);
    expect(ran.stderr).toContain('  tmp-\\u001b[2J: not read by any group\n');
    expect(ran.stderr).not.toContain('\x1b[2J');
    expect(ran.asked).toEqual(['Delete topic tmp-\\u001b[2J?']);
  });

  test('Ctrl-C deletes nothing', async () => {
    const ran = await run("topic delete --name 'tmp-*'", { terminal: true, answers: { confirm: [declined()] } });
    expect([ran.code, deleted(ran)]).toEqual([130, []]);
  });
});

describe('input that is refused before anything is sent', () => {
  test.each([
    ['without --yes and without a terminal', "topic delete --name 'tmp-*'", '--yes'],
    ['with names', "topic delete orders --name 'tmp-*' --yes", '--name cannot be combined with <name>'],
    ['with a file', "topic delete -f names.txt --name 'tmp-*' --yes", '--name cannot be combined with --from-file'],
    ['an empty pattern', "topic delete --name '' --yes", '--name must not be empty'],
    ['neither names nor a pattern', 'topic delete --yes', '<name> is required'],
  ])('%s', async (_says, line, message) => {
    const ran = await run(line, { files: { 'names.txt': 'orders' } });
    expect([ran.code, ran.calls]).toEqual([2, []]);
    expect(ran.stderr).toContain(message);
  });
});

test('a dry run reads the list and prints the requests', async () => {
  const ran = await run("topic delete --name 'tmp-*' --dry-run -o json");
  expect(ran.calls.map(({ action }) => action)).toEqual(['GetTopicList']);
  expect(json(ran)).toMatchObject([{ params: { Topic: 'tmp-a' } }, { params: { Topic: 'tmp-b' } }]);
});

describe('a profile that wants each change confirmed by name', () => {
  const profiles = { prod: { accessKeyId: 'testid', accessKeySecret: 'testsecret', confirm: 'name' } };
  const files = { '/home/nobody/.config/alikafka/config.json': JSON.stringify({ current: 'prod', profiles }) };
  const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };

  test.each(["'tmp-*'", 'orders'])('the word is the instance, however many match: %s', async (pattern) => {
    const line = `topic delete --name ${pattern} -o json`;
    const refused = await run(line, { files, env });
    expect([refused.code, refused.calls]).toEqual([2, []]);
    expect(errorOf(refused).details).toMatchObject([{ flag: '--confirm' }]);
    expect(refused.stderr).toContain(`--confirm ${INSTANCE}`);
    expect((await run(`${line} --confirm ${INSTANCE}`, { files, env })).code).toBe(0);
  });
});

describe('a pattern that is typed as a name', () => {
  test.each(['topic', 'group'])('%s', async (noun) => {
    const ran = await run(`${noun} delete 'tmp-*' --yes -o json`);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(errorOf(ran)).toMatchObject({
      message: '<name> must be a name, not "tmp-*"; use --name for a pattern',
      next: `alikafka ${noun} delete --name 'tmp-*'`,
    });
  });

  test('among other problems, the help is next', async () => {
    const ran = await run("topic delete orders 'a?c' --sort x:y --yes -o json");
    expect(errorOf(ran).details).toContainEqual(
      expect.objectContaining({ message: '<name> must be a name, not "a?c"; use --name for a pattern' }),
    );
    expect(errorOf(ran)).toMatchObject({ next: 'alikafka topic delete --help' });
  });

  test('is sent with --no-validate', async () => {
    const ran = await run("topic delete 'tmp-*' --yes --no-validate");
    expect(deleted(ran)).toEqual(['tmp-*']);
  });
});

test.each([
  ["topic delete --name 'tmp-*'", 'About to delete topics matching "tmp-*" ('],
  ["group delete --name 'tmp-*'", 'About to delete groups matching "tmp-*" ('],
])('a refusal before the list is read names the pattern: %s', async (line, about) => {
  const ran = await run(line);
  expect([ran.code, ran.calls]).toEqual([2, []]);
  expect(ran.stderr).toContain(about);
});
