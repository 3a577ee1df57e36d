/** What completion offers for a line: every command, option and word of the records, and nothing that the program refuses. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildProgram } from '../../src/cli/program/program.ts';
import type { ParsedCommand } from '../../src/cli/parsed-command.ts';
import { completionTable } from '../../src/cli/completion/table-of.ts';
import { answer, linesOf, type ReadNames } from '../../src/completion/answer.ts';
import { offered } from '../../src/completion/offers.ts';
import { GLOBAL_OPTIONS } from '../../src/commands/global-options.ts';
import { TOOL_COMMANDS } from '../../src/commands/registry.ts';
import { otherPaths } from '../../src/commands/verb-aliases.ts';
import type { Param } from '../../src/core/params.ts';
import { REGION_IDS } from '../../src/core/regions.ts';
import { fieldsOf, isMany } from '../../src/engine/input/fields.ts';
import { readMany, readOne } from '../../src/engine/input/read-input.ts';
import { shownFields } from '../../src/engine/read/shown.ts';
import { NOUNS } from '../../src/operations/nouns.ts';
import { COMMANDS, OPERATIONS } from '../../src/operations/registry.ts';
import { spelled } from '../../src/output/table/columns.ts';

const table = completionTable();
const LIVE: Readonly<Record<string, ReadNames>> = {
  instance: {
    names: [
      ['alikafka_pre-a', 'prod'],
      ['alikafka_pre-b', 'test'],
    ],
    others: [['prod', 'alikafka_pre-a']],
  },
  topic: {
    names: [['orders'], ['orders-dead'], ['payments'], ['-odd'], ['tab\there'], ['esc\u001b[31m'], ['\u202ebidi']],
  },
  group: { names: [['billing']] },
  'sasl-user': { names: [['app']] },
  'instance-tag': { names: [['env=prod']] },
  'topic-tag': { names: [['team=pay'], ['team=shop']] },
  'group-tag': { names: [['team=pay'], ['env=prod']] },
  'tag-key': { names: [['own']] },
  profile: { names: [['local'], ['prod']] },
  'saved-profile': { names: [['prod']] },
};

const complete = (words: readonly string[]) =>
  answer(offered(table, words).offers, ({ list = '' }) => LIVE[list] ?? { names: [] });
const valuesFor = (words: readonly string[]): string[] => complete(words).candidates.map(([value]) => value);
/** The line up to the cursor: a space at its end begins an empty word. */
const at = (line: string): string[] => valuesFor(line.split(' '));

const paths = [...COMMANDS.keys(), ...TOOL_COMMANDS.map(({ path }) => path)];

describe('commands', () => {
  test.each(paths)('%s completes at each of its words, from every beginning of it', (path) => {
    const words = path.split(' ');
    for (const [i, word] of words.entries())
      for (let length = 0; length <= word.length; length++)
        expect(valuesFor([...words.slice(0, i), word.slice(0, length)])).toContain(word);
  });

  test('the other names of verbs complete as the verbs do', () => {
    for (const { command } of COMMANDS.values())
      for (const path of otherPaths(command)) {
        expect(at(`${path} `)).toEqual(at(`${command.path} `));
        expect(at(`${path} --`)).toEqual(at(`${command.path} --`));
      }
    expect(at('group rm ')).toContain('billing');
    expect(at('topic show ')).toContain('orders');
    expect(at('topic sho')).toEqual(['show']);
  });

  test('help names commands too', () => {
    for (const path of paths) {
      const words = path.split(' ');
      expect(valuesFor(['help', ...words.slice(0, -1), ''])).toContain(words.at(-1));
    }
    expect(at('')).toContain('help');
    expect(at('help topic create ')).toEqual([]);
    // an argument of that name
    expect(at('topic create help --parti')).toEqual(['--partitions']);
  });

  test('an alias is offered only where no command begins so', () => {
    expect(at('instance ')).not.toContain('resize');
    expect(at('instance resi')).toEqual(['resize']);
    expect(at('instance resize --disk')).toEqual(at('instance upgrade --disk'));
  });

  test('a word that names no command has no continuation', () => {
    for (const line of ['frobnicate ', 'topic frobnicate ', 'topic frobnicate --', 'help frobnicate ', 'regions x '])
      expect(complete(line.split(' '))).toEqual({ candidates: [], directive: 'none' });
  });
});

