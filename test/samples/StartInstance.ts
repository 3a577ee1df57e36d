import { LOCAL_REGION, WAITING_INSTANCE } from '../../src/core/local-names.ts';
import { differs, DONE, instances, OPEN, unknown } from '../support/listed.ts';
import { instanceOf } from '../support/state.ts';
import type { Sample, VerificationCase } from './sample.ts';

const one = { InstanceId: 'i-1' };

export default {
  calls: [
    {
      input: {
        InstanceId: WAITING_INSTANCE,
        DeployModule: 'vpc',
        VpcId: 'vpc-test',
        VSwitchId: 'vsw-test',
        ZoneId: 'zonea',
      },
      wire: {
        InstanceId: WAITING_INSTANCE,
        RegionId: LOCAL_REGION,
        DeployModule: 'vpc',
        VpcId: 'vpc-test',
        VSwitchId: 'vsw-test',
        ZoneId: 'zonea',
      },
    },
  ],
  steps: [
    {
      path: 'instance start',
      types: `${WAITING_INSTANCE} --vpc-id vpc-1 --vswitch-id vsw-1 --zone-id zonea --name started`,
      shows: 'changed',
      json: 'object',
      dryRun: { reads: ['GetInstanceList'] },
      wait: { input: one, next: 'alikafka wait instance i-1 running', minutes: 60 },
    },
  ],
  faults: [
    {
      line: `instance start ${WAITING_INSTANCE} --vpc-id vpc-1 --vswitch-id vsw-1 --zone-id zonei`,
      names: [{ InstanceId: WAITING_INSTANCE }],
      times: (state) => (instanceOf(state, WAITING_INSTANCE)?.deployed === undefined ? 0 : 1),
    },
  ],
  verifications: [
    { what: 'waits', answers: instances({ ServiceStatus: 0 }), input: one, says: OPEN },
    { what: 'not listed', answers: instances(), input: one, says: OPEN },
    { what: 'deploying', answers: instances({ ServiceStatus: 1 }), input: one, says: DONE },
    { what: 'running', answers: instances({ ServiceStatus: 5, ViewInstanceStatusCode: 2 }), input: one, says: DONE },
    {
      what: 'expired',
      answers: instances({ ServiceStatus: 15 }),
      input: one,
      says: differs('instance i-1 is expired (15)'),
    },
    {
      what: 'released',
      answers: instances({ ServiceStatus: 10 }),
      input: one,
      says: differs('instance i-1 is released (10)'),
    },
    {
      what: 'without a status',
      answers: instances({ ServiceStatus: null }),
      input: one,
      says: unknown('instance i-1 is listed without a status'),
    },
    ...['abc', true, 1.5, {}].map(
      (ServiceStatus): VerificationCase => ({
        what: `${JSON.stringify(ServiceStatus)} is no status`,
        answers: instances({ ServiceStatus }),
        input: one,
        says: unknown('instance i-1 is listed without a status'),
      }),
    ),
  ],
} satisfies Sample;
