import type { Values } from '../../src/core/operation.ts';
import type { State } from '../../src/emulator/state/state.ts';
import { runningInstance } from '../support/emulator.ts';
import { DONE, OPEN } from '../support/listed.ts';
import type { Answers } from '../support/reader.ts';
import { count, HERE, removed } from '../support/state.ts';
import type { Names, Sample } from './sample.ts';

const vpc = { AllowedListType: 'vpc', PortRange: '9092/9092' };
const add = (AllowedListIp: string): Values => ({ ...vpc, UpdateType: 'add', AllowedListIp });
const remove = (AllowedListIp: string): Values => ({ ...vpc, UpdateType: 'delete', AllowedListIp });

const allowed = (...list: string[]): Answers => ({
  GetAllowedIpList: {
    VpcList: [
      { PortRange: '9092/9092', AllowedIpList: list },
      { PortRange: '9094/9094', AllowedIpList: ['10.9.9.9'] },
    ],
    InternetList: [{ PortRange: '9093/9093', AllowedIpList: ['203.0.113.7'] }],
  },
});

/** How often the first list of the ports 9092/9092 of the VPC has an address. */
const times = (state: State, { AllowedListIp }: Names): number =>
  count(
    runningInstance(state)
      .whitelists.filter(({ list, ports }) => list === 'vpc' && ports === '9092/9092')
      .flatMap((list) => list.addresses)
      .filter((one) => one === AllowedListIp),
  );

export default {
  calls: [
    {
      input: add('10.1.0.0/16,10.2.0.1'),
      wire: {
        ...HERE,
        UpdateType: 'add',
        AllowedListType: 'vpc',
        PortRange: '9092/9092',
        AllowedListIp: '10.1.0.0/16,10.2.0.1',
      },
    },
    {
      input: remove('192.168.0.0/24'),
      wire: {
        ...HERE,
        UpdateType: 'delete',
        AllowedListType: 'vpc',
        PortRange: '9092/9092',
        AllowedListIp: '192.168.0.0/24',
      },
    },
  ],
  steps: [
    {
      path: 'instance allowed-ip add',
      types: '10.1.0.0/16 10.2.0.1',
      shows: '10.2.0.1',
      json: 'array',
      fromFile: true,
    },
    {
      path: 'instance allowed-ip remove',
      types: '10.2.0.1 --yes',
      before: ['instance allowed-ip add 10.2.0.1'],
      shows: 'deleted',
      json: 'array',
      fromFile: true,
    },
  ],
  faults: [
    { line: 'instance allowed-ip add 10.1.0.0/16 10.2.0.0/16', names: [], times },
    {
      line: 'instance allowed-ip remove 10.3.0.0/16 10.4.0.0/16 --yes',
      names: [],
      prepare: (state) => {
        for (const list of runningInstance(state).whitelists)
          if (list.list === 'vpc' && list.ports === '9092/9092') list.addresses.push('10.3.0.0/16', '10.4.0.0/16');
      },
      times: (state, names) => removed(times(state, names)),
    },
  ],
  verifications: [
    { what: 'all are there', answers: allowed('10.0.0.1', '10.0.0.2'), input: add('10.0.0.1,10.0.0.2'), says: DONE },
    { what: 'some are there', answers: allowed('10.0.0.1'), input: add('10.0.0.1,10.0.0.2'), says: OPEN },
    { what: 'none is there', answers: allowed(), input: add('10.0.0.1'), says: OPEN },
    { what: 'it is there for other ports', answers: allowed(), input: add('10.9.9.9'), says: OPEN },
    {
      what: 'it is in the other list',
      answers: allowed(),
      input: { ...add('203.0.113.7'), PortRange: '9093/9093' },
      says: OPEN,
    },
    { what: 'removed', answers: allowed('10.0.0.2'), input: remove('10.0.0.1'), says: DONE },
    { what: 'not removed', answers: allowed('10.0.0.1'), input: remove('10.0.0.1'), says: OPEN },
    {
      what: 'ports without a list',
      answers: allowed(),
      input: { ...remove('10.0.0.1'), PortRange: '9095/9095' },
      says: DONE,
    },
  ],
} satisfies Sample;
