import { PROFILE_KEYS } from '../config/profiles/profile-keys.ts';
import { MODES } from '../credentials/source.ts';
import type { ToolCommand } from './tool-command.ts';

const KEYS = Object.keys(PROFILE_KEYS).join(', ');
const key = { name: '[key]', help: `one of ${KEYS}` };

/** The commands of this tool's own, in the order of help. */
export const TOOL_COMMANDS: readonly ToolCommand[] = [
  {
    path: 'configure',
    summary: 'Save a profile step by step, and check it with one read',
    options: [
      { flags: '--mode <mode>', help: `how it signs in: ${MODES.join(', ')}` },
      { flags: '--access-key-id <id>', help: 'id of the AccessKey' },
      { flags: '--secret-stdin', help: 'read the secret from stdin; with StsToken the token in the line after it' },
      { flags: '--role-arn <arn>', help: 'role that is taken' },
      { flags: '--role-session-name <name>', help: 'name of the session, seen in audit logs' },
      { flags: '--source-profile <name>', help: 'profile whose keys take the role' },
      { flags: '--role-name <name>', help: 'role of the ECS machine' },
      { flags: '--oidc-provider-arn <arn>', help: 'provider whose token is shown' },
      { flags: '--oidc-token-file <file>', help: "file with the provider's token" },
      { flags: '--credentials-uri <url>', help: 'address that gives the keys' },
      { flags: '--credential-process <command>', help: 'command that prints the keys' },
      { flags: '--import <name>', help: "copy this profile of the vendor's CLI (~/.aliyun/config.json)" },
      { flags: '--no-check', help: 'save without the read that checks it' },
    ],
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
    summary: 'Print one key of a profile; secrets are masked',
    arguments: [key],
    examples: ['alikafka config get region', 'alikafka config get region --profile prod'],
    run: async (typed, io) => (await import('./config/keys.ts')).get(typed, io),
  },
  {
    path: 'config set',
    summary: 'Save one key of a profile; a secret is read from stdin',
    arguments: [key, { name: '[value]', help: 'the value; never a secret' }],
    options: [{ flags: '--stdin', help: 'read the value from stdin (required for secrets)' }],
    examples: [
      'alikafka config set region cn-hangzhou',
      'alikafka config set access-key-secret --stdin --profile prod < secret.txt',
    ],
    run: async (typed, io) => (await import('./config/keys.ts')).set(typed, io),
  },
  {
    path: 'config unset',
    summary: 'Remove one key of a profile',
    arguments: [key],
    run: async (typed, io) => (await import('./config/keys.ts')).unset(typed, io),
  },
  {
    path: 'config use',
    summary: 'Choose the profile that is used when none is named',
    arguments: [{ name: '[profile]', help: 'a saved profile, or local' }],
    run: async (typed, io) => (await import('./config/profiles.ts')).use(typed, io),
  },
  {
    path: 'config rename',
    summary: 'Give a profile another name',
    arguments: [
      { name: '[old]', help: 'a saved profile' },
      { name: '[new]', help: 'its new name' },
    ],
    examples: ['alikafka config rename default prod'],
    run: async (typed, io) => (await import('./config/profiles.ts')).rename(typed, io),
  },
  {
    path: 'config delete',
    summary: 'Delete a profile, its keys included; asks first',
    arguments: [{ name: '[profile]', help: 'a saved profile' }],
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
    summary: 'Call any operation by its own name, also those newer than this tool',
    arguments: [
      { name: '[action]', help: "the operation's name, such as GetTopicList" },
      { name: '[params...]', help: 'Key=Value; a secret as Password=@file or Password=@-' },
    ],
    options: [
      {
        flags: '--product <alikafka|cms>',
        help: 'product of an operation that this tool does not know (default alikafka)',
      },
      { flags: '--api-version <version>', help: 'version of the API' },
      {
        flags: '--all-pages',
        help: 'read every page of a list and print its records; without it one page is printed, with its NextToken or Total',
      },
      { flags: '--confirm <id>', help: 'confirm a deletion for good by its id (DeleteInstance)' },
    ],
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
    arguments: [
      { name: '[noun]', help: 'instance, topic or group' },
      { name: '[name]', help: 'its name; of an instance the id or the name (default: the instance of -i)' },
      {
        name: '[state]',
        help: 'instance: running, exists, deleted; topic: exists, running, deleted; group: exists, deleted, drained',
      },
    ],
    options: [
      {
        flags: '--wait-timeout <duration>',
        help: 'longest wait (default: instance 60m, topic 5m, topic deleted 16m, others 2m)',
      },
      { flags: '--max-lag <n>', help: 'drained: messages that may be left in all (default 0)' },
      { flags: '--order-id <id>', help: 'the instance of this order, in place of its name' },
    ],
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
    arguments: [{ name: '[command...]', help: 'run this with the variables set, and end with its exit code' }],
    options: [
      { flags: '--port <n>', help: 'port; 0 for any that is free (default 0)' },
      { flags: '--access-key-id <id>', help: 'key id that is accepted (default local)' },
      { flags: '--access-key-secret-file <file>', help: 'file that holds the secret (default: local-secret)' },
      {
        flags: '--allow-host <host>',
        repeatable: true,
        help: 'also answer requests whose Host is this, on any port (repeatable; default: loopback addresses only)',
      },
      { flags: '--state <file>', help: 'keep the state in this file; without it nothing is kept' },
      {
        flags: '--fault <rule>',
        repeatable: true,
        help: 'let calls go wrong: kind[,key=value...], with the kinds drop, delay, half, throttle, error, html, refuse, skew (repeatable; docs/emulator.md has the keys)',
      },
      {
        flags: '--limits[=<today|2020>]',
        help: 'refuse calls beyond the limits of the service: those published today (the default; CreateTopic 20 a second), or those of the reference of 2020 (CreateTopic 1, others 3); with 10 % slack, or a share such as 2020,0.25',
      },
      { flags: '--topic-delay <duration>', help: 'time until a created topic is listed and a deleted one is gone' },
    ],
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
    options: [{ flags: '--fix', help: 'set the modes of files and folders that others can read' }],
    examples: ['alikafka doctor', 'alikafka doctor --fix', 'alikafka doctor --profile local -o json'],
    run: async (typed, io) => (await import('./doctor/doctor.ts')).doctor(typed, io),
  },
  {
    path: 'explain',
    summary: 'Say what a code of the service, of this tool, or an exit code means, and what to do',
    arguments: [
      {
        name: '[code...]',
        help: 'one code in any spelling, or an exit code (6, or exit 6); without it all are listed',
      },
    ],
    examples: ['alikafka explain BIZ_TOPIC_NOT_FOUND', 'alikafka explain exit 6', 'alikafka explain -o json'],
    run: async (typed, io) => (await import('./explain/explain.ts')).explain(typed, io),
  },
];
