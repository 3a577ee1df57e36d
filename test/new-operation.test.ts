/** new-operation in copies of the project: its files compile and follow the rules of records. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { main } from '../scripts/new-operation/main.ts';
import { type Facts, readFacts } from '../scripts/new-operation/facts.ts';
import {
  newOperation,
  type Options,
  Refused,
  todosIn,
  todosOf,
  type Written,
} from '../scripts/new-operation/new-operation.ts';
import { MARK } from '../scripts/new-operation/source.ts';
import { COMMANDS, operationOf } from '../src/operations/registry.ts';
import { compiled, copied, judged, project, removeCopies, textOf, WHOLE } from './support/project-copy.ts';

afterAll(removeCopies);

/** An invented operation of CloudMonitor. */
const RULES: Facts = {
  product: 'cms',
  version: '2019-01-01',
  effect: 'read',
  methods: ['GET', 'POST'],
  rate: 50,
  olderRate: 50,
  params: {
    Namespace: { type: 'String', required: true },
    MetricName: { type: 'String' },
    PageNumber: { type: 'Integer' },
    PageSize: { type: 'Integer' },
  },
  answer: {
    Code: 'String',
    Success: 'Boolean',
    Total: 'String',
    Rules: { Rule: [{ RuleName: 'String', Since: 'Time' }] },
  },
  draft: {
    command: 'metrics invented',
    summary: 'List the rules that a test invents',
    help: { Namespace: 'Product', MetricName: 'Only this metric', PageNumber: 'Page', PageSize: 'Rules a page' },
  },
};

/** An invented change of an instance. */
const change = (effect: Facts['effect'], verb: string): Facts => ({
  product: 'alikafka',
  version: '2019-09-16',
  effect,
  methods: ['POST'],
  takesTime: true,
  params: { RegionId: { type: 'String', required: true }, InstanceId: { type: 'String', required: true } },
  answer: { Code: 'Integer', Success: 'Boolean' },
  draft: { command: `instance ${verb}`, summary: `Do what ${verb} says`, asks: true },
});

/** An invented deletion of a topic. */
const removal = (notes: readonly string[]): Facts => {
  const { params, ...rest } = change('destroy', 'invented-removal');
  const named: Facts = { ...rest, params: { ...params, Topic: { type: 'String', required: true } } };
  return { ...named, draft: { command: 'topic invented-removal', summary: 'Remove a topic otherwise', notes } };
};

const { takesTime: _takesTime, ...atOnce } = change('order', 'invented-order');
const ORDER: Facts = { ...atOnce, answer: { ...atOnce.answer, OrderId: 'String' } };

/** The operations of this test. They are invented, so that none of them gets a record. */
const INVENTED: Readonly<Record<string, Facts>> = {
  DescribeInventedRules: RULES,
  StopInvented: change('write', 'invented-stop'),
  ReopenInvented: change('write', 'invented-reopen'),
  ReleaseInvented: change('destroy', 'invented-release'),
  OrderInvented: ORDER,
};

const writeFacts = (root: string, action: string, facts: object): void =>
  writeFileSync(join(root, 'facts', `${action}.json`), JSON.stringify(facts));

/** A copy with the facts of the invented operations. */
function inventing(parts?: readonly string[]): string {
  const root = copied(parts);
  for (const [action, facts] of Object.entries(INVENTED)) writeFacts(root, action, facts);
  return root;
}

/** The operations without a record and the invented ones. An operation whose command already exists gets another one. */
function writeAll(root: string): ReadonlyMap<string, readonly Written[]> {
  const waiting = Object.entries(readFacts(root)).filter(([action]) => operationOf(action) === undefined);
  const paths = new Set(COMMANDS.keys());
  return new Map(
    waiting.map(([action, { draft }], i) => {
      const path = draft?.command ?? '';
      const options: Options = paths.has(path)
        ? { command: `instance other-${'abcdefghijklmnopqrstuvwxyz'.charAt(i % 26)}` }
        : {};
      paths.add(path);
      return [action, newOperation(root, action, options)] as const;
    }),
  );
}

