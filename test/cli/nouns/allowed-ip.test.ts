/** `instance allowed-ip …`: one row an address, ten addresses a request, one removal a request. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';
import { refusal } from '../../support/effects.ts';
import { result } from '../../support/result.ts';

const WHERE = { RegionId: REGION, InstanceId: INSTANCE };
const lists = (vpc: string[], internet: string[] = []): object => ({
  AllowedList: {
    DeployType: 4,
    VpcList: [
      { PortRange: '9092/9092', AllowedIpList: vpc },
      { PortRange: '9094/9094', AllowedIpList: ['10.9.9.9'] },
    ],
    InternetList: [{ PortRange: '9093/9093', AllowedIpList: internet }],
  },
});
const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `10.0.0.${i}`);

describe('allowed-ip list', () => {
  const script = { GetAllowedIpList: lists(['10.0.0.0/8', '192.168.0.1'], ['203.0.113.7']) };

  test('a row per address, in every format', async () => {
    const ran = await cli('instance allowed-ip list -o json', { script });
    expect(ran.calls.map(({ params }) => params)).toEqual([WHERE]);
    expect(json(ran)).toEqual([
      { Type: 'vpc', PortRange: '9092/9092', AllowedIp: '10.0.0.0/8' },
      { Type: 'vpc', PortRange: '9092/9092', AllowedIp: '192.168.0.1' },
      { Type: 'vpc', PortRange: '9094/9094', AllowedIp: '10.9.9.9' },
      { Type: 'internet', PortRange: '9093/9093', AllowedIp: '203.0.113.7' },
    ]);
    expect((await cli('instance allowed-ip list', { script })).stdout).toMatch(/^Type +PortRange +AllowedIp\n/);
  });

  test.each([
    ['--type vpc', ['10.0.0.0/8', '192.168.0.1', '10.9.9.9']],
    ['--type internet', ['203.0.113.7']],
    ['--port-range 9094/9094', ['10.9.9.9']],
    ['--type internet --port-range 9094/9094', []],
  ])('%s narrows it', async (flags, addresses) => {
    const ran = await cli(`instance allowed-ip list ${flags} -o json`, { script });
    expect(ran.calls.map(({ params }) => params)).toEqual([WHERE]);
    expect((json(ran) as { AllowedIp: string }[]).map(({ AllowedIp }) => AllowedIp)).toEqual(addresses);
  });

  test('-o name prints one list at a time, else it is refused before anything is sent', async () => {
    const one = await cli('instance allowed-ip list --type vpc --port-range 9092/9092 -o name', { script });
    expect(one.stdout).toBe('10.0.0.0/8\n192.168.0.1\n');
    for (const flags of ['', '--type vpc', '--port-range 9092/9092']) {
      const ran = await cli(`instance allowed-ip list ${flags} -o name`);
      expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
      expect(ran.stderr).toMatch(/--output name requires --type and --port-range.*use --output ndjson/);
    }
  });

  test('XML has the lists in the structure of the service', async () => {
    const answer = {
      AllowedList: {
        DeployType: 4,
        InternetList: [{ PortRange: '9093/9093', AllowedIpList: [] }],
        VpcList: [
          { PortRange: '9092/9092', AllowedIpList: ['10.0.0.0/8', '10.0.0.1'] },
          { PortRange: '9094/9094', AllowedIpList: [] },
        ],
      },
    };
    const xmlOf = async (flags: string): Promise<string> => {
      const ran = await cli(`instance allowed-ip list ${flags} -o xml`, { script: { GetAllowedIpList: answer } });
      return ran.stdout.replaceAll(/\s*\n\s*/g, '').replaceAll(/<\w+\/>/g, '');
    };
    const range = (list: string, ports: string, ...addresses: string[]): string =>
      `<${list}><PortRange>${ports}</PortRange>${addresses.map((one) => `<AllowedIpList>${one}</AllowedIpList>`).join('')}</${list}>`;
    const whole = (...lists: string[]): string =>
      `<?xml version="1.0" encoding="UTF-8"?><GetAllowedIpListResponse><AllowedList><DeployType>4</DeployType>${lists.join('')}</AllowedList></GetAllowedIpListResponse>`;
    const [vpc, empty, internet] = [
      range('VpcList', '9092/9092', '10.0.0.0/8', '10.0.0.1'),
      range('VpcList', '9094/9094'),
      range('InternetList', '9093/9093'),
    ];
    expect(await xmlOf('')).toBe(whole(internet, vpc, empty));
    expect(await xmlOf('--type vpc')).toBe(whole(vpc, empty));
    expect(await xmlOf('--port-range 9093/9093')).toBe(whole(internet));
  });

  test('an empty allow list is []', async () => {
    const empty = { GetAllowedIpList: { AllowedList: { VpcList: [{ PortRange: '9092/9092', AllowedIpList: [] }] } } };
    expect(await cli('instance allowed-ip list -o json', { script: empty })).toMatchObject({ code: 0, stdout: '[]\n' });
  });
});

