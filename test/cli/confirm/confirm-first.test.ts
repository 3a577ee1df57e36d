/** Without a way to ask, a change that needs a question ends before anything is read or fetched for it. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf } from '../../support/context.ts';
import { instances, saslUsers } from '../../support/service.ts';

const ID = 'alikafka_pre-cn-aaaaaaaaaaaa';
const ROLE = {
  ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1234567890123456:role/reader',
};
const SASL = { DescribeSaslUsers: saslUsers({ Username: 'app', Type: 'plain' }), DeleteSaslUser: {} };

describe('without --yes nothing is sent', () => {
  test.each([
    ['sasl delete app', /delete SASL user app \(/],
    ['sasl delete app -i some-name', /delete SASL user app \(/],
    ['sasl set-password app --password-stdin', /replace the password of SASL user app \(/],
    [`instance upgrade ${ID} --disk-size 1200`, /order an upgrade of instance \S+, which will be charged \(/],
    ['instance upgrade prod-eu --disk-size 1200', /order an upgrade of instance \S+, which will be charged \(/],
    ['topic delete orders -i some-name', /delete topic orders \(/],
    ['group delete billing -i some-name', /delete group billing \(/],
    [
      'acl delete --username app --topic orders --operation read -i some-name',
      /delete the Read permission of SASL user app on topic\/orders \(/,
    ],
    [
      'tag remove topic/orders --key team -i some-name',
      /^About to remove tag team from topic\/Kafka_some-name_orders \(/,
    ],
    [
      'instance allowed-ip remove 10.0.0.0/8 -i some-name',
      /^About to remove 10\.0\.0\.0\/8 from the vpc allow list for port range 9092\/9092 \(/,
    ],
    ['api DeleteTopic Topic=orders -i some-name', /call DeleteTopic \(/],
  ])('%s', async (line, about) => {
    const ran = await cli(`${line} -o json`, { env: ROLE, stdin: 'test-password' });
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(errorOf(ran)).toMatchObject({
      message: 'confirmation required, but stdin is not a terminal',
      hint: 'Pass --yes to proceed.',
      next: `alikafka ${line} -o json --yes`,
      details: [{ flag: '--yes', message: expect.stringMatching(about) }],
    });
  });

  test('a confirmation by id names the id', async () => {
    const ran = await cli(`instance delete ${ID} --yes -o json`, {});
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran).details).toMatchObject([{ flag: '--confirm', message: expect.stringContaining(ID) }]);
  });
});

describe('a change that can be confirmed sends its reads', () => {
  test.each([
    ['sasl delete app --yes', ['DescribeSaslUsers', 'DeleteSaslUser']],
    ['sasl delete app --confirm app', ['DescribeSaslUsers', 'DeleteSaslUser']],
  ])('%s', async (line, expected) => {
    const ran = await cli(line, { script: SASL });
    expect(ran.code).toBe(0);
    expect(ran.calls.map(({ action }) => action)).toEqual(expected);
  });

  test('--confirm with another name is checked against what was read', async () => {
    const ran = await cli('sasl delete app --confirm other', { script: SASL });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/--confirm "other" does not match: expected app$/m);
  });

  test('on a terminal, the question comes after the reads', async () => {
    const ran = await cli('sasl delete app', { terminal: true, script: SASL, answers: { confirm: [true] } });
    expect(ran).toMatchObject({ code: 0, asked: ['Delete SASL user app?'] });
  });

  test('a dry run needs no confirmation', async () => {
    const script = { GetInstanceList: instances() };
    const ran = await cli(`instance upgrade ${ID} --disk-size 1200 --dry-run`, { script });
    expect(ran.code).toBe(3);
  });
});