describe('all operations without a record', () => {
  const root = inventing(WHOLE);
  const actions = Object.keys(readFacts(root)).filter((action) => operationOf(action) === undefined);
  const written = new Map<string, readonly Written[]>();
  beforeAll(() => {
    for (const [action, paths] of writeAll(root)) written.set(action, paths);
  });

  test('are of every kind, including CloudMonitor', () => {
    const facts = readFacts(root);
    expect(new Set(actions.map((action) => facts[action]?.effect))).toEqual(
      new Set(['read', 'write', 'destroy', 'order']),
    );
    expect(actions).toContain('DescribeInventedRules');
  });

  test('compile without errors', async () => {
    expect(await compiled(root)).toBe('');
  }, 300_000);

  test('follow the rules of records and lack nothing', async () => {
    const { failures, passed } = await judged(root);
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(actions.length * 10);
  }, 300_000);

  test.each(actions)('%s: six files, and every place to fill in is listed', (action) => {
    // A new noun below a noun needs one more file.
    const paths = written.get(action)?.filter(({ path }) => path !== 'src/operations/nouns.ts');
    expect(paths?.map(({ path, how }) => `${how} ${path}`)).toEqual([
      expect.stringMatching(/^new src\/operations\/[a-z-]+\/[a-z-]+\.ts$/),
      'changed src/operations/registry.ts',
      expect.stringMatching(/^changed src\/emulator\/handlers\/[a-z-]+\.ts$/),
      `new test/samples/${action}.ts`,
      `changed facts/${action}.json`,
      'changed CHANGELOG.md',
    ]);
    expect(readFacts(root)[action]).not.toHaveProperty('draft');
    const todos = todosOf(root, action, written.get(action) ?? []);
    expect(todos.map(({ path }) => path).filter((path) => path.endsWith(`${action}.ts`)).length).toBeGreaterThan(1);
    for (const { path, line, says } of todos) {
      expect(textOf(root, path).split('\n')[line - 1]).toContain(MARK);
      expect(says).toMatch(/^[a-z].{5,}/);
    }
  });
});

