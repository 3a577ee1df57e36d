/** `explain`: what a code means and what to do, without credentials, settings or network. */
import { describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { errorOf, json } from '../../support/context.ts';
import { cliAlone as cli } from '../../support/alone.ts';

test('codes that begin with the typed word come first', async () => {
  expect(errorOf(await cli('explain topic -o json'))['next']).toBe('alikafka explain Topic.NotFound');
});

describe('one code', () => {
  test('is explained in a vertical table', async () => {
    const ran = await cli('explain BIZ_TOPIC_NOT_FOUND');
    expect(ran).toMatchObject({ code: 0, stderr: '', calls: [] });
    expect(ran.stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['Code', 'BIZ_TOPIC_NOT_FOUND'],
      ['Kind', 'not found'],
      ['ExitCode', '3'],
      ['Retried', 'Never'],
      ['Meaning', 'The topic was not found in the instance.'],
      ['Cause', expect.stringMatching(/misspelled/)],
      ['Hint', 'Check the spelling, or list the topics.'],
      ['Next', 'alikafka topic list'],
      [''],
    ]);
  });

  test.each(['biz.topic.not.found', 'Biz_Topic_Not_Found', 'BIZ.TOPIC_NOT.FOUND'])('%s is the same', async (typed) => {
    expect(json(await cli(`explain ${typed} -o json`))).toMatchObject({ Code: 'BIZ_TOPIC_NOT_FOUND', ExitCode: 3 });
  });

  test.each([
    ['MissingTopic', { Code: 'Missing<Parameter>', Kind: 'invalid input', ExitCode: 1 }],
    ['Throttling.Newer', { Code: 'Throttling.*', Kind: 'throttled', ExitCode: 9 }],
    ['OutcomeUnknown', { Code: 'OutcomeUnknown', Kind: 'this tool', ExitCode: 6 }],
    ['6', { Code: 'exit 6', Kind: 'exit code', ExitCode: 6, Retried: null }],
    ['exit 6', { Code: 'exit 6' }],
    ["'exit 143'", { Code: 'exit 143', ExitCode: 143 }],
    ['Exit-70', { Code: 'exit 70' }],
    [
      'NoPermission',
      { ExitCode: 4, Cause: expect.stringMatching(/DeleteInstance needs alikafka:ReleaseInstance/) as never },
    ],
  ])('%s', async (typed, wanted) => {
    expect(json(await cli(`explain ${typed} -o json`))).toMatchObject(wanted);
  });

  test('in the other formats, by column and by query', async () => {
    const root = (await cli('explain Bug -o xml')).stdout;
    expect(new XMLParser().parse(root, true)).toMatchObject({ ExplainResponse: { Code: 'Bug', ExitCode: 70 } });
    expect((await cli('explain bug -o name')).stdout).toBe('Bug\n');
    expect((await cli('explain bug -o tsv --columns Code,ExitCode --no-headers')).stdout).toBe('Bug\t70\n');
    expect((await cli('explain bug --query ExitCode')).stdout).toBe('70\n');
    expect((await cli('explain bug', { env: { ALIKAFKA_OUTPUT: 'ndjson' } })).stdout).toMatch(
      /^\{"Code":"Bug",.*\}\n$/,
    );
  });

  test('is not cut to the width of the terminal, so that commands can be copied', async () => {
    const { stdout } = await cli('explain BIZ_TOPIC_TOO_MUCH', { terminal: true, columns: 40 });
    expect(stdout).toContain('"alikafka instance upgrade <id> --topic-quota <n>".\n');
    expect(stdout).not.toMatch(/[│…]/);
  });
});

describe('the retry rules', () => {
  test.each([
    ['Throttling.User', 'Reads and changes'],
    ['ONS_SYSTEM_FLOW_CONTROL', 'Reads and changes'],
    ['InternalError', 'Reads after HTTP status 5xx'],
    ['ONS_SYSTEM_ERROR', 'Reads after HTTP status 5xx'],
    ['ServiceUnavailable', 'Reads only'],
    ['Topic.NotFound', 'Never'],
    ['InvalidTimeStamp.Expired', 'Once, with the clock of the service'],
    ['InvalidTimeStamp.Format', 'Never'],
    ['InvalidSecurityToken.Expired', 'Once, with new credentials'],
    ['ScheduledTask.AlreadyHasSameTaskType', 'Never'],
    ['UnreadableAnswer', 'Reads only'],
    ['Usage', 'Never'],
  ])('after %s: %s', async (code, words) => {
    expect((await cli(`explain ${code} --query Retried`)).stdout).toBe(`${words}\n`);
  });
});

