/**
 * The reference pages say what a command takes and prints, and help says the same; both are compared with what the
 * program does on the emulator. `--check` compares the committed pages with these.
 */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withoutOrderNote } from './support/order-notes.ts';
import { pages } from '../scripts/reference.ts';
import { TOOL_COMMANDS } from '../src/commands/registry.ts';
import { fieldsOf } from '../src/engine/input/fields.ts';
import { shownFields } from '../src/engine/read/shown.ts';
import { undiciSender } from '../src/host/http/undici.ts';
import { COMMANDS } from '../src/operations/registry.ts';
import { STATES } from '../src/operations/shared/states.ts';
import { STEPS, type TypedStep as Step } from './e2e/support/steps.ts';
import { errorOf, json, type Ran, runCli } from './support/context.ts';
import { fixedClock, NOW } from './support/effects.ts';
import { startTestEmulator, type TestEmulator } from './support/emulator.ts';

const ALL = pages();

/** The section of a command, of a noun's page or of the page of this tool's own commands. */
function section(path: string, page = path.split(' ')[0] ?? ''): string {
  const [, after = ''] = (ALL[`commands/${page}.md`] ?? '').split(`\n## ${path}\n`);
  return after.split('\n## ')[0] ?? '';
}

const names = (list: string | undefined): string[] => (list === undefined ? [] : list.split(', '));

/** The output of a command according to a page. */
interface Said {
  /** One result, or one object; otherwise a list. */
  readonly one: boolean;
  /** Columns of the table of a list or of results; of an object's rows. */
  readonly columns: readonly string[];
  /** Only columns that any row fills are in the table. */
  readonly onlyFilled: boolean;
  /** Further fields come after the columns where any row has them. */
  readonly andOthers: boolean;
  /** Columns of an object's totals. */
  readonly totals: readonly string[];
  readonly fields: readonly string[];
  readonly rowFields: readonly string[];
  /** The lists that hold the rows in JSON, from the outside. */
  readonly inJson: readonly string[];
  /** Fields that take an option. */
  readonly onlyWith: readonly string[];
}

function said(path: string): Said {
  const line = section(path).match(/^Prints .*$/m)?.[0] ?? '';
  const [, list, others] =
    /\. Table(?:, without[^:]*)?: ([\w, ]+?)(, then the other fields that any row has)?\./.exec(line) ?? [];
  const [, rows] = /then the rows, with ([\w, ]+)\./.exec(line) ?? [];
  const [, totals] = /then the totals, with ([\w, ]+);/.exec(line) ?? [];
  const [, fields] = /\. Fields: ([\w, ]+)\./.exec(line) ?? [];
  const [, rowFields] = /Fields of the rows: ([\w, ]+)\./.exec(line) ?? [];
  const [, inJson = ''] = /In JSON they are in ([^.]*)\./.exec(line) ?? [];
  const [, onlyWith] = /Only with `--\w+`: ([\w, ]+)\./.exec(line) ?? [];
  const isObject = line.startsWith('Prints one object. Table: the fields that have a value, one per line');
  return {
    one: isObject || line.startsWith('Prints the result. '),
    columns: names(isObject ? rows : list),
    onlyFilled: line.includes('. Table, without empty columns: '),
    andOthers: others !== undefined,
    totals: names(totals),
    fields: names(fields),
    rowFields: names(rowFields),
    inJson: [...inJson.matchAll(/`(\w+)`/g)].map(([, name = '']) => name).toReversed(),
    onlyWith: names(onlyWith),
  };
}

let service: TestEmulator;
const sender = undiciSender();
const clock = fixedClock(NOW);

const ran = ({ path, args, stdin }: Pick<Step, 'path' | 'args' | 'stdin'>, ...more: readonly string[]): Promise<Ran> =>
  runCli([...path.split(' '), ...args, ...more], {
    env: service.env,
    clock,
    send: (request) => sender.send(request),
    ...(stdin === undefined ? {} : { stdin }),
  });

afterAll(() => sender.close());

