/** The messages around a confirmation, with things of every kind: topics, groups, users, permissions, addresses, orders. */
import { describe, expect, test } from '@jest/globals';
import type { ChangeCommand } from '../../../src/core/command.ts';
import type { Row } from '../../../src/core/shape.ts';
import { absentText, announced, labelsOf, resumedText, skipText } from '../../../src/engine/change-texts.ts';
import { confirmationRequired } from '../../../src/engine/confirm/refusal.ts';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { cli, errorOf, INSTANCE, REGION } from '../../support/context.ts';
import { refusal } from '../../support/effects.ts';
import { acls, groups, saslUsers } from '../../support/service.ts';

const PLACE = `no profile, keys from ALIBABA_CLOUD_ACCESS_KEY_ID, region ${REGION}`;
const INSIDE = `${PLACE}, instance ${INSTANCE}`;

const script = {
  DeleteTopic: {},
  DeleteConsumerGroup: {},
  DeleteSaslUser: {},
  DeleteAcl: {},
  UpdateAllowedIp: {},
  UntagResources: {},
  CreatePrePayOrder: { OrderId: '77' },
  GetConsumerList: groups(),
  DescribeSaslUsers: saslUsers({ Username: 'app', Type: 'plain' }),
};

describe('the question', () => {
  test.each([
    ['topic delete orders', `About to delete topic orders (${INSIDE}).`, 'Delete topic orders?'],
    ['topic delete orders old', `About to delete topics orders, old (${INSIDE}).`, 'Delete 2 topics?'],
    ['topic delete a b c d e f g', `About to delete topics a, b, c, d, e and 2 more (${INSIDE}).`, 'Delete 7 topics?'],
    ['group delete billing idle', `About to delete groups billing, idle (${INSIDE}).`, 'Delete 2 groups?'],
    ['sasl delete app', `About to delete SASL user app (${INSIDE}).`, 'Delete SASL user app?'],
    [
      'acl delete --username app --topic orders --operation read',
      `About to delete the Read permission of SASL user app on topic/orders (${INSIDE}).`,
      'Delete the Read permission of SASL user app on topic/orders?',
    ],
    [
      'instance allowed-ip remove 10.0.0.0/8 192.0.2.1',
      `About to remove addresses from the allow list: 10.0.0.0/8 (vpc 9092/9092), 192.0.2.1 (vpc 9092/9092) (${INSIDE}).`,
      'Remove 2 addresses from the allow list?',
    ],
    [
      'tag remove topic/orders --all',
      `About to remove all tags from topic/orders (${INSIDE}).`,
      'Remove all tags from topic/orders?',
    ],
    [
      'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50',
      `About to order an instance, which will be charged (${PLACE}).`,
      'Order this instance and pay for it?',
    ],
  ])('%s', async (line, about, question) => {
    const ran = await cli(line, { script, terminal: true, answers: { confirm: [true] } });
    expect(ran.stderr.split('\n')).toContain(about);
    expect(ran).toMatchObject({ code: 0, asked: [question] });
  });
});

test('on a terminal lines are wrapped between words, commands stay whole', async () => {
  const options = { script, terminal: true, columns: 40, answers: { confirm: [false] } };
  const { stderr } = await cli('topic delete orders', options);
  const about = `About to delete topic orders (${INSIDE}).`;
  expect(stderr).not.toContain(about);
  expect(stderr.split('\n').join(' ')).toContain(about);
  for (const line of stderr.split('\n').filter((one) => one.includes(' '))) expect(line.length).toBeLessThanOrEqual(40);
  expect(stderr.split('\n').length).toBeGreaterThan(4);
});

describe('--confirm', () => {
  test('with another name: the error shows the expected one, or the instance and the first names', async () => {
    const one = await cli('topic delete orders --confirm ordres -o json');
    expect(errorOf(one).message).toBe('--confirm "ordres" does not match: expected orders');
    const many = await cli('topic delete a b c d e f --confirm x -o json');
    expect(errorOf(many).message).toBe(`--confirm "x" does not match: expected ${INSTANCE}, a, b, c, d and 2 more`);
  });

  test('is required for each id of a permanent deletion', async () => {
    const ids = ['alikafka_pre-cn-aaaaaaaaaaaa', 'alikafka_pre-cn-bbbbbbbbbbbb'];
    const ran = await cli(`instance delete ${ids.join(' ')} --yes -o json`);
    expect(errorOf(ran)).toMatchObject({
      message: 'confirmation required, but stdin is not a terminal',
      hint: 'Pass --confirm with each name to proceed; --yes is not enough.',
      next: `alikafka instance delete ${ids.join(' ')} --yes -o json ${ids.map((id) => `--confirm ${id}`).join(' ')}`,
      details: ids.map((id) => ({
        flag: '--confirm',
        message: `About to delete instance ${id} (${PLACE}, instance ${id}). This cannot be undone.`,
      })),
    });
    const one = errorOf(await cli(`instance delete ${ids[0]} -o json`));
    expect(one['hint']).toBe(`Pass --confirm ${ids[0]} to proceed; --yes is not enough.`);
    const stray = await cli(`instance delete ${ids.join(' ')} --confirm ${REGION} -o json`);
    expect(errorOf(stray).message).toBe(`--confirm "${REGION}" does not match: expected ${ids.join(', ')}`);
  });
});