describe('options', () => {
  test('every option of a command is offered, with those of every command', () => {
    for (const bound of COMMANDS.values()) {
      const own = fieldsOf(bound).flatMap(({ param }) => (param.flag === undefined ? [] : [`--${param.flag}`]));
      const all = Object.values(GLOBAL_OPTIONS).map(({ flag }) => `--${flag}`);
      expect(new Set(valuesFor([...bound.command.path.split(' '), '--']))).toEqual(new Set([...own, ...all, '--help']));
    }
  });

  test('one that was given is offered again only if it may be repeated', () => {
    expect(at('topic create --partitions 3 --part')).toEqual([]);
    expect(at('topic create --partitions=3 --part')).toEqual([]);
    expect(at('topic list -o json --output')).toEqual([]);
    expect(at('topic list -ojson --output')).toEqual([]);
    expect(at('-nq topic list --dry')).toEqual([]);
    expect(at('tag add --tag a=b --tag')).toEqual(['--tag']);
  });

  test('one that a given one excludes is left out, in both directions', () => {
    expect(at('topic add-partitions orders --add 3 --to')).toEqual([]);
    expect(at('topic add-partitions orders --to 3 --add')).toEqual([]);
    expect(at('acl create --username app --princ')).toEqual([]);
    expect(at('tag remove topic/orders --all --key')).toEqual([]);
    expect(at('topic list --endpoint x --network')).toEqual([]);
    expect(at('topic list --network vpc --endpoint')).toEqual([]);
    expect(at('metrics list some_metric --label')).toEqual([]);
    expect(at('sasl create app --password-stdin --password')).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['topic create ', []],
    ['topic list ', []],
    ['doctor ', []],
    ['topic create orders ', []],
    ['tag list ', ['topic/', 'group/', 'instance', 'instance/']],
    ['topic add-partitions ', ['orders', 'orders-dead', 'payments']],
    ['topic add-partitions orders ', ['--add', '--to']],
    ['topic add-partitions orders --to 9 ', []],
    ['acl create ', ['--username', '--principal', '--resource', '--topic', '--group']],
    ['acl create --username app ', ['--resource', '--topic', '--group']],
    ['acl create -f rules.csv ', []],
    ['acl create -- ', []],
    ['tag remove topic/orders ', ['topic/', 'group/', 'instance', 'instance/', '--key', '--all']],
    ['tag remove topic/orders --all ', ['topic/', 'group/', 'instance', 'instance/']],
  ])('an empty word offers only options that the command needs: %s', (line, offered) => {
    expect(at(line)).toEqual(offered);
  });

  test('on an empty word, an option is offered exactly where the command refuses the line without it', () => {
    for (const bound of COMMANDS.values()) {
      const operands = fieldsOf(bound).filter(({ param }) => param.argument !== undefined && param.required);
      const words = [...bound.command.path.split(' '), ...operands.map(() => 'topic/x'), ''];
      const options = valuesFor(words).filter((value) => value.startsWith('--'));
      const groups = (bound.command.oneOf ?? []).map((group) => group.flat());
      const wanted = fieldsOf(bound).filter(
        ({ key, param }) =>
          param.flag !== undefined &&
          (groups.some((group) => group.includes(key)) ||
            (param.required && param.default === undefined && param.from === undefined)),
      );
      const flags = wanted.map(({ param }) => `--${param.flag}`);
      for (const option of options)
        expect({ path: bound.command.path, flags }).toMatchObject({ flags: expect.arrayContaining([option]) });
      for (const { key, param } of wanted)
        if (!groups.some((group) => group.includes(key))) expect(options).toContain(`--${param.flag}`);
    }
  });

  test('none after --', () => {
    expect(at('topic describe -- --')).toEqual([]);
    expect(at('topic describe -- ')).toContain('-odd');
  });
});

/** Every parameter that is typed as an option, with its command. */
const options: [string, Param][] = [
  ...Object.values(GLOBAL_OPTIONS).map((param): [string, Param] => ['topic list', param]),
  ...[...COMMANDS.values()].flatMap((bound) =>
    fieldsOf(bound).map(({ param }): [string, Param] => [bound.command.path, param]),
  ),
  ...TOOL_COMMANDS.flatMap(({ path, options: own = {} }) =>
    Object.values(own).map((param): [string, Param] => [path, param]),
  ),
].filter(([, { flag, kind }]) => flag !== undefined && kind !== 'boolean');

