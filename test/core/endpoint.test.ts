/** Where requests go: the host rule, endpoints that a person gives, and what counts as this machine. */
import { describe, expect, test } from '@jest/globals';
import { hostNameOf, hostOf, isLoopback, isRegionId, parseEndpoint } from '../../src/core/endpoint.ts';
import { ALIKAFKA, CMS } from '../../src/core/operation.ts';
import { REGION_IDS, REGIONS } from '../../src/core/regions.ts';

test('the host rule of the two products', () => {
  expect(hostOf(ALIKAFKA, 'cn-hangzhou')).toBe('https://alikafka.cn-hangzhou.aliyuncs.com');
  expect(hostOf(CMS, 'eu-central-1')).toBe('https://metrics.eu-central-1.aliyuncs.com');
});

test('its hosts inside a VPC', () => {
  expect(hostOf(ALIKAFKA, 'cn-hangzhou', 'vpc')).toBe('https://alikafka-vpc.cn-hangzhou.aliyuncs.com');
  expect(hostOf(CMS, 'eu-central-1', 'vpc')).toBe('https://metrics-vpc.eu-central-1.aliyuncs.com');
});

test('the old finance region of CloudMonitor is no exception', () => {
  expect(hostNameOf(CMS, 'cn-hangzhou-finance')).toBe('metrics.cn-hangzhou-finance.aliyuncs.com');
  expect(hostNameOf(ALIKAFKA, 'cn-hangzhou-finance')).toBe('alikafka.cn-hangzhou-finance.aliyuncs.com');
});

describe('the regions that are known', () => {
  test('are valid region ids, each once, in order', () => {
    expect(REGION_IDS).toEqual([...new Set(REGION_IDS)].sort());
    expect(REGION_IDS.filter((id) => !isRegionId(id))).toEqual([]);
  });

  test("include the 29 regions of the vendor's list", () => {
    expect(REGIONS.filter(({ today }) => today)).toHaveLength(29);
    expect(REGIONS.find(({ id }) => id === 'ap-southeast-2')?.today).toBe(false);
  });
});

/** What is wrong with an endpoint; undefined if nothing is. */
function refusal(text: string): string | undefined {
  const parsed = parseEndpoint(text);
  return 'violation' in parsed ? parsed.violation('--endpoint') : undefined;
}

describe('parseEndpoint', () => {
  test.each([
    ['alikafka-vpc.cn-hangzhou.aliyuncs.com', 'https://alikafka-vpc.cn-hangzhou.aliyuncs.com'],
    ['host:8443', 'https://host:8443'],
    ['https://host', 'https://host'],
    ['https://host/', 'https://host'],
    ['https://HOST:443', 'https://host'],
    ['http://127.0.0.1:8099', 'http://127.0.0.1:8099'],
    ['HTTP://host', 'http://host'],
    ['localhost:80', 'https://localhost:80'],
    ['[::1]:8099', 'https://[::1]:8099'],
  ])('%s', (text, origin) => expect(parseEndpoint(text)).toEqual({ origin }));

  test.each([
    ['ftp://host', 'must begin with https:// or http://'],
    ['file:///etc/passwd', 'must begin with https:// or http://'],
    ['https://user@host', 'must not contain a user name or password'],
    ['https://user:x@host', 'must not contain a user name or password'],
    ['user:x@host', 'must not contain a user name or password'],
    ['https://host/path', 'must be only a host, without "/path"'],
    ['host/path', 'must be only a host, without'],
    ['https://host?a=b', 'must be only a host, without "/?a=b"'],
    ['https://host#x', 'must be only a host, without'],
    ['', 'must be a host or URL, not'],
    ['a b', 'must be a host or URL, not'],
    ['https://', 'must be a host or URL, not'],
    ['host:99999', 'must be a host or URL, not'],
  ])('%j is refused: %s', (text, why) => {
    expect(refusal(text)).toContain(`--endpoint ${why}`);
  });

  test('a refused endpoint does not print its password', () => {
    expect(refusal('https://user:hunter22@host')).not.toContain('hunter22');
  });
});

describe('isLoopback', () => {
  test.each([
    ['http://127.0.0.1:8099', true],
    ['https://127.8.8.8', true],
    ['http://localhost:1', true],
    ['http://[::1]:1', true],
    ['https://127.0.0.1.example.com', false],
    ['https://localhost.example.com', false],
    ['https://10.0.0.1', false],
    ['https://alikafka.cn-hangzhou.aliyuncs.com', false],
  ])('%s: %j', (origin, here) => expect(isLoopback(origin)).toBe(here));
});

describe('isRegionId', () => {
  test.each(['cn-hangzhou', 'ap-southeast-1', 'cn-hangzhou-finance', 'eu-west-1', 'x', 'cn-zhengzhou-jva'])(
    '%s',
    (id) => {
      expect(isRegionId(id)).toBe(true);
    },
  );

  test.each([
    '',
    'cn.hangzhou',
    'cn-',
    '-cn',
    'cn--x',
    'cn/x',
    'cn@evil.com',
    'evil.com#',
    'a b',
    'cn_hangzhou',
    'x'.repeat(65),
    'cn\n',
  ])('%j is not a valid part of a host name', (id) => expect(isRegionId(id)).toBe(false));
});