/** Every command once, each on a separate emulator. */
function everyCommand(name: string, check: (step: Step, page: Said) => Promise<void>): void {
  describe(name, () => {
    beforeEach(async () => {
      service = await startTestEmulator({ clock: () => clock.now() });
    });
    afterEach(() => service.close());
    test.each(STEPS.map((step) => [`${step.path} ${step.args.join(' ')}`, step] as const))(
      '%s',
      async (_line, step) => {
        step.prepare?.(service.state());
        for (const [noun = '', verb = '', ...args] of step.before)
          expect((await ran({ path: `${noun} ${verb}`, args })).code).toBe(0);
        await check(step, said(step.path));
      },
    );
  });
}

/** Whether a table has a value to show; a time of 0 has none. */
const isShown = (value: unknown, field: string): boolean =>
  value !== null && String(value) !== '' && !(value === 0 && /time/i.test(field));

type Record_ = Readonly<Record<string, unknown>>;

/** The rows of an object, each with the fields of the lists that it is in. */
function rowsIn(record: Record_, lists: readonly string[]): Record_[] {
  const [list, ...inner] = lists;
  if (list === undefined) return [];
  return (record[list] as Record_[]).flatMap((row) => {
    const { [inner[0] ?? '']: _rows, ...own } = row;
    return inner.length === 0 ? [own] : rowsIn(row, inner).map((one) => ({ ...own, ...one }));
  });
}

const WITHOUT_ANSWER: readonly string[] = ['--yes', '--confirm'];

/** The arguments of a step without the answer to its question. */
const unanswered = (args: readonly string[]): string[] =>
  args.filter((word, i) => !WITHOUT_ANSWER.includes(word) && args[i - 1] !== '--confirm');

everyCommand('the page tells whether it asks, and the fields of the JSON', async (step, page) => {
  const asks = /asks for confirmation/i.test(section(step.path));
  const args = unanswered(step.args);
  if (asks) expect((await ran({ ...step, args })).code).toBe(2);
  else expect(args).toEqual(step.args);

  const ended = await ran(step, '-o', 'json');
  expect(ended.code).toBe(0);
  const printed = json(ended) as Record_ | Record_[];
  expect(Array.isArray(printed)).toBe(!page.one);
  const records = [printed].flat();
  expect(records.length).toBeGreaterThan(0);
  const always = page.fields.filter((field) => !page.onlyWith.includes(field));
  for (const record of records)
    expect(Object.keys(record).sort()).toEqual([...always, ...page.inJson.slice(0, 1)].sort());
  for (const row of records.flatMap((record) => rowsIn(record, page.inJson)))
    expect(Object.keys(row)).toEqual(expect.arrayContaining([...page.rowFields]));
  expect(page.rowFields.length > 0).toBe(page.inJson.length > 0);
});

everyCommand('the page tells the columns of the table', async (step, page) => {
  const bound = COMMANDS.get(step.path);
  const isRead = bound?.command.kind === 'read';
  const records = isRead ? [json(await ran(step, '-o', 'json')) as Record_ | Record_[]].flat() : [];
  const ended = await ran(step);
  expect(ended.code).toBe(0);
  const blocks = ended.stdout.trimEnd().split('\n\n');
  const heads = blocks.map((block) => (block.split('\n')[0] ?? '').trim().split(/\s{2,}/));
  if (isRead && page.one) {
    const lines = blocks[0]?.split('\n').map((line) => line.split(' ')[0]) ?? [];
    const [record = {}] = records;
    expect(lines.toSorted()).toEqual(page.fields.filter((field) => isShown(record[field], field)).toSorted());
    const tables = [page.totals, page.columns].filter((columns) => columns.length > 0);
    expect(heads.slice(1)).toEqual(tables);
    return;
  }
  const isFilled = (field: string): boolean => records.some((record) => isShown(record[field] ?? null, field));
  const columns = page.onlyFilled ? page.columns.filter(isFilled) : page.columns;
  const others = page.andOthers ? page.fields.filter((field) => !columns.includes(field) && isFilled(field)) : [];
  expect(heads).toEqual([[...columns, ...others]]);
});

