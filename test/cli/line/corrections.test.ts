/** A mistyped command line: one problem for one mistake, and the corrected line as the next command. */
import { describe, expect, test } from '@jest/globals';
import { globalFields } from '../../../src/cli/correct/known-command.ts';
import { TOOL_COMMANDS } from '../../../src/commands/registry.ts';
import { toolFields } from '../../../src/commands/tool-command.ts';
import { type Field, fieldsOf } from '../../../src/engine/input/fields.ts';
import { type BoundCommand, COMMANDS } from '../../../src/operations/registry.ts';
import { usage } from '../../../src/errors/failure.ts';
import { cli, errorOf, runCli } from '../../support/context.ts';

/** The messages and the next command of a line that is refused before anything is sent. */
async function refused(words: readonly string[]): Promise<{ messages: string[]; next: string; hint: unknown }> {
  const ran = await runCli([...words, '-o', 'json'], { files: {} });
  expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
  const { details, next, hint } = errorOf(ran);
  return { messages: details.map(({ message }) => String(message)), next: String(next), hint };
}

const of = (line: string): ReturnType<typeof refused> => refused(line.split(' '));

describe('one mistake is one problem, and the corrected line is next', () => {
  test.each([
    // an option of another command
    [
      'topic list --tag team=web',
      /^unknown option --tag; it is an option of "tag list"$/,
      'tag list --type topic --tag team=web',
    ],
    ['group list --tag=team', /"tag list"$/, 'tag list --type group --tag team'],
    ['group describe billing --fail-above 10', /"group lag"$/, 'group lag billing --fail-above 10'],
    ...['max', 'max-lag', 'threshold', 'above', 'limit'].map(
      (name) =>
        [
          `group lag --${name} 100`,
          new RegExp(`^unknown option --${name}; did you mean --fail-above\\?$`),
          'group lag --fail-above 100',
        ] as const,
    ),
    ['group describe --partitions billing', /"group lag"$/, 'group lag --partitions billing'],
    // resources as other programs name them
    ['tag add --topic orders --tag team=web', /did you mean topic\/orders\?$/, 'tag add topic/orders --tag team=web'],
    ['tag remove --group g1 --key team', /did you mean group\/g1\?$/, 'tag remove group/g1 --key team'],
    ['tag list --topic orders', /did you mean topic\/orders\?$/, 'tag list topic/orders'],
    ['tag list --topic=topic/orders', /did you mean topic\/orders\?$/, 'tag list topic/orders'],
    [
      'tag list topic orders',
      /^unexpected argument "topic orders"; did you mean topic\/orders\?$/,
      'tag list topic/orders',
    ],
    // an argument that is the value of an option
    [
      'tag add topic/orders team=web',
      /^unexpected argument "team=web"; did you mean --tag team=web\?$/,
      'tag add topic/orders --tag team=web',
    ],
    ['tag add topic/orders team', /did you mean --tag team\?$/, 'tag add topic/orders --tag team'],
    ['tag remove topic/orders team', /did you mean --key team\?$/, 'tag remove topic/orders --key team'],
    ['metrics list m topic=orders', /did you mean --topic orders\?$/, 'metrics list m --topic orders'],
    [
      'metrics projects product=kafka',
      /did you mean --label product=kafka\?$/,
      'metrics projects --label product=kafka',
    ],
    ['metrics list m 6h', /did you mean --since 6h\?$/, 'metrics list m --since 6h'],
    ['topic create orders 12', /did you mean --partitions 12\?$/, 'topic create orders --partitions 12'],
    ['topic create orders PartitionNum=12', /did you mean --partitions 12\?$/, 'topic create orders --partitions 12'],
    ['topic list orders', /did you mean --name orders\?$/, 'topic list --name orders'],
    ['topic list -n orders', /did you mean --name orders\?$/, 'topic list --name orders'],
    // a value of the other form
    [
      'metrics list m --start 6h',
      /^--start must be a time, not "6h"; did you mean --since 6h\?$/,
      'metrics list m --since 6h',
    ],
    ['metrics list m --start -2h', /did you mean --since 2h\?$/, 'metrics list m --since 2h'],
    [
      'metrics list m --since=2026-11-01',
      /^--since must be a duration, not "2026-11-01"; did you mean --start/,
      'metrics list m --start 2026-11-01',
    ],
    // an argument that is typed as an option
    [
      'topic set-remark orders --remark x1y',
      /^unknown option --remark: <remark> is an argument$/,
      'topic set-remark orders x1y',
    ],
    ['topic set-remark --remark x1y orders', /<remark> is an argument$/, 'topic set-remark orders x1y'],
    ['topic create --topic orders --partitions 3', /<name> is an argument$/, 'topic create orders --partitions 3'],
    ['topic create --Topic=orders', /<name> is an argument$/, 'topic create orders'],
    ['topic describe --topic orders', /<name> is an argument$/, 'topic describe orders'],
    ['group delete --group g1', /<name> is an argument$/, 'group delete g1'],
    ['instance describe --name prod', /<id> is an argument$/, 'instance describe prod'],
    ['instance rename i-1 --name prod', /<name> is an argument$/, 'instance rename i-1 prod'],
    ['sasl delete --name app', /<username> is an argument$/, 'sasl delete app'],
    ['group lag -g billing', /<name> is an argument$/, 'group lag billing'],
    ['instance allowed-ip add --ip 10.0.0.1', /argument$/, 'instance allowed-ip add 10.0.0.1'],
    ['explain --code 6', /<code> is an argument$/, 'explain 6'],
    ['config use --profile prod', /^--profile is a global option, and <profile> is an argument$/, 'config use prod'],
    // options under other names
    ['topic list --nme x', /did you mean --name\?$/, 'topic list --name x'],
    ['metrics top m --asc', /did you mean --order asc\?$/, 'metrics top m --order asc'],
    ['topic delete orders --dry-run=off', /^--dry-run takes no value$/, 'topic delete orders'],
    ['topic delete orders --yes=off', /^--yes takes no value$/, 'topic delete orders'],
    ['topic delete orders --yes=true', /^--yes takes no value$/, 'topic delete orders --yes'],
    [
      'topic delete orders --yes --force',
      /^unknown option --force; did you mean --yes\?$/,
      'topic delete orders --yes',
    ],
    ['topic create orders --dry-run=client', /^--dry-run takes no value$/, 'topic create orders --dry-run'],
    ['topic add-partitions orders --partitions 12', /did you mean --to\?$/, 'topic add-partitions orders --to 12'],
    ['topic list --RegionId cn-beijing', /did you mean --region\?$/, 'topic list --region cn-beijing'],
    ['topic list --verbose', /did you mean --debug\?$/, 'topic list --debug'],
    ['topic create orders --replication-factor 3', /^unknown option --replication-factor$/, 'topic create orders'],
    [
      'api CreateTopic --Topic orders --PartitionNum=3',
      /^unknown option --(Topic|PartitionNum); parameters are typed as Key=Value$/,
      'api CreateTopic Topic=orders PartitionNum=3',
    ],
    [
      'acl create --allow-principal User:app --topic orders --operation read',
      /did you mean --principal\?$/,
      'acl create --principal User:app --topic orders --operation read',
    ],
    ['metrics list m --last 6h', /did you mean --since\?$/, 'metrics list m --since 6h'],
    [
      'metrics list m --period 5m',
      /^--period must be a number of seconds, not "5m"; did you mean --period 300\?$/,
      'metrics list m --period 300',
    ],
    [
      'group lag g1 --sort -lag',
      /^--sort: unknown column "-lag"; did you mean Lag:desc\?|unknown column "-lag"/,
      'group lag g1 --sort Lag:desc',
    ],
    [
      'group lag g1 --partitions --sort=-partition',
      /unknown column "-partition"/,
      'group lag g1 --partitions --sort Partition:desc',
    ],
    [
      'topic create orders -p 3',
      /^-p is --profile; did you mean --partitions 3\?$/,
      'topic create orders --partitions 3',
    ],
    ['topic create -p3 orders', /^-p is --profile/, 'topic create --partitions 3 orders'],
    ['topic list -w', /^unknown option -w; did you mean --wide\?$/, 'topic list --wide'],
    // verbs
    ['topic alter orders --partitions 6', /did you mean one of/, 'topic add-partitions orders --to 6'],
    ['topic update orders --partitions 6', /did you mean one of/, 'topic add-partitions orders --to 6'],
    ['acl show', /did you mean one of "acl list", "acl resources"\?$/, 'acl list'],
    ['instance endpoints', /did you mean "instance describe"\?$/, 'instance describe'],
    ['topic lits', /did you mean "topic list"\?$/, 'topic list'],
    ['topic creat orders', /did you mean "topic create"\?$/, 'topic create orders'],
    [
      'topic --describe --topic orders',
      /^unknown option --describe; did you mean "topic describe"\?$/,
      'topic describe orders',
    ],
    [
      'topic --alter --topic orders --partitions 12',
      /did you mean one of "topic add-partitions"/,
      'topic add-partitions orders --to 12',
    ],
    ['topic get orders', /did you mean one of/, 'topic describe orders'],
    ['describe topic orders', /did you mean "topic describe"\?$/, 'topic describe orders'],
    ['alikafka topic list', /^unknown command "alikafka"$/, 'topic list'],
  ])('%s', async (line, message, next) => {
    const ran = await of(line);
    for (const one of ran.messages) expect(one).toMatch(message);
    expect(ran.messages).toHaveLength(line.startsWith('api ') ? 2 : 1);
    expect(ran.next).toContain(' -o json');
    expect(ran.next.replace(' -o json', '')).toBe(`alikafka ${next}`);
  });

  test.each([
    ['tag add topic orders team=web', 'tag add topic/orders --tag team=web'],
    ['tag add --topic orders team=web', 'tag add topic/orders --tag team=web'],
    ['tag add topic orders billing team=web', 'tag add topic/orders topic/billing --tag team=web'],
    ['tag remove group g1 team', 'tag remove group/g1 --key team'],
  ])('a resource and a tag in other words: %s', async (line, next) => {
    expect((await of(line)).next).toBe(`alikafka ${next} -o json`);
  });

  test('a kind without a name is no resource', async () => {
    expect((await of('tag list topic')).next).toBe('alikafka tag list --help');
  });

  test('fields after --json are no other option', async () => {
    expect((await cli('instance list --json name')).stderr).toBe(
      'error: unknown option --json; did you mean --output json?\n  next:      alikafka instance list --output json\n',
    );
    expect((await cli('topic describe --json orders')).stderr).toContain('topic describe --output json orders\n');
  });

  test('-o wide', async () => {
    const ran = await cli('topic list -o wide');
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toBe(
      'error: --output cannot be "wide"; did you mean --wide?\n  next:      alikafka topic list --wide\n',
    );
  });

  test('-p is a profile where it can be one', async () => {
    expect((await of('topic create orders -p nosuch')).messages).toEqual([
      expect.stringContaining('profile "nosuch" not found'),
    ]);
    expect((await of('topic list -p 3')).messages).toEqual([expect.stringContaining('profile "3" not found')]);
  });

  test('a file under another name supplies what is required', async () => {
    const ran = await runCli(['topic', 'create', '--file', 'x.csv', '-o', 'json'], { files: { 'x.csv': 'orders\n' } });
    const { details, next } = errorOf(ran);
    expect(details.map(({ message }) => message)).toEqual(['unknown option --file; did you mean --from-file?']);
    expect(next).toBe('alikafka topic create --from-file x.csv -o json');
  });

  test('one number for two options is neither of them', async () => {
    const ran = await of('topic add-partitions orders 3');
    expect(ran.messages).toEqual(['unexpected argument "3"; did you mean --add 3 or --to 3?']);
    expect(ran.next).toBe('alikafka topic add-partitions --help');
  });

  test('an argument too many of a command with a secret may be that, and is not repeated', async () => {
    for (const verb of ['create', 'set-password']) {
      const ran = await cli(`sasl ${verb} app hunter22 --password-stdin`);
      expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('unexpected argument "******"; a secret is')]);
      expect(ran.stdout + ran.stderr).not.toContain('hunter22');
    }
  });

  test.each(['--password hunter22', '--password=hunter22', '--password -hunter22'])(
    'a password is read from stdin or a file, and not repeated: %s',
    async (typed) => {
      for (const verb of ['create', 'set-password']) {
        const { messages, next } = await of(`sasl ${verb} app ${typed}`);
        expect(messages).toEqual([
          'unknown option --password; the value is read from stdin or a file: --password-stdin, --password-file',
        ]);
        expect(next).toBe(`alikafka sasl ${verb} --help`);
      }
    },
  );

  test('a name for a new instance is given later', async () => {
    const { messages, next, hint } = await of('instance create --name prod');
    expect(messages[0]).toBe('unknown option --name; it is an option of "instance start"');
    expect(messages.join()).not.toContain('prod');
    expect([next, hint]).toEqual(['alikafka instance start --help', expect.stringContaining('instance rename')]);
  });

  test.each(['instance use x', 'config use-instance x'])(
    '%s: a setting, which a guess does not change',
    async (line) => {
      const { messages, next } = await of(line);
      expect(messages[0]).toMatch(/did you mean "config set instance"\?$/);
      expect(next).toBe('alikafka config set --help');
    },
  );

  test('the reads of a noun that shows no single object', async () => {
    expect((await of('metrics show')).messages[0]).toMatch(/did you mean one of ("metrics [a-z]+"(, )?)+\?$/);
    expect((await of('label topic orders a=b')).messages).toEqual(['unknown command "label"; did you mean "tag"?']);
  });

  test('options of a program to run', async () => {
    const ran = await cli('emulator npm test --silent');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toBe(
      'error: unknown option --silent; options of the command to run come after --\n' +
        '  next:      alikafka emulator -- npm test --silent\n',
    );
  });

  test('several mistakes, in the words of the API', async () => {
    const ran = await of('topic create --Topic orders --PartitionNum 3 --InstanceId y --RegionId cn-beijing');
    expect(ran.messages).toHaveLength(4);
    expect(ran.next).toBe('alikafka topic create orders --partitions 3 --instance y --region cn-beijing -o json');
  });

  test('a hint where an option is not needed', async () => {
    expect((await of('topic create orders --replication-factor 3')).hint).toBe(
      'The service sets the replication factor of topics.',
    );
    expect((await of('--bootstrap-server h:9092 --create --topic x')).hint).toMatch(/not the brokers/);
  });
});