describe('values', () => {
  test('every word of a choice completes, after a space and after =', () => {
    for (const [path, { flag = '', choices = [], aliases = {}, hints = [], lists }] of options) {
      for (const word of [...choices, ...Object.keys(aliases), ...(lists === undefined ? hints : [])]) {
        const low = word.toLowerCase();
        const spaced = valuesFor([...path.split(' '), `--${flag}`, word]);
        expect(spaced.map((one) => one.toLowerCase())).toContain(low);
        const joined = valuesFor([...path.split(' '), `--${flag}=${word}`]);
        expect(joined.map((one) => one.toLowerCase())).toContain(`--${flag}=${low}`);
      }
    }
  });

  test('no value that is offered breaks a rule of its parameter', () => {
    for (const [path, param] of options) {
      const flag = `--${param.flag ?? ''}`;
      for (const joined of valuesFor([...path.split(' '), `${flag}=`])) {
        const value = joined.slice(flag.length + 1);
        const whole = /[=/:]$/.test(value) ? `${value}name` : value;
        expect({
          path,
          flag: param.flag,
          value,
          wrong: (isMany(param) ? readMany(param, [whole]) : readOne(param, whole)).violations.map((says) =>
            says('it'),
          ),
        }).toEqual({
          path,
          flag: param.flag,
          value,
          wrong: [],
        });
      }
    }
  });

  test('an option whose value is free text offers nothing', () => {
    expect(complete(['topic', 'create', '--partitions', ''])).toEqual({ candidates: [], directive: 'none' });
  });

  test('regions, formats, settings, codes, operations', () => {
    expect(at('-r ')).toEqual(REGION_IDS);
    expect(at('topic list --output=js')).toEqual(['--output=json']);
    expect(at('topic list --output JS')).toEqual(['json']);
    expect(at('config get ca')).toEqual(['ca-file']);
    expect(at('config set network ')).toEqual(['public', 'vpc']);
    expect(at('config set region cn-hangzhou')).toEqual(['cn-hangzhou', 'cn-hangzhou-finance']);
    expect(at('config set source-profile ')).toEqual(['prod']);
    expect(at('config set access-key-secret ')).toEqual(['--stdin']);
    expect(at('explain BIZ_TOPIC_NOT')).toEqual(['BIZ_TOPIC_NOT_FOUND']);
    expect(at('explain BIZ_TOPIC_NOT_FOUND BIZ_TOPIC_NOT')).toEqual([]);
    expect(at('explain BIZ_TOPIC_NOT_FOUND Throttling.U')).toEqual(['Throttling.User']);
    expect(at('api ')).toEqual(OPERATIONS.map(({ action }) => action));
    expect(at('api CreateSaslUser Username=app Pass')).toEqual(['Password=@']);
    expect(at('api CreateSaslUser Username=app User')).toEqual([]);
    expect(at('--rate CreateT')).toEqual(['CreateTopic=']);
  });

  test('columns and sort fields of every command, in any case and in lists', () => {
    for (const [path, bound] of COMMANDS) {
      const { own, rows } = shownFields(bound, {});
      const known = [...new Set([...own, ...rows])];
      expect(valuesFor([...path.split(' '), '--columns', ''])).toEqual(known);
      for (const name of known) {
        expect(valuesFor([...path.split(' '), '--sort', name])).toContain(`${name}:desc`);
        for (const typed of valuesFor([...path.split(' '), `--columns=${known[0] ?? ''},${name.toLowerCase()}`]))
          expect(
            typed
              .split('=')[1]
              ?.split(',')
              .every((one) => spelled(one, known) !== undefined),
          ).toBe(true);
      }
    }
    expect(at('topic list --columns Topic,Par')).toEqual(['Topic,PartitionNum']);
    expect(at('topic list --columns topic,T')).not.toContain('topic,Topic');
    expect(complete(['topic', 'list', '--columns', 'Par']).directive).toBe('nospace');
  });

  test('a field may be followed by its order, and a list of fields by more', () => {
    expect(complete(['topic', 'list', '--sort', 'par'])).toEqual({
      candidates: [['PartitionNum'], ['PartitionNum:desc']],
      directive: 'words',
    });
    expect(at('topic list --sort PartitionNum:')).toEqual(['PartitionNum:asc', 'PartitionNum:desc']);
    expect(at('topic list --sort T')).toEqual(['Topic', 'TopicConfig', 'Tags']);
    for (const line of [
      'topic list --columns Par',
      'topic list --columns Topic,Par',
      'topic list --columns=Topic,Par',
      '--rate CreateT',
      'tag list --tag te',
      'tag list top',
      'acl list --principal Us',
      'api CreateSaslUser Pass',
      'api GetTopicList Cur',
    ])
      expect({ line, directive: complete(line.split(' ')).directive }).toEqual({ line, directive: 'nospace' });
    for (const line of [
      'topic list --sort Par:d',
      'tag list --tag team=',
      'instance allowed-ip list --port-range 9092',
    ])
      expect({ line, directive: complete(line.split(' ')).directive }).not.toEqual({ line, directive: 'nospace' });
  });

  test("fields of this tool's own commands", () => {
    expect(at('doctor --columns ')).toEqual(['Check', 'Status', 'Detail', 'Fix']);
    expect(at('regions --sort Reg')).toEqual(['RegionId', 'RegionId:desc']);
    expect(at('config get --columns ')).toEqual(['Key', 'Value']);
    expect(at('config get region --columns ')).toEqual([]);
    expect(at('wait topic orders exists --columns St')).toEqual(['Status', 'StatusName', 'State', 'StatusText']);
    expect(at('wait topic orders EXISTS --columns Stat')).toContain('Status');
    expect(at('wait --columns ')).toEqual([]);
    expect(at('api GetTopicList --columns Par')).toEqual(['PartitionNum']);
    expect(at('api CreateTopic --columns ')).toEqual([]);
  });

  test('files, for options and for the words after emulator --', () => {
    for (const line of [
      'topic create -f ',
      'topic create --from-file=',
      'sasl create a --password-file ',
      'emulator --state ',
      'emulator -- ',
      'config set ca-file ',
    ])
      expect(complete(line.split(' ')).directive).toBe('files');
    expect(at('emulator ')).toEqual(['reset']);
  });

  test('wait: nouns, their names and their states', () => {
    expect(at('wait ')).toEqual(['instance', 'topic', 'group']);
    expect(at('wait topic pay')).toEqual(['payments']);
    expect(at('wait topic orders ')).toEqual(['exists', 'running', 'deleted']);
    expect(at('wait group billing dr')).toEqual(['drained']);
    expect(at('wait instance ')).toEqual(['alikafka_pre-a', 'alikafka_pre-b', 'running', 'exists', 'deleted']);
  });

  test('ram policy: commands word by word', () => {
    expect(at('ram policy topic ')).toEqual(expect.arrayContaining(['list', 'create', 'group']));
    expect(at('ram policy topic list gro')).toEqual(['group']);
    expect(at('ram policy instance allowed-ip ad')).toEqual(['add']);
    expect(at('ram policy api GetTop')).toEqual(['GetTopicList', 'GetTopicStatus']);
    expect(Object.keys(NOUNS).every((noun) => at('ram policy ').includes(noun))).toBe(true);
  });
});