everyCommand('the page tells what --wait prints', async (step) => {
  const [, by] = /With --wait it prints the final record, as `([\w ]+)` does/.exec(section(step.path)) ?? [];
  const order = /does, and the (\w+)\./.exec(section(step.path))?.slice(1) ?? [];
  const waits = section(step.path).includes('| `--wait` |');
  expect(waits || by === undefined).toBe(true);
  const ended = await ran(step, '-o', 'json', ...(waits ? ['--wait'] : []));
  expect(ended.code).toBe(0);
  if (!waits) return;
  const printed = json(ended) as Record_ | Record_[];
  expect(Array.isArray(printed)).toBe(by === undefined && !said(step.path).one);
  const fields = by === undefined ? said(step.path).fields : [...said(by).fields, ...order];
  for (const record of [printed].flat()) expect(Object.keys(record).sort()).toEqual([...fields].sort());
});

everyCommand('the page tells which parameter an option is', async (step) => {
  const wires = new Map(
    [...section(step.path).matchAll(/^\| `(?:-\w, )?(\S+?)[ `].*? \| ([\w., ]*?) \| .* \|$/gm)].map(
      ([, typed = '', wire = '']) => [typed, names(wire === '' ? undefined : wire)] as const,
    ),
  );
  const ended = await ran(step, '--dry-run', '-o', 'json');
  const sent = new Set((json(ended) as { params: object }[]).flatMap(({ params }) => Object.keys(params)));
  const numbered = [...sent].map((name) => name.replace(/\.\d+/g, '.N'));
  const hasOperand = step.args[0]?.startsWith('--') === false;
  const typed = [...wires].filter(([option]) => (option.startsWith('--') ? step.args.includes(option) : hasOperand));
  for (const [option, wire] of typed)
    expect({ option, notSent: wire.filter((name) => !numbered.includes(name)) }).toEqual({ option, notSent: [] });
  expect((await ran(step)).code).toBe(0);
});

