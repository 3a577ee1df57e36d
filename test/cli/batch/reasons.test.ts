/** The error of a batch: counts, each reason once with its names, and the command that does the rest. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, type Options, type Ran } from '../../support/context.ts';
import { noAnswer, ok, refusal, type Reply } from '../../support/effects.ts';
import { topics } from '../../support/service.ts';

/** Creates topics, of which these are refused or not answered. */
const creating = (line: string, answers: Readonly<Record<string, Reply>>, options: Options = {}): Promise<Ran> =>
  cli(`topic create ${line} --rate 0`, {
    script: { CreateTopic: ({ Topic }) => answers[Topic ?? ''] ?? ok(), GetTopicList: refusal('NoPermission', 403) },
    ...options,
  });

const EXISTS = refusal('Topic.Exist', 400, 'The topic already exists.');
const TOO_MANY = refusal('BIZ_TOPIC_TOO_MUCH', 400, 'Too many topics.');
const linesOf = ({ stderr }: Ran): string[] => stderr.split('\n').filter((line) => line.startsWith('  - '));
const nextIn = (ran: Ran): string => /^ {2}next: +(.*)$/m.exec(ran.stderr)?.[1] ?? '';

describe('the lines of the error', () => {
  test('are one for each reason, with its names, its code and the first RequestId', async () => {
    const ran = await creating('one two three four', { one: EXISTS, three: TOO_MANY, four: EXISTS });
    expect(ran.stderr).toMatch(/^error: topic create: 3 of 4 failed, 1 created$/m);
    expect(linesOf(ran)).toEqual([
      expect.stringMatching(
        /^ {2}- one, four: CreateTopic: The topic already exists\. \(Topic\.Exist, first RequestId \S+\)$/,
      ),
      expect.stringMatching(/^ {2}- three: CreateTopic: Too many topics\. \(BIZ_TOPIC_TOO_MUCH, \S+\)$/),
    ]);
  });

  test('do not repeat the code or the RequestId that the error states', async () => {
    const both = await creating('one two three', { one: EXISTS, three: EXISTS });
    expect(linesOf(both)).toEqual([expect.stringMatching(/^ {2}- one, three: .* exists\. \(first RequestId \S+\)$/)]);
    const single = await creating('one two three', { two: EXISTS });
    expect(linesOf(single)).toEqual(['  - topic "two" already exists (CreateTopic: The topic already exists.)']);
    expect(single.stderr).toMatch(/^ {2}requestId: \S+$/m);
  });

  test('list ten names of a reason, and how many more there are', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `t-${i}`);
    const answers = Object.fromEntries(names.slice(1).map((name) => [name, EXISTS] as const));
    const ran = await creating(names.join(' '), answers, { stderrTerminal: true });
    expect(ran.stderr).toContain('29 of 30 failed, 1 created');
    expect(ran.stderr.replaceAll(/\s+/g, ' ')).toContain(
      '- t-1, t-2, t-3, t-4, t-5, t-6, t-7, t-8, t-9, t-10 and 19 more:',
    );
  });

  test.each([
    [21, 21, undefined],
    [30, 21, '  - 10 more reasons; "--output json" prints all'],
  ])('of %i reasons are %i, and the JSON has all', async (count, shown, last) => {
    const names = Array.from({ length: count }, (_, i) => `t-${i}`);
    const about = (i: number): Reply => refusal('BIZ_X', 400, `Refused for reason ${'abc'.repeat(i + 1)}.`);
    const answers = Object.fromEntries(names.map((name, i) => [name, about(i)] as const));
    const ran = await creating(names.join(' '), answers);
    expect(linesOf(ran)).toHaveLength(shown);
    if (last !== undefined) expect(linesOf(ran).at(-1)).toBe(last);
    expect(errorOf(await creating(`${names.join(' ')} -o json`, answers))['details']).toHaveLength(count);
  });

  test.each([
    ['as a word', 'Topic {name} is refused', 'Topic … is refused'],
    ['in quotes', 'Topic "{name}" is refused', 'Topic "…" is refused'],
    ['not as a part of a word', 'The {name}s are refused', undefined],
  ])('share a reason that has the name %s', async (_how, template, shown) => {
    const about = (name: string): Reply => refusal('BIZ_X', 400, template.replace('{name}', name));
    const ran = await creating('one two three', { one: about('one'), two: about('two') });
    if (shown === undefined) expect(linesOf(ran)).toHaveLength(2);
    else
      expect(linesOf(ran)).toEqual([expect.stringMatching(`^  - one, two: CreateTopic: ${shown} \\(first RequestId`)]);
  });

  test('keep the suggestion for a name that is not found', async () => {
    const gone = refusal('Topic.NotFound', 404, 'The topic is not found.');
    const listed = topics({ Topic: 'orders' });
    const ran = await cli('topic delete orderz xyzzy plugh --yes --rate 0', {
      script: { DeleteTopic: () => gone, GetTopicList: listed },
    });
    expect(linesOf(ran)).toEqual([
      expect.stringMatching(/^ {2}- topic "orderz" not found .*; did you mean "orders"\?/),
      expect.stringMatching(/^ {2}- xyzzy, plugh: DeleteTopic: The topic is not found\./),
    ]);
  });

  test('have the hint of each reason, once', async () => {
    const ran = await creating('one two three four', { one: EXISTS, three: TOO_MANY, four: EXISTS });
    const hint = String(errorOf(await creating('one two -o json', { one: TOO_MANY }))['hint']);
    expect(hint).toMatch(/^[A-Z].*\.$/);
    expect(ran.stderr.replaceAll(/\s+/g, ' ')).toContain(
      `Use --if-not-exists to skip topics that already exist. ${hint}`,
    );
  });
});