describe('tags, periods and addresses', () => {
  test('a tag: its key, and then its values', () => {
    expect(at('tag list --type topic --tag ')).toEqual(['env=', 'team=']);
    expect(at('tag list --tag team=')).toEqual(['team=pay', 'team=shop']);
    expect(at('tag list --tag=team=p')).toEqual(['--tag=team=pay']);
    expect(at('tag list --tag team=pay --tag ')).toEqual(['env=']);
    expect(at('instance list --tag ')).toEqual(['env=']);
    expect(at('tag add topic/orders --tag ')).toEqual(['env=', 'team=']);
  });

  test('the keys of the resources in the line, or of all', () => {
    expect(at('tag remove topic/orders --key ')).toEqual(['own']);
    expect(at('tag remove --key ')).toEqual(['env', 'team']);
    expect(offered(table, 'tag remove topic/orders group/billing --key '.split(' ')).offers).toEqual([
      expect.objectContaining({ list: 'tag-key', within: { resource: ['topic/orders', 'group/billing'] } }),
    ]);
  });

  test('the periods of the metric in the line; known ones where they cannot be read', () => {
    expect(offered(table, 'metrics list lag --namespace x --period '.split(' ')).offers).toEqual([
      expect.objectContaining({ list: 'period', within: { Namespace: ['x'], MetricName: ['lag'] }, more: [] }),
    ]);
    expect(at('metrics list --period ')).toEqual(['60', '300']);
    expect(at('metrics last instance_d')).toEqual(['instance_disk_capacity']);
    expect(at('metrics last --namespace acs_ecs_dashboard instance_d')).toEqual([]);
  });

  test('the allow list of the line', () => {
    expect(offered(table, 'instance allowed-ip remove --type internet '.split(' ')).offers).toEqual([
      expect.objectContaining({ list: 'address', within: { AllowedListType: ['internet'] } }),
    ]);
  });

  test('the instance itself before instances by their ids', () => {
    expect(at('tag list inst')).toEqual(['instance', 'instance/']);
    expect(at('tag list instance inst')).toEqual(['instance/']);
    expect(at('tag list instance/')).toEqual(['instance/alikafka_pre-a', 'instance/alikafka_pre-b']);
  });

  test('an option that reads a value from stdin stands where a secret may not', () => {
    expect(at('config set access-key-secret ')).toEqual(['--stdin']);
    expect(at('config set region -')).toContain('--stdin');
  });
});