everyCommand('every field on the page can be shown', async (step, page) => {
  const always = page.fields.filter((field) => !page.onlyWith.includes(field));
  const withRows = page.rowFields.length > 0;
  const ended = await ran(step, '--columns', (withRows ? page.rowFields : always).join(','), '-o', 'csv');
  const stderr = withoutOrderNote(ended.stderr);
  expect({ code: ended.code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(ended.stdout.split('\r\n')[0]).toBe((withRows ? page.rowFields : always).join(','));
});

/** Rows of a page's table of options: the syntax and its description. */
const optionRows = (path: string): [typed: string, text: string][] =>
  [...section(path).matchAll(/^\| `(.*?)` \| (?:[^|]|\\\|)*? \| (.*) \|$/gm)].map(([, typed = '', text = '']) => [
    typed.replaceAll('\\|', '|'),
    text.replaceAll('\\|', '|'),
  ]);

/** Arguments and options of a command of this tool's own. */
const toolRows = (path: string): [typed: string, text: string][] =>
  [...section(path, 'tool').matchAll(/^- `(.*?)`: (.*)$/gm)].map(([, typed = '', text = '']) => [typed, text]);

/** The usages in a section, one a line. */
const usageOf = (text: string): string => /```\n(alikafka [^`]*)\n```/.exec(text)?.[1] ?? '';

/** The help of a command in lines that are not broken: the syntax and its description. */
async function helpOf(path: string): Promise<{ usage: string; rows: [typed: string, text: string][] }> {
  const { stdout } = await runCli([...path.split(' '), '--help'], { columns: 1000 });
  const [own = ''] = stdout.split('\nGlobal options:\n');
  const rows = [...own.matchAll(/^ {2}(\S.*?) {2,}(\S.*)$/gm)].map(([, typed = '', text = '']): [string, string] => [
    typed,
    text,
  ]);
  return {
    usage: (/^Usage: ([\s\S]*?)\n\n/.exec(stdout)?.[1] ?? '').replaceAll('\n       ', '\n'),
    rows,
  };
}

/** A command with its arguments in order. */
const typedFor = (path: string, rows: readonly [typed: string, text: string][]): string =>
  ['alikafka', path, ...rows.map(([typed]) => typed).filter((typed) => !typed.startsWith('-')), '[options]'].join(' ');

/** A command with its arguments and required options, as in its rows; alternatives are used as typed. */
function usagesFor(path: string, usage: string): string[] {
  const groups = [...usage.matchAll(/ (\([^()]*\))/g)].map(([, group = '']) => group);
  const isIn = (typed: string): boolean => groups.join(' ').includes(typed.replace(/^\[(.*?)(\.\.\.)?\]/, '<$1>$2'));
  const own = optionRows(path).filter(([typed]) => !isIn(typed));
  const operands = own.filter(([typed]) => !typed.startsWith('-'));
  const required = own.filter(([typed, text]) => typed.startsWith('-') && NEEDED.test(text));
  const words = [...operands, ...required].map(([typed]) => typed);
  const first = ['alikafka', path, ...words, ...groups, '[options]'].join(' ');
  const takesFile = optionRows(path).some(([typed]) => typed.startsWith('-f, --from-file '));
  const others = [...(takesPattern(path) ? ['--name <glob>'] : []), ...(takesFile ? ['-f <file|->'] : [])];
  return [first, ...others.map((words) => `alikafka ${path} ${words} [options]`)];
}

/** Whether --name replaces the names. */
const takesPattern = (path: string): boolean =>
  optionRows(path).some(([typed, text]) => typed.startsWith('<') && / unless --name /.test(text));

/** Always required. */
const NEEDED = /[(;] ?required(?:[;)]| unless --from-file is given)/;

describe('the page and help agree on', () => {
  test.each([...COMMANDS.keys()])('%s', async (path) => {
    const { usage, rows } = await helpOf(path);
    expect(usage).toBe(usageOf(section(path)));
    expect(usage.split('\n')).toEqual(usagesFor(path, usage));
    expect(rows.toSorted()).toEqual(optionRows(path).toSorted());
    expect(rows).toHaveLength(fieldsOf(COMMANDS.get(path) as never).length);
  });

  test.each(TOOL_COMMANDS.map(({ path }) => path))('%s', async (path) => {
    const { usage, rows } = await helpOf(path);
    expect(usage).toBe(usageOf(section(path, 'tool')));
    expect(usage).toBe(typedFor(path, toolRows(path)));
    const own = rows.filter(
      ([typed]) => !TOOL_COMMANDS.some((other) => other.path === `${path} ${typed.split(' ')[0]}`),
    );
    expect(own.toSorted()).toEqual(toolRows(path).toSorted());
  });
});

/** What is asked for when nothing is typed; `unless --principal` names other options for the same. */
const REQUIRED = /\((?:repeatable[^;)]*; )?required(?: unless|[;)])/;

describe('inputs that the page marks as required are reported if missing:', () => {
  const env = { ALIKAFKA_INSTANCE: undefined };

  test.each([...COMMANDS.keys()])('%s', async (path) => {
    const rows = optionRows(path);
    const password = rows.some(([typed]) => typed === '--password-stdin') ? ['--password-stdin'] : [];
    const required = rows.filter(([, text]) => REQUIRED.test(text)).map(([typed]) => typed.split(' ')[0] ?? '');
    const ended = await runCli([...path.split(' '), ...password, '--dry-run', '-o', 'json'], { stdin: 'x\n', env });
    const missing = ended.code === 2 ? errorOf(ended).details : [];
    const asked = missing
      .map(({ flag, name }) => String(flag ?? name))
      .filter((flag) => !/^--(instance|region)$/.test(flag));
    const argument = (typed: string): string => typed.replace(/^[<[](.*?)(?:\.\.\.)?[\]>](?:\.\.\.)?$/, '<$1>');
    expect(asked.toSorted()).toEqual(required.map(argument).toSorted());
  });

  test.each(
    TOOL_COMMANDS.filter(({ path }) => toolRows(path).some(([typed]) => typed.startsWith('<'))).map(({ path }) => path),
  )('%s', async (path) => {
    const [first = ''] = toolRows(path).flatMap(([typed]) => (typed.startsWith('<') ? [typed] : []));
    const ended = await runCli([...path.split(' '), '-o', 'json'], { stdin: '' });
    expect(ended.code).toBe(2);
    expect(errorOf(ended).details[0]).toMatchObject({ name: first });
  });

  const LINES: Readonly<Record<string, string>> = { tag: 'topic/a', instance: '10.0.0.1' };

  test.each([...COMMANDS.keys()].filter((path) => /`-f, --from-file/.test(section(path)) && !path.startsWith('acl ')))(
    'but for an argument that --from-file gives: %s',
    async (path) => {
      const stdin = `${LINES[path.split(' ')[0] ?? ''] ?? 'abc'}\n`;
      const ended = await runCli([...path.split(' '), '-f', '-', '--dry-run', '-o', 'json'], { stdin });
      const asked = ended.code === 2 ? errorOf(ended).details.map(({ flag }) => String(flag)) : [];
      expect(asked.filter((flag) => !flag.startsWith('--'))).toEqual([]);
      const argument = optionRows(path).find(([typed]) => !typed.startsWith('-'));
      expect(argument).toEqual([
        expect.stringMatching(/^</),
        expect.stringMatching(/\(required unless (?:--name or )?--from-file is given[;)]/),
      ]);
      expect(usageOf(section(path))).toContain(`\nalikafka ${path} -f <file|-> [options]`);
    },
  );

  const SIZES = '--disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50';
  test.each([
    [`instance create --deploy-type eip ${SIZES}`, '--eip-max'],
    ['instance start a --vpc-id b --vswitch-id c --zone-id d --set-user-password --password-stdin', '--username'],
    ['acl create --username a --topic b', '--operation'],
    ['tag list --tag a=b', '--type'],
  ])('%s: %s', async (line, flag) => {
    const ended = await runCli([...line.split(' '), '-o', 'json', '--dry-run'], { stdin: 'x\n' });
    expect(errorOf(ended).details).toEqual([expect.objectContaining({ flag })]);
    const path = line.split(' ').slice(0, 2).join(' ');
    const text = new Map(optionRows(path).map(([typed, says]) => [typed.split(' ')[0], says])).get(flag);
    expect(text).toMatch(/required (with|for|when) /);
  });
});