describe('several codes', () => {
  test.each([
    ['Bug Usage', ['Bug', 'Usage']],
    ['exit 5 7', ['exit 5', 'exit 7']],
    ['exit code 5 biz.topic.not.found 404', ['exit 5', 'BIZ_TOPIC_NOT_FOUND', 'HTTP<status>']],
  ])('%s', async (typed, codes) => {
    const all = json(await cli(`explain ${typed} -o json`)) as Record<string, unknown>[];
    expect(all.map(({ Code }) => Code)).toEqual(codes);
    expect((await cli(`explain ${typed}`)).stdout.split('\n')[0]).toMatch(/^Code +Kind +ExitCode +Meaning$/);
  });

  test('one that is unknown ends the command', async () => {
    const ran = await cli('explain Bug NoSuchThing -o json');
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(ran)).toMatchObject({ code: 'UnknownCode', message: 'code "NoSuchThing" not found' });
  });
});

describe('without a code', () => {
  test('all are listed: of the service, of this tool, and the exit codes', async () => {
    const ran = await cli('explain');
    const [head = '', ...lines] = ran.stdout.trimEnd().split('\n');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(head.split(/ {2,}/)).toEqual(['Code', 'Kind', 'ExitCode', 'Meaning']);
    for (const code of ['BIZ_TOPIC_NOT_FOUND', 'Missing<Parameter>', 'OutcomeUnknown', 'exit 143'])
      expect(lines.filter((line) => line.startsWith(`${code} `))).toHaveLength(1);
  });

  test('each with all fields, in formats that show them', async () => {
    const all = json(await cli('explain -o json')) as Record<string, unknown>[];
    const found = all.find(({ Code }) => Code === 'Throttling');
    expect(found).toEqual(json(await cli('explain Throttling -o json')));
    expect((await cli('explain -o ndjson')).stdout.trimEnd().split('\n')).toHaveLength(all.length);
  });

  test('each listed code can be explained', async () => {
    const names = (await cli('explain -o name')).stdout.trimEnd().split('\n');
    for (const name of names)
      expect(await cli(`explain '${name}' -o name`)).toMatchObject({ code: 0, stdout: `${name}\n`, stderr: '' });
  });
});

test.each(['Throttlin', 'throttle', 'Missng', 'Forbiden'])(
  'a family is not suggested, since it is no code: %s',
  async (typed) => {
    const ran = await cli(`explain ${typed} -o json`);
    expect(ran.code).toBe(3);
    expect(errorOf(ran)['hint']).not.toMatch(/[<*]/);
    expect(errorOf(ran)['next']).not.toMatch(/[<*]/);
  },
);

describe('an unknown code', () => {
  test.each([
    ['BIZ_TOPIC_NOT_FUOND', /BIZ_TOPIC_NOT_FOUND/],
    ['topic_not_found', /Topic\.NotFound, BIZ_TOPIC_NOT_FOUND/],
    ['throttle', /Throttling, Throttling\.User/],
    ['timeout', /WaitTimeout/],
  ])('%s ends with exit 3 and similar codes', async (typed, hint) => {
    const ran = await cli(`explain ${typed} -o json`);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(ran)).toMatchObject({ code: 'UnknownCode', hint: expect.stringMatching(hint), exitCode: 3 });
  });

  test.each(['constructor', '77', 'zzz', 'no_such_code_at_all'])(
    '%s has no similar codes: the next command lists all',
    async (typed) => {
      const ran = await cli(`explain ${typed}`);
      expect(ran).toMatchObject({ code: 3, stdout: '' });
      expect(ran.stderr).toMatch(/next: +alikafka explain$/m);
    },
  );

  test('of a family is explained, with a similar listed code', async () => {
    const typed = 'InvalidParameter.Formt';
    const ran = await cli(`explain ${typed} -o name`);
    expect(ran).toMatchObject({ code: 0, stdout: 'Invalid<Parameter>\n' });
    expect(ran.stderr).toContain('did you mean InvalidParameter.Format?');
    expect((await cli(`explain ${typed} -q`)).stderr).toBe('');
    expect((await cli('explain MissingTopic')).stderr).toBe('');
  });
});

describe('an invalid command line', () => {
  test.each([
    ["explain ''", /\[code\.\.\.\] must not be empty/],
    ['explain Bug --columns Nope', /--columns: unknown column "Nope"/],
    ['explain Bug -o nope', /must be one of table/],
    ['explain Bug --nope', /--nope/],
  ])('%s', async (line, message) => {
    const ran = await cli(line);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });
});