describe('allowed-ip add', () => {
  test.each([
    ['', { AllowedListType: 'vpc', PortRange: '9092/9092' }],
    ['--type internet', { AllowedListType: 'internet', PortRange: '9093/9093' }],
    ['--port-range 9094/9094', { AllowedListType: 'vpc', PortRange: '9094/9094' }],
  ])('%j', async (flags, where) => {
    const ran = await cli(`instance allowed-ip add 10.1.0.0/16 10.2.0.1 ${flags} -o json`, {
      script: { GetAllowedIpList: lists([]), UpdateAllowedIp: {} },
    });
    expect(ran.calls[1]?.params).toEqual({
      ...WHERE,
      ...where,
      UpdateType: 'add',
      AllowedListIp: '10.1.0.0/16,10.2.0.1',
    });
    expect(json(ran)).toEqual(
      ['10.1.0.0/16', '10.2.0.1'].map((AllowedListIp) => result({ ...where, AllowedListIp }, 'created')),
    );
  });

  test('ten per request', async () => {
    const ran = await cli(`instance allowed-ip add ${many(25).join(' ')} -o json`, {
      script: { GetAllowedIpList: lists([]), UpdateAllowedIp: {} },
    });
    expect(ran.calls.slice(1).map(({ params }) => params['AllowedListIp']?.split(',').length)).toEqual([10, 10, 5]);
    expect((json(ran) as { AllowedListIp: string }[]).map(({ AllowedListIp }) => AllowedListIp)).toEqual(many(25));
  });

  test('existing addresses are skipped, and results are in the order of the input', async () => {
    const script = { GetAllowedIpList: lists(['10.0.0.2', '10.0.0.0'], ['10.0.0.1']), UpdateAllowedIp: {} };
    const ran = await cli('instance allowed-ip add 10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.0 10.0.0.3 -o json', { script });
    expect(ran.calls.slice(1).map(({ params }) => params['AllowedListIp'])).toEqual(['10.0.0.1,10.0.0.3']);
    expect((json(ran) as Record<string, string>[]).map(({ AllowedListIp, Result }) => [AllowedListIp, Result])).toEqual(
      [
        ['10.0.0.1', 'created'],
        ['10.0.0.2', 'unchanged'],
        ['10.0.0.3', 'created'],
        ['10.0.0.0', 'unchanged'],
      ],
    );
  });

  test('nothing new sends nothing: exit 0', async () => {
    const ran = await cli('instance allowed-ip add 10.0.0.2', { script: { GetAllowedIpList: lists(['10.0.0.2']) } });
    expect(ran.code).toBe(0);
  });

  test('is not confirmed', async () => {
    const ran = await cli('instance allowed-ip add 10.0.0.2', {
      terminal: true,
      script: { GetAllowedIpList: lists([]), UpdateAllowedIp: {} },
    });
    expect(ran).toMatchObject({ code: 0, asked: [] });
  });

  test('a failed request fails each of its addresses, and the others are sent', async () => {
    const script = { GetAllowedIpList: lists([]), UpdateAllowedIp: [refusal('WHITE.IP.ILLEGAL.ERROR'), {}] };
    const ran = await cli(`instance allowed-ip add ${many(12).join(' ')} -o json`, { script });
    expect(ran.code).toBe(8);
    expect((json(ran) as { Result: string }[]).map(({ Result }) => Result)).toEqual([
      ...Array<string>(10).fill('failed'),
      'created',
      'created',
    ]);
  });

  test('an undocumented port range gives a warning, one of the other list is refused', async () => {
    const warned = await cli('instance allowed-ip add 10.0.0.1 --port-range 9095/9095', {
      script: { GetAllowedIpList: lists([]), UpdateAllowedIp: {} },
    });
    expect(warned.stderr).toMatch(/warning: --port-range.*9095\/9095/);
    const refused = await cli('instance allowed-ip add 10.0.0.1 --type internet --port-range 9092/9092 -o json');
    expect(refused.code).toBe(2);
    expect(errorOf(refused).details).toMatchObject([{ flag: '--port-range' }]);
  });

  test.each(['300.0.0.1', '10.0.0.1/33', 'example.com', '::1'])('%s is not an address: exit 2', async (address) => {
    const ran = await cli(`instance allowed-ip add ${address} 10.0.0.1`);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toContain(address);
  });

  test('a dry run reads nothing and prints its requests', async () => {
    const ran = await cli(`instance allowed-ip add ${many(12).join(' ')} --dry-run -o json`);
    expect(json(ran)).toMatchObject([
      { action: 'UpdateAllowedIp', params: { AllowedListIp: many(10).join(',') } },
      { params: { AllowedListIp: '10.0.0.10,10.0.0.11' } },
    ]);
  });
});

describe('allowed-ip remove', () => {
  test('one request each, after a confirmation', async () => {
    const ran = await cli('instance allowed-ip remove 10.0.0.1 10.0.0.2 --type internet --yes -o json', {
      script: { UpdateAllowedIp: {} },
    });
    expect(ran.calls.map(({ params }) => params)).toEqual(
      ['10.0.0.1', '10.0.0.2'].map((AllowedListIp) => ({
        ...WHERE,
        UpdateType: 'delete',
        AllowedListType: 'internet',
        PortRange: '9093/9093',
        AllowedListIp,
      })),
    );
    expect(json(ran)).toMatchObject([
      { AllowedListIp: '10.0.0.1', Result: 'deleted' },
      { AllowedListIp: '10.0.0.2', Result: 'deleted' },
    ]);
    expect(await cli('instance allowed-ip remove 10.0.0.1')).toMatchObject({ code: 2, calls: [] });
  });

  test('a missing address: exit 3', async () => {
    const ran = await cli('instance allowed-ip remove 10.0.0.1 --yes', {
      script: { UpdateAllowedIp: refusal('WHITE.DELETE.ERROR') },
    });
    expect(ran.code).toBe(3);
  });
});