describe('one operation', () => {
  /** The files of a copy, by path. */
  const contents = (root: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      ['src/operations', 'src/emulator/handlers', 'test/samples', 'facts']
        .flatMap((folder) =>
          readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
        )
        .filter((path) => /\.\w+$/.test(path))
        .concat('CHANGELOG.md')
        .map((path) => [path, textOf(root, path)]),
    );

  const refused = (action: string, options: Options, why: RegExp, prepare?: (root: string) => void): void => {
    const root = inventing();
    prepare?.(root);
    const before = contents(root);
    expect(() => newOperation(root, action, options)).toThrow(why);
    expect(() => newOperation(root, action, options)).toThrow(Refused);
    expect(contents(root)).toEqual(before);
  };

  test('is written to the folder of its command, with the given effect', () => {
    const root = inventing();
    const before = contents(root);
    newOperation(root, 'DescribeInventedRules', { command: 'topic quota', effect: 'write' });
    const record = textOf(root, 'src/operations/topic/quota.ts');
    expect(record).toContain("path: 'topic quota'");
    expect(record).toContain("effect: 'write'");
    expect(textOf(root, 'src/emulator/handlers/topic.ts')).toContain('DescribeInventedRules: describeInventedRules,');
    const changed = Object.entries(contents(root)).filter(([path, text]) => before[path] !== text);
    expect(changed.map(([path]) => path).sort()).toEqual([
      'CHANGELOG.md',
      'facts/DescribeInventedRules.json',
      'src/emulator/handlers/topic.ts',
      'src/operations/registry.ts',
      'src/operations/topic/quota.ts',
      'test/samples/DescribeInventedRules.ts',
    ]);
  });

  /** The places to fill in, in a file of an operation with these facts. */
  const marks = (facts: Facts, folder: 'src/operations' | 'test/samples'): string[] => {
    const root = copied();
    writeFacts(root, 'TryInvented', facts);
    const written = newOperation(root, 'TryInvented', {}).filter(({ path }) => path.startsWith(folder));
    return todosOf(root, 'TryInvented', written).map(({ says }) => says);
  };
  const recordOf = (facts: Facts): string => {
    const root = copied();
    writeFacts(root, 'TryInvented', facts);
    return textOf(root, newOperation(root, 'TryInvented', {})[0]?.path ?? '');
  };

  test.each<[string, Facts, number, number]>([
    ['of an instance', change('destroy', 'invented-try'), 2, 1],
    ['of a topic', removal([]), 0, 0],
    ['of a topic whose notes say that a status follows', removal(['Status becomes 1, and the topic stays']), 2, 1],
    ['which is none', change('write', 'invented-try'), 0, 0],
  ])('a deletion %s: states whether it may stay listed', (_of, facts, inRecord, inSample) => {
    const stays = (says: string): boolean => / stays (listed )?with a status/.test(says);
    expect(marks(facts, 'src/operations').filter(stays)).toHaveLength(inRecord);
    expect(marks(facts, 'test/samples').filter(stays)).toHaveLength(inSample);
  });

  test('with a parameter that forces something has no --force', () => {
    const { params, ...rest } = change('destroy', 'invented-try');
    const forced: Facts = { ...rest, params: { ...params, ForceDeleteInstance: { type: 'Boolean' } } };
    expect(recordOf(forced)).toContain("flag: 'force-delete-instance'");
    expect(marks(forced, 'src/operations')).toContainEqual(expect.stringMatching(/^a flag that says what it brings/));
  });

  test('with codes in its notes: those missing in the catalogue are listed', () => {
    const notes = ['Refused: BIZ_INVENTED_ERROR', 'Gone: Topic.NotFound or Invented.NotFound, or BIZ_INVENTED_ERROR'];
    const facts = removal(notes);
    expect(marks(facts, 'src/operations')).toContain('not in the catalogue yet: BIZ_INVENTED_ERROR, Invented.NotFound');
    expect(marks(removal(['Topic.NotFound']), 'src/operations').join()).not.toContain('catalogue');
  });

  test('with the position of each entry in its list: the other fields are the columns', () => {
    const facts = (row: Record<string, 'String'>): Facts => ({ ...RULES, answer: { Rules: [row] } });
    const [InstanceId, RegionId, Grade] = ['String', 'String', 'String'] as const;
    expect(recordOf(facts({ InstanceId, RegionId, Grade }))).toContain("columns: ['Grade'], name: 'Grade'");
    expect(recordOf(facts({ InstanceId }))).toContain("columns: ['InstanceId'], name: 'InstanceId'");
  });

  test('with paging by entries has no flag for it, and asks to read the pages in fetch', () => {
    const facts: Facts = { ...RULES, params: { StartIndex: { type: 'Integer' }, PageSize: { type: 'Integer' } } };
    expect(recordOf(facts)).not.toMatch(/flag: 'start-index'|paging: /);
    expect(marks(facts, 'src/operations')).toContainEqual(expect.stringMatching(/^pages by StartIndex/));
  });

  test('with a verb that already has a file gets a file named after its action', () => {
    const root = inventing();
    const [record] = newOperation(root, 'DescribeInventedRules', { command: 'topic status-of' });
    expect(record?.path).toBe('src/operations/topic/status-of.ts');
    writeFileSync(join(root, 'src/operations/instance/invented-release.ts'), '// by hand\n');
    const [other] = newOperation(root, 'ReleaseInvented', {});
    expect(other?.path).toBe('src/operations/instance/release-invented.ts');
    expect(textOf(root, 'src/operations/instance/invented-release.ts')).toBe('// by hand\n');
  });

  test('is added to the list of the newest version', () => {
    const root = inventing();
    newOperation(root, 'StopInvented', {});
    newOperation(root, 'ReopenInvented', {});
    const head = 'New operations:\n\n';
    const lines =
      '- `instance invented-reopen` (ReopenInvented): do what invented-reopen says\n- `instance invented-stop` (StopInvented): do what invented-stop says\n';
    expect(textOf(root, 'CHANGELOG.md')).toContain(head + lines);
    expect(textOf(root, 'CHANGELOG.md').split(head)).toHaveLength(2);
  });

  test('is refused if it is unknown, with a suggestion', () => {
    refused('ReleaseInventeds', {}, /facts\/ReleaseInventeds\.json does not exist\. Did you mean ReleaseInvented\?/);
    refused('Frobnicate', {}, /does not exist\. The facts of an operation are written first/);
    refused('metrics', {}, /facts\/metrics\.json does not exist/);
    refused('constructor', {}, /does not exist/);
  });

  test('is refused if it has a record', () => refused('CreateTopic', {}, /CreateTopic has a record already/));

  test('is refused if its command exists or is invalid, or its effect is invalid', () => {
    refused('StopInvented', {}, /"instance create" calls CreatePrePayOrder already/, (root) =>
      writeFacts(root, 'StopInvented', change('write', 'create')),
    );
    refused('StopInvented', { command: 'instance upgrade' }, /"instance upgrade" calls UpgradePrePayOrder already/);
    refused('StopInvented', { command: 'instance resize' }, /"instance resize" calls UpgradePrePayOrder already/);
    refused(
      'StopInvented',
      { command: 'instance allowed-ip' },
      /"instance allowed-ip" is a noun: a verb has to follow/,
    );
    refused('StopInvented', { command: 'instance create now' }, /"instance create" is a command: no verb can follow/);
    refused('StopInvented', { command: 'group progress now' }, /"group progress" is a command: no verb can follow/);
    refused('StopInvented', { command: 'instances stop' }, /"instances" is no noun: expected instance, topic/);
    refused('StopInvented', { command: 'stop' }, /"stop" is no command/);
    refused('StopInvented', { command: '../instance stop' }, /is no command/);
    refused('StopInvented', { effect: 'destroys' }, /"destroys" is no effect: expected read, write, destroy, order/);
  });

  test('is refused if no command is given', () => {
    const withoutDraft = (root: string): void => {
      const { draft: _draft, ...facts } = RULES;
      writeFacts(root, 'DescribeInventedRules', facts);
    };
    refused('DescribeInventedRules', {}, /--command is required/, withoutDraft);
  });

  test('is refused if its facts are incomplete', () =>
    refused('DescribeInventedRules', {}, /^facts\/DescribeInventedRules\.json lacks: effect$/, (root) => {
      const { effect: _effect, ...facts } = RULES;
      writeFacts(root, 'DescribeInventedRules', facts);
    }));

  test('overwrites nothing', () =>
    refused('StopInvented', {}, /test\/samples\/StopInvented\.ts exists already; nothing was written/, (root) => {
      writeFileSync(join(root, 'test/samples/StopInvented.ts'), '// by hand\n');
    }));
});