describe('defaults', () => {
  const all = [...COMMANDS].flatMap(([path, bound]) =>
    fieldsOf(bound).map(({ key, param }) => [path, key, param] as const),
  );

  test('each is documented', () => {
    const unsaid = all.filter(([, , param]) => param.default !== undefined && param.defaultText === undefined);
    expect(unsaid.map(([path, key]) => `${path} ${key}`)).toEqual([]);
  });

  test('a constant equals the documented value', () => {
    const constants = all.flatMap(([path, key, { default: of, defaultText }]) => {
      const value = of?.({});
      return value === undefined ? [] : [[path, key, String(value).toLowerCase(), defaultText?.toLowerCase()] as const];
    });
    expect(constants.length).toBeGreaterThan(0);
    for (const [path, key, value, text] of constants)
      expect({ path, key, value }).toEqual({ path, key, value: text?.split(' ')[0] });
  });

  test('no default is repeated in the text', () => {
    expect(all.filter(([, , { help }]) => /default/.test(help)).map(([path, key]) => `${path} ${key}`)).toEqual([]);
  });

  test('of a wait', () => {
    const [create, remove, acl] = ['topic create', 'topic delete', 'acl create'].map((path) =>
      optionRows(path).find(([typed]) => typed.startsWith('--wait-timeout')),
    );
    expect([create?.[1], remove?.[1], acl?.[1]]).toEqual([
      'Maximum time to wait (default: 5m)',
      'Maximum time to wait (default: 16m)',
      'Maximum time to wait (default: 2m)',
    ]);
  });

  test('an id with a default from -i', () => {
    expect(section('instance describe')).toContain('alikafka instance describe [id] [options]\n');
    expect(new Map(optionRows('instance describe')).get('[id]')).toMatch(
      /\(default: the instance set with -i or in the profile\)$/,
    );
    expect(section('instance start')).toContain('| `<id>` |');
    expect(toolRows('wait')).toContainEqual([
      '[name]',
      expect.stringContaining('default: the instance set with -i or in the profile'),
    ]);
  });

  test('an operation that requires an instance has one', async () => {
    for (const path of COMMANDS.keys()) {
      const { args, stdin } = STEPS.find((step) => step.path === path) as Step;
      const ended = await runCli([...path.split(' '), ...args, '--dry-run', '-o', 'json'], {
        env: { ALIKAFKA_INSTANCE: undefined },
        ...(stdin === undefined ? {} : { stdin }),
      });
      const works = /^API: .* Requires an instance: -i, ALIKAFKA_INSTANCE or the profile\.$/m.test(section(path));
      const lacks = ended.code === 2 && errorOf(ended).details.some(({ flag }) => flag === '--instance');
      if (works) expect({ path, lacks }).toEqual({ path, lacks: true });
      else if (path !== 'tag add' && path !== 'tag list' && path !== 'tag remove')
        expect({ path, lacks }).toEqual({ path, lacks: false });
    }
  });
});