test('changes that lack the same confirmation are refused with one hint and one option', () => {
  const both = ['orders', 'refunds'].map((name) => ({
    missing: { kind: 'yes' } as const,
    abouts: [`About to delete topic ${name}.`],
    profile: '',
  }));
  expect(confirmationRequired(both, 'stdin is not a terminal')).toMatchObject({
    exitCode: 2,
    message: 'confirmation required, but stdin is not a terminal',
    hint: 'Pass --yes to proceed.',
    adds: ['--yes'],
    details: both.map(({ abouts: [message] }) => ({ flag: '--yes', message })),
  });
});

describe('--yes and the names are all that a refused command line lacks', () => {
  test.each([
    ['topic delete orders', 'alikafka topic delete orders --yes'],
    ["topic delete 'my orders' -i x", "alikafka topic delete 'my orders' -i x --yes"],
    ['topic delete -- -odd', 'alikafka topic delete --yes -- -odd'],
    ['-r cn-beijing topic delete a b', 'alikafka -r cn-beijing topic delete a b --yes'],
  ])('%s', async (line, next) => {
    const ran = await cli(line, { script });
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(ran.stderr.split('\n').slice(1)).toEqual([
      'error: confirmation required, but stdin is not a terminal',
      '  hint:      Pass --yes to proceed.',
      `  next:      ${next}`,
      '',
    ]);
    expect(ran.stderr).toMatch(/^About to delete topics? .* \(no profile, .*region .*, instance .*\)\.\n/);
  });
});

describe('the texts of a change', () => {
  const changes = [...COMMANDS.values()].flatMap(({ command, operation }) =>
    command.kind === 'change' ? [{ command, operation }] : [],
  );
  const rowOf = (command: ChangeCommand, n: number): Row =>
    Object.fromEntries(command.results.names.map((name) => [name, `${name}-${n}`]));

  test.each(changes.map((one) => [one.command.path, one] as const))(
    '%s: have a value in each of their places, for one, for many and for none',
    (path, { command, operation }) => {
      for (const count of [0, 1, 3]) {
        const rows = Array.from({ length: count }, (_, i) => rowOf(command, i));
        const steps = rows.map((names) => ({ input: { ...names, TagKey: ['team'] }, names: [names] }));
        const values = { target: 'region r', operation: operation.action };
        const said = announced(command, steps, labelsOf(command, rows, steps), values);
        for (const text of Object.values(said)) expect(text).not.toMatch(/[{}]/);
        expect(said.about).toMatch(/^About to .* \(region r\)\.( This cannot be undone\.)?$/);
        expect(said.question).toMatch(/^[A-Z].*\?$/);
      }
      expect(skipText(command) ?? '').not.toMatch(/[{}]/);
      expect(resumedText(command, 2, 'noon')).toMatch(/^Resuming the run started at noon: .*\b2\b/);
      expect(absentText(command, 'x', 'why')).toMatch(/"x" not found \(why\)$/);
      if (command.effect !== 'write') expect(command.texts).toBeDefined();
      expect(path).toBe(command.path);
    },
  );
});

test('a hint names the option that skips, and what it skips', async () => {
  const refused = { DeleteAcl: refusal('BIZ_UPDATE_ACL_FAILED'), DescribeAcls: acls() };
  const line = 'acl delete --username app --topic orders --operation read --yes -o json';
  expect(errorOf(await cli(line, { script: refused }))).toMatchObject({
    message: expect.stringMatching(/^permission "app Topic orders LITERAL Read" not found \(DeleteAcl: /),
    hint: 'Use --if-exists to skip permissions that do not exist.',
  });
  const absent = await cli('sasl delete nobody --yes -o json', { script });
  expect(errorOf(absent)).toMatchObject({ hint: 'Use --if-exists to skip SASL users that do not exist.' });
});

test('what a question is about is wrapped at words on a terminal', async () => {
  const ran = await cli('topic delete orders', {
    script: { DeleteTopic: {} },
    terminal: true,
    columns: 60,
    answers: { confirm: [false] },
    env: { NO_COLOR: '1' },
  });
  const about = ran.stderr.slice(ran.stderr.indexOf('About to delete'), ran.stderr.indexOf(').') + 2);
  expect(about.split('\n').every((line) => line.length <= 60)).toBe(true);
  expect(about.replaceAll('\n', ' ')).toMatch(/^About to delete topic orders \(.* instance \S+\)\.$/);
});
