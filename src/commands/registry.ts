import { PROFILE_KEYS } from '../config/profiles/profile-keys.ts';
import { flag, text } from '../core/params.ts';
import { API_OPTIONS } from './api/options.ts';
import { CONFIGURE_OPTIONS } from './configure/options.ts';
import { EMULATOR_OPTIONS } from './emulator/options.ts';
import type { ToolCommand } from './tool-command.ts';
import { WAIT_OPTIONS } from './wait/options.ts';

const KEYS = Object.keys(PROFILE_KEYS).join(', ');
const key = { key: text({ argument: 'key', required: true, help: KEYS }) };

/** The commands of this tool's own, in the order of help. */
export const TOOL_COMMANDS: readonly ToolCommand[] = [
  {
    path: 'configure',
    summary: 'Save a profile step by step, and check it with one read',
    options: CONFIGURE_OPTIONS,
    examples: [
      'alikafka configure',
      'alikafka configure --mode AK --access-key-id LTAI5tExample --secret-stdin --region cn-hangzhou < secret.txt',
      'alikafka configure --profile prod --import default',
    ],
    run: async (typed, io) => (await import('./configure/configure.ts')).configure(typed, io),
  },
  {
    path: 'config list',
    summary: 'List the saved profiles',
    run: async (typed, io) => (await import('./config/list.ts')).list(typed, io),
  },
  {
    path: 'config get',
    summary: 'Print one key of a profile, or all of them; secrets are masked',
    arguments: { key: text({ argument: 'key', help: KEYS }) },
    examples: ['alikafka config get region', 'alikafka config get --profile prod'],
    run: async (typed, io) => (await import('./config/keys.ts')).get(typed, io),
  },
  {
    path: 'config set',
    summary: 'Save one key of a profile; a secret is read from stdin',
    arguments: {
      ...key,
      value: text({
        argument: 'value',
        help: 'the value; required unless --stdin is given or it is a secret, which is never an argument',
      }),
    },
    options: { stdin: flag({ flag: 'stdin', help: 'read the value from stdin; without it a secret is asked for' }) },
    examples: [
      'alikafka config set region cn-hangzhou',
      'alikafka config set access-key-secret --stdin --profile prod < secret.txt',
    ],
    run: async (typed, io) => (await import('./config/keys.ts')).set(typed, io),
  },
  {
    path: 'config unset',
    summary: 'Remove one key of a profile',
    arguments: key,
    run: async (typed, io) => (await import('./config/keys.ts')).unset(typed, io),
  },
  {
    path: 'config use',
    summary: 'Choose the profile that is used when none is named',
    arguments: {
      profile: text({ argument: 'profile', required: true, help: 'a saved profile, or local' }),
    },
    run: async (typed, io) => (await import('./config/profiles.ts')).use(typed, io),
  },
  {
    path: 'config current',
    summary: 'Print the profile in use, and where it is set',
    examples: ['alikafka config current', 'alikafka config current -o name'],
    run: async (typed, io) => (await import('./config/current.ts')).current(typed, io),
  },
  {
    path: 'config rename',
    summary: 'Give a profile another name',
    arguments: {
      old: text({ argument: 'old', required: true, help: 'a saved profile' }),
      new: text({ argument: 'new', required: true, help: 'its new name' }),
    },
    examples: ['alikafka config rename default prod'],
    run: async (typed, io) => (await import('./config/profiles.ts')).rename(typed, io),
  },
  {
    path: 'config delete',
    summary: 'Delete a profile, its keys included; asks first',
    arguments: {
      profile: text({ argument: 'profile', required: true, help: 'a saved profile' }),
    },
    examples: ['alikafka config delete old --yes'],
    run: async (typed, io) => (await import('./config/profiles.ts')).remove(typed, io),
  },
  {
    path: 'config path',
    summary: 'Print where the profiles are saved',
    run: async (typed, io) => (await import('./config/keys.ts')).path(typed, io),
  },
  {
    path: 'config explain',
    summary: 'Show every setting in force, where it came from, and what it overrode',
    examples: ['alikafka config explain', 'alikafka config explain --profile prod -o json'],
    run: async (typed, io) => (await import('./config/explain.ts')).explainConfig(typed, io),
  },
  {
    path: 'regions',
    summary: 'List the regions that are known, with their endpoints',
    examples: ['alikafka regions', 'alikafka regions --query "[?Today].RegionId" -o name'],
    run: async (typed, io) => (await import('./regions.ts')).regions(typed, io),
  },
  {
    path: 'api',
    takesParams: true,
    summary: "Call any API operation by name, even ones this version doesn't know",
    arguments: {
      action: text({ argument: 'action', required: true, help: "the operation's name, such as GetTopicList" }),
      params: text({ argument: 'params', many: true, help: 'Key=Value; a secret as Password=@file or Password=@-' }),
    },
    options: API_OPTIONS,
    examples: [
      'alikafka api GetTopicList CurrentPage=1 PageSize=10',
      'alikafka api ListTagResources ResourceType=TOPIC Tag.1.Key=team --all-pages',
      'alikafka api GetQuotaTip InstanceId=alikafka_pre-cn-0pp1ftnxu00y',
    ],
    run: async (typed, io) => (await import('./api/api.ts')).api(typed, io),
  },
  {
    path: 'wait',
    takesParams: true,
    summary: 'Wait until an instance, topic or group is in a state',
    arguments: {
      noun: text({ argument: 'noun', required: true, help: 'instance, topic or group' }),
      name: text({
        argument: 'name',
        help: 'its name; of an instance the id or the name (default: the instance of -i)',
      }),
      state: text({
        argument: 'state',
        required: true,
        help: 'instance: running, exists, deleted; topic: exists, running, deleted; group: exists, deleted, drained',
      }),
    },
    options: WAIT_OPTIONS,
    examples: [
      'alikafka wait instance alikafka_pre-cn-0pp1ftnxu00y running',
      'alikafka wait instance --order-id 20260131120000 exists -o name',
      'alikafka wait topic orders exists',
      'alikafka wait group billing drained --max-lag 100 --wait-timeout 30m',
    ],
    run: async (typed, io) => (await import('./wait/wait.ts')).wait(typed, io),
  },
  {
    path: 'emulator',
    summary: 'Run the local service on a port, for this tool and for others',
    arguments: {
      command: text({
        argument: 'command',
        many: true,
        help: 'run this with the variables set, and end with its exit code',
      }),
    },
    options: EMULATOR_OPTIONS,
    examples: [
      'alikafka emulator --port 8099',
      'alikafka emulator -- ./my-script.sh',
      'alikafka emulator --state ./kafka.json --port 8099',
      'alikafka emulator --fault drop,action=CreateTopic,at=after,times=1 --limits -- ./my-script.sh',
    ],
    run: async (typed, io) => (await import('./emulator/emulator.ts')).emulator(typed, io),
  },
  {
    path: 'emulator reset',
    summary: 'Start the state of the profile local afresh',
    run: async (typed, io) => (await import('./emulator/emulator.ts')).reset(typed, io),
  },
  {
    path: 'doctor',
    summary: 'Look at each link between here and the service, and name what mends it',
    options: { fix: flag({ flag: 'fix', help: 'set the modes of files and folders that others can read' }) },
    examples: ['alikafka doctor', 'alikafka doctor --fix', 'alikafka doctor --profile local -o json'],
    run: async (typed, io) => (await import('./doctor/doctor.ts')).doctor(typed, io),
  },
  {
    path: 'explain',
    summary: 'Say what a code of the service, of this tool, or an exit code means, and what to do',
    arguments: {
      code: text({
        argument: 'code',
        many: true,
        help: 'one code in any spelling, or an exit code (6, or exit 6); without it all are listed',
      }),
    },
    examples: ['alikafka explain BIZ_TOPIC_NOT_FOUND', 'alikafka explain exit 6', 'alikafka explain -o json'],
    run: async (typed, io) => (await import('./explain/explain.ts')).explain(typed, io),
  },
  {
    path: 'ram policy',
    summary: 'Print the least RAM policy for commands, as JSON to paste',
    arguments: {
      command: text({
        argument: 'command',
        many: true,
        help: 'commands without their arguments, such as topic create; a noun stands for all its commands, api <Action> for one operation (default: every command that reads)',
      }),
    },
    examples: [
      'alikafka ram policy',
      'alikafka ram policy topic create topic list > policy.json',
      "alikafka ram policy topic 'group lag' 'api ModifyTopicRemark'",
    ],
    run: async (typed, io) => (await import('./ram/policy.ts')).policy(typed, io),
  },
];