describe('the statements of a page about', () => {
  test.each([...COMMANDS])('%s: every field, and each list of fields contains one', (path, bound) => {
    const text = section(path);
    const { own, rows } = shownFields(bound);
    expect(said(path)).toMatchObject({ fields: own, rowFields: rows });
    expect(text).not.toMatch(/: ?\.|, ?\.| \./);
  });

  test('a field that group lag lacks', () => {
    expect(section('group lag')).not.toContain('RebalanceInfoList');
  });

  test('a field that requires an option', () => {
    expect(section('group lag')).toContain('Only with `--partitions`: Partition.');
    expect(
      Object.values(ALL)
        .join('')
        .match(/Only with `/g),
    ).toHaveLength(1);
  });

  test('results of a plan, and others', () => {
    expect(section('instance start')).toContain('Fields: InstanceId, Result,');
    expect(section('instance allowed-ip add')).toContain('Fields: AllowedListType, PortRange, AllowedListIp, Result,');
    expect(section('instance create')).toContain('Prints the result. Table: Result, OrderId. Fields: Result, OrderId,');
  });

  test('an object, with a line for every field', () => {
    expect(section('instance describe')).toContain('Table: the fields that have a value, one per line. Fields: ');
    expect(section('topic status')).toContain('then the rows, with Partition, MinOffset');
  });

  test('an order, with its id next to the final record', () => {
    expect(section('instance upgrade')).toContain('as `instance describe` does, and the OrderId.');
    expect(section('instance start')).toContain('as `instance describe` does.');
  });

  test('closed and open enums of an option', () => {
    const of = (path: string, flag: string) =>
      optionRows(path).find(([typed]) => typed.startsWith(`--${flag} `))?.[1] ?? '';
    expect(of('instance list', 'status')).toMatch(/\(one of to-be-deployed, .*, scaling\)$/);
    expect(of('metrics meta', 'metric')).toContain('(for example instance_disk_capacity,');
    expect(of('instance allowed-ip add', 'port-range')).toContain(
      '(for example 9092/9092, 9093/9093, 9094/9094, 9095/9095; default: ',
    );
    expect(of('sasl create', 'type')).toBe('SASL mechanism; cannot be changed later (default: plain)');
  });

  test('the states of wait', () => {
    const states = Object.entries(STATES).map(([noun, of]) => `${noun}: ${Object.keys(of).join(', ')}`);
    expect(new Map(toolRows('wait')).get('<state>')).toBe(`State to wait for; ${states.join('; ')} (required)`);
  });
});