describe('a word after emulator', () => {
  const spawn = async ([file = '']: readonly string[]): Promise<number> => {
    if (file === 'npm') return 3;
    throw usage([{ message: `command "${file}" not found` }]);
  };

  test.each([
    ['status', 'unknown command "emulator status"', '--help'],
    ['rset', 'unknown command "emulator rset"; did you mean "emulator reset"?', 'reset'],
    ['start', 'unknown command "emulator start"; did you mean "emulator"?', ''],
  ])('%s is a command of this tool, with those that exist', async (word, message, next) => {
    const ran = await cli(`emulator ${word} -o json`, { spawn });
    expect(ran.code).toBe(2);
    expect(errorOf(ran)).toMatchObject({ message, next: `alikafka emulator ${next}`.trim() });
    expect(errorOf(ran)['hint']).toContain('"alikafka emulator reset"');
  });

  test('a program still runs, and one after -- is a program', async () => {
    expect(await cli('emulator npm', { spawn })).toMatchObject({ code: 3 });
    expect(errorOf(await cli('emulator -o json -- status', { spawn }))['message']).toBe('command "status" not found');
  });
});

test('a region that is almost right', async () => {
  expect((await of('topic list --region cn_hangzhou')).messages).toEqual([
    '--region must be a region id, not "cn_hangzhou"; did you mean cn-hangzhou?',
  ]);
});