describe('the command', () => {
  /** Runs it in a copy: its output and exit code. */
  async function typed(
    root: string,
    ...args: readonly string[]
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    const said = { stdout: '', stderr: '' };
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      jest.spyOn(process[stream], 'write').mockImplementation((text) => {
        said[stream] += String(text);
        return true;
      }),
    );
    const code = await main(root, args);
    for (const spy of spies) spy.mockRestore();
    return { code, ...said };
  }

  test('lists the files and each place to fill in', async () => {
    const root = inventing();
    const { code, stdout, stderr } = await typed(root, 'ReleaseInvented');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      'wrote   src/operations/instance/invented-release.ts\nchanged src/operations/registry.ts\n',
    );
    const places = [...stdout.matchAll(/^ {2}(\S+):(\d+): (\S.*)$/gm)];
    expect(places.length).toBeGreaterThan(8);
    for (const [, path = '', line, says] of places)
      expect(textOf(root, path).split('\n')[Number(line) - 1]).toContain(`${MARK}: ${String(says)}`);
  });

  test('lists the remaining places of one operation only, even in shared files', () => {
    const root = inventing();
    newOperation(root, 'StopInvented', {});
    const reopened = newOperation(root, 'ReopenInvented', {});
    const shared = todosOf(root, 'ReopenInvented', reopened).filter(({ path }) => path.includes('/handlers/'));
    expect(shared.length).toBeGreaterThan(1);
    for (const { says } of shared) expect(says).toContain('ReopenInvented');
  });

  test('reports an effect that differs from the facts', async () => {
    const says = 'facts/StopInvented.json says write, not destroy: test/records.test.ts fails until one is changed.\n';
    expect((await typed(inventing(), 'StopInvented', '--effect', 'destroy')).stdout).toContain(says);
    expect((await typed(inventing(), 'StopInvented', '--effect', 'write')).stdout).not.toContain('fails until');
  });

  test('names a file of facts that is not valid JSON: exit 2', async () => {
    const root = inventing();
    writeFileSync(join(root, 'facts', 'StopInvented.json'), '{ "product": }');
    expect(await typed(root, 'ReleaseInvented')).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^facts\/StopInvented\.json cannot be read: Unexpected token .*\n$/),
    });
  });

  test('prints its usage: exit 2', async () => {
    expect(await typed(inventing())).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^one action is expected\nusage: /),
    });
    expect(await typed(inventing(), 'StopInvented', '--verb', 'x')).toMatchObject({ code: 2, stdout: '' });
  });
});

test('nothing is left to be filled in', () => {
  const files = ['src', 'test/samples'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file}`),
  );
  expect(
    todosIn(project, [...files, 'CHANGELOG.md']).map(({ path, line, says }) => `${path}:${line}: ${says}`),
  ).toEqual([]);
});