describe('names of the service', () => {
  test('those that begin with the typed text, in this case', () => {
    expect(at('topic describe or')).toEqual(['orders', 'orders-dead']);
    expect(at('topic describe OR')).toEqual([]);
    expect(at('group lag --topic=pay')).toEqual(['--topic=payments']);
  });

  test('not those that are given already', () => {
    expect(at('topic delete orders or')).toEqual(['orders-dead']);
    expect(at('group delete billing ')).not.toContain('billing');
    expect(at('tag list topic/orders topic/or')).toEqual(['topic/orders-dead']);
    expect(at('topic describe orders ')).not.toContain('payments');
  });

  test('resources by their types', () => {
    expect(complete(['tag', 'list', ''])).toEqual({
      candidates: [['topic/'], ['group/'], ['instance'], ['instance/']],
      directive: 'nospace',
    });
    expect(at('tag list topic/pay')).toEqual(['topic/payments']);
    expect(at('acl list --principal User:a')).toEqual(['User:app']);
  });

  test('an instance by its name only where that is accepted, and only once something is typed', () => {
    expect(at('topic list -i ')).toEqual(['alikafka_pre-a', 'alikafka_pre-b']);
    expect(at('topic list -i pr')).toEqual(['prod']);
    expect(at('instance describe pr')).toEqual(['prod']);
    expect(at('instance delete pr')).toEqual([]);
    expect(at('instance delete ali')).toEqual(['alikafka_pre-a', 'alikafka_pre-b']);
    expect(complete(['-i', '']).candidates[0]).toEqual(['alikafka_pre-a', 'prod']);
  });

  test('the options of the line say where they are read', () => {
    expect(offered(table, 'topic -p prod -r=x --region=cn-beijing describe --instance i1 '.split(' ')).targets).toEqual(
      {
        profile: 'prod',
        region: 'cn-beijing',
        instance: 'i1',
      },
    );
  });

  test('without names that a terminal interprets or hides, or that are read as an option', () => {
    expect(at('topic describe ')).toEqual(['orders', 'orders-dead', 'payments']);
  });

  test('for any name, a line of the answer is one candidate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' }))),
        (names) => {
          const offers = [{ prefix: '', typed: '', list: 'any', without: [] }];
          const lines = linesOf(answer(offers, () => ({ names }))).split('\n');
          const known = new Set(names.map(([name]) => name));
          expect(lines.slice(-2)).toEqual([expect.stringMatching(/^:(words|nospace|none)$/), '']);
          for (const line of lines.slice(0, -2)) {
            const [name = '', ...texts] = line.split('\t');
            expect(known.has(name)).toBe(true);
            expect(texts.length).toBeLessThan(2);
            expect(line.replace('\t', '')).toMatch(/^\P{Cc}*$/u);
          }
        },
      ),
    );
  });
});

/** The parsed line; undefined if it printed help. */
async function parsed(argv: readonly string[]): Promise<ParsedCommand | undefined> {
  let asked: ParsedCommand | undefined;
  const program = buildProgram(
    () => undefined,
    (what) => (asked = what),
  );
  await program.parseAsync([...argv], { from: 'user' });
  return asked;
}

describe('the parser', () => {
  test.each(paths)('%s accepts every option and argument that is offered', async (path) => {
    const words = path.split(' ');
    const flags = valuesFor([...words, '--']).filter((flag) => !['--help', '--version'].includes(flag));
    const own = table.commands[path]?.options ?? [];
    const specs = new Map(own.map((i) => table.options[i]).map((option) => [option?.flag, option]));
    for (const flag of flags) {
      const takes = specs.get(flag)?.value !== undefined && specs.get(flag)?.optional !== true;
      const asked = await parsed([...words, flag, ...(takes ? ['Key=x'] : [])]);
      const problems = asked?.kind === 'local' ? asked.problems : asked?.parsed.problems;
      expect({ flag, problems }).toEqual({ flag, problems: [] });
    }
    for (const value of valuesFor([...words, '']).filter((one) => !one.startsWith('-'))) {
      if (paths.includes(`${path} ${value}`)) continue;
      const asked = await parsed([...words, value]);
      const problems = asked?.kind === 'local' ? asked.problems : asked?.parsed.problems;
      expect({ value, problems }).toEqual({ value, problems: [] });
    }
  });
});