describe('no line is next', () => {
  test.each([
    // a global option is not guessed by its beginning
    ['topic list --max 100', 'topic list --help'],
    ['topic list --dead 10s', 'topic list --help'],
    // another problem is left
    ['topic creat x', 'topic create --help'],
    ['topic list --nme x --page 0', 'topic list --help'],
    ['topic list extra --nme x', 'topic list --help'],
    ['tag add topic/x topc/y', 'tag add --help'],
    // nothing is ordered, deleted or changed by a guess
    ['instance upgrade i-1 --disk-sze 500', 'instance upgrade --help'],
    ['topic delet orders', 'topic delete --help'],
    ['topic remove orders --yes', 'topic delete --help'],
    ['topic update orders new-remark', 'topic --help'],
    ['create topic orders', 'topic create --help'],
    ['instance creat', 'instance create --help'],
    ['topic delete orders --yes=never', 'topic delete --help'],
    ['topic delete orders --force=n1', 'topic delete --help'],
    ['topic delete orders -t billing', 'topic delete --help'],
    ['topic delete --topic=-y orders', 'topic delete --help'],
    ['topic set-remark --remark=-q orders', 'topic set-remark --help'],
    ['instance delete --name prod', 'instance list --help'],
    // a secret is not repeated
    ['api FooBar --Pasword=hunter22', 'api --help'],
    ['api FooBar --Pwd hunter22', 'api --help'],
    ['sasl create app --paswordfile hunter22', 'sasl create --help'],
    ['config set access-key-secret=hunter22', 'config set --help'],
    ['config set acces-key-secret=hunter22', 'config set --help'],
    ['sasl create app --password hunter22', 'sasl create --help'],
    ['sasl create app --password-fil hunter22', 'sasl create --help'],
    ['configure --secret hunter22', 'configure --help'],
    ['help topcs', 'topic --help'],
  ])('%s', async (line, next) => {
    const { messages, next: command } = await of(line);
    expect(command).toBe(`alikafka ${next}`);
    expect(messages.join()).not.toContain('hunter22');
  });

  test('a verb alone names no command that orders', async () => {
    const { messages, next } = await of('create');
    expect(messages.join()).not.toContain('instance create');
    expect(next).toBe('alikafka --help');
  });

  test('--json prints the error for people', async () => {
    const ran = await cli('topic list --json');
    expect(ran.stderr).toMatch(
      /^error: unknown option --json; did you mean --output json\?\n {2}next: +alikafka topic list --output json\n$/,
    );
  });
});

