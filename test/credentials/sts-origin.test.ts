import { describe, expect, test } from '@jest/globals';
import { stsOrigin } from '../../src/credentials/providers/sts-origin.ts';

const ENV = {
  ALIKAFKA_STS_ENDPOINT: 'http://127.0.0.1:9',
  ALIBABA_CLOUD_STS_ENDPOINT: 'sts.example.com',
  ALIBABA_CLOUD_STS_REGION: 'cn-shanghai',
};
const { ALIKAFKA_STS_ENDPOINT: _own, ...VENDORS } = ENV;
const REGION = { ALIBABA_CLOUD_STS_REGION: 'cn-shanghai' };
const profile = { stsRegion: 'cn-beijing', stsEndpoint: 'sts.profile.example' };

describe('the endpoint of STS', () => {
  test.each([
    [profile, { env: ENV, region: 'cn-hangzhou' }, 'http://127.0.0.1:9'],
    [profile, { env: VENDORS }, 'https://sts.profile.example'],
    [{ stsRegion: 'cn-beijing' }, { env: VENDORS }, 'https://sts.example.com'],
    [{ stsRegion: 'cn-beijing' }, { env: REGION }, 'https://sts.cn-beijing.aliyuncs.com'],
    [{}, { env: REGION, region: 'cn-hangzhou' }, 'https://sts.cn-shanghai.aliyuncs.com'],
    [{}, { env: {}, region: 'cn-hangzhou' }, 'https://sts.cn-hangzhou.aliyuncs.com'],
    [{}, { env: {}, region: 'cn-hangzhou', vpc: true }, 'https://sts-vpc.cn-hangzhou.aliyuncs.com'],
    [
      {},
      { env: { ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED: 'true' }, region: 'cn-hangzhou' },
      'https://sts-vpc.cn-hangzhou.aliyuncs.com',
    ],
    [{}, { env: {} }, 'https://sts.aliyuncs.com'],
    [{}, { env: {}, vpc: true }, 'https://sts.aliyuncs.com'],
    [{}, { env: {}, region: 'cn-hangzhou-finance' }, 'https://sts.aliyuncs.com'],
    [{}, { env: {}, region: 'cn-shenzhen-finance-1' }, 'https://sts.aliyuncs.com'],
    [{}, { env: {}, region: 'cn-shenzhen-finance-1', vpc: true }, 'https://sts-vpc.cn-shenzhen-finance-1.aliyuncs.com'],
    [{}, { env: {}, region: 'cn-hangzhou-finance', vpc: true }, 'https://sts.aliyuncs.com'],
  ])('%j, %j: %s', (place, around, origin) => {
    expect(stsOrigin(place, around)).toBe(origin);
  });

  test('an invalid endpoint is exit 4, with its source', () => {
    const failing = (): unknown => stsOrigin({}, { env: { ALIBABA_CLOUD_STS_ENDPOINT: 'ftp://x' } });
    expect(failing).toThrow(expect.objectContaining({ exitCode: 4, code: 'BadConfig' }));
    expect(failing).toThrow('ALIBABA_CLOUD_STS_ENDPOINT');
  });
});