describe('the next command', () => {
  test.each([
    ['what exists is skipped', 'one two', { one: EXISTS }, 'one two --rate 0 --if-not-exists'],
    [
      'what is done is skipped, for a reason to fix first',
      'one two',
      { two: TOO_MANY },
      'one two --rate 0 --if-not-exists',
    ],
    ['the journal has the rest', 'one two three --fail-fast', { two: TOO_MANY }, 'one two three --fail-fast --rate 0'],
    [
      'the rest, after what exists',
      'one two --fail-fast',
      { one: EXISTS },
      'one two --fail-fast --rate 0 --if-not-exists',
    ],
    ['the service may accept it later', 'one two', { two: refusal('Throttling.User', 400) }, 'one two --rate 0'],
  ])('goes on with the rest: %s', async (_what, line, answers, next) => {
    const ran = await creating(line, answers);
    expect(nextIn(ran)).toBe(`alikafka topic create ${next}`);
  });

  test('is not a command that would fail again', async () => {
    expect(nextIn(await creating('one two', { one: TOO_MANY, two: TOO_MANY }))).not.toMatch(/topic create/);
    expect(nextIn(await creating('one two --if-not-exists', { two: TOO_MANY }))).not.toMatch(/topic create/);
  });

  test('is not one that would read stdin again, or that is long', async () => {
    expect(nextIn(await creating('-f -', { one: EXISTS }, { stdin: 'one\ntwo\n' }))).not.toMatch(/topic create/);
    const names = Array.from({ length: 11 }, (_, i) => `t-${i}`).join(' ');
    expect(nextIn(await creating(names, { 't-1': EXISTS }))).not.toMatch(/topic create/);
    const files = { 'names.txt': names.replaceAll(' ', '\n') };
    expect(nextIn(await creating('-f names.txt', { 't-1': EXISTS }, { files }))).toBe(
      'alikafka topic create -f names.txt --rate 0 --if-not-exists',
    );
  });

  test('after an unknown outcome inspects it first', async () => {
    const ran = await creating('one two', { one: EXISTS, two: noAnswer() });
    expect([ran.code, nextIn(ran)]).toEqual([6, 'alikafka topic describe two']);
  });

  test('after a signal is the same command', async () => {
    const stop = new AbortController();
    const script = { CreateTopic: () => (stop.abort(130), ok()) };
    const ran = await cli('topic create one two --rate 0', { script, stop: stop.signal });
    expect([ran.code, nextIn(ran)]).toEqual([130, 'alikafka topic create one two --rate 0']);
  });
});