/** A name with one letter missing, doubled, and swapped with the next one. */
function misspellings(name: string): string[] {
  const at = Math.floor(name.length / 2);
  const swapped = name.slice(0, at - 1) + (name[at] ?? '') + (name[at - 1] ?? '') + name.slice(at + 1);
  return [
    name.slice(0, at) + name.slice(at + 1),
    name.slice(0, at) + (name[at] ?? '') + name.slice(at),
    swapped,
  ].filter((one) => one !== name);
}

const isOrder = ({ command }: BoundCommand): boolean => command.kind === 'change' && command.effect === 'order';

describe('every example with a misspelled option', () => {
  const examples = [...COMMANDS.values()].flatMap((bound) =>
    bound.command.examples
      .filter(({ types }) => /--[a-z]/.test(types) && !/['"<|]|-f |from-file|password-(stdin|file)/.test(types))
      .map(({ types }) => [bound, bound.command.path, types] as const),
  );

  test.each(examples)('%#. %p: %s %s', async (bound, path, types) => {
    const words = [...path.split(' '), ...types.split(' ')];
    const known = new Set([...fieldsOf(bound), ...globalFields()].map(({ param }) => param.flag));
    for (const [i, word] of words.entries()) {
      const [, name = '', rest = ''] = /^--([a-z-]+)(=.*)?$/.exec(word) ?? [];
      // of two or three letters, an edit leaves too little
      if (name.length < 4) continue;
      for (const wrong of misspellings(name).filter((one) => !known.has(one))) {
        const line = words.toSpliced(i, 1, `--${wrong}${rest}`);
        const ran = await refused(line);
        expect(ran.messages[0]).toContain(`unknown option --${wrong}`);
        expect(ran.messages[0]).toContain(`did you mean --${name}`);
        const right = `alikafka ${words.join(' ').replace(`--${name}=`, `--${name}=`)} -o json`;
        if (isOrder(bound)) expect(ran.next).toMatch(/--help$/);
        else if (ran.messages.length === 1)
          expect(ran.next.replace(/(--[a-z-]+)=/g, '$1 ')).toBe(right.replace(/(--[a-z-]+)=/g, '$1 '));
      }
    }
  });

  test('there are many of them', () => {
    expect(examples.length).toBeGreaterThan(30);
  });
});

const TABLE = [
  ...[...COMMANDS.values()].map((bound) => ({ path: bound.command.path, fields: fieldsOf(bound) })),
  ...TOOL_COMMANDS.map((command) => ({ path: command.path, fields: toolFields(command) })),
];

describe('every option of every command, misspelled', () => {
  test.each(TABLE.map(({ path, fields }) => [path, fields] as const))(
    '%s: the next command exists',
    async (path, fields) => {
      const known = new Set([...fields, ...globalFields()].map(({ param }) => param.flag));
      for (const { param } of fields)
        for (const wrong of param.flag === undefined ? [] : misspellings(param.flag).filter((one) => !known.has(one))) {
          const ran = await refused([...path.split(' '), `--${wrong}`, 'x1y']);
          expect(ran.messages.some((one) => one.includes(`unknown option --${wrong}`))).toBe(true);
          expect(ran.next).toMatch(/^alikafka /);
          if (!ran.next.endsWith('--help')) expect(ran.next).not.toContain(`--${wrong} `);
        }
    },
  );
});

describe('every argument of every command, typed as an option', () => {
  const argued = TABLE.map(
    ({ path, fields }) => [path, fields.filter(({ param }) => param.flag === undefined)] as const,
  );
  const name = ({ param }: Field): string => (param.argument ?? '').split('|')[0] ?? '';

  test.each(argued.filter(([path, fields]) => fields.length > 0 && path !== 'completion'))(
    '%s: one problem for each, and none is missing',
    async (path, fields) => {
      const own = TABLE.find((one) => one.path === path)?.fields ?? [];
      const known = new Set([...own, ...globalFields()].map(({ param }) => param.flag));
      const typed = fields.filter((field) => !known.has(name(field)));
      const ran = await refused([...path.split(' '), ...typed.flatMap((field) => [`--${name(field)}`, 'x1y'])]);
      for (const field of typed) {
        expect(ran.messages.filter((one) => one.startsWith(`unknown option --${name(field)}`))).toHaveLength(1);
        expect(ran.messages).not.toContainEqual(expect.stringMatching(new RegExp(`^<${name(field)}> is required`)));
      }
    },
  );
});
