/** The registry of this tool's own commands, with their help. Each implementation is loaded when it runs. */
import { flag, text } from '../core/params.ts';
import { alikafka } from '../core/text/command-line.ts';
import { API_OPTIONS } from './api/options.ts';
import { CONFIGURE_OPTIONS } from './configure/options.ts';
import { EMULATOR_OPTIONS } from './emulator/options.ts';
import type { ToolCommand } from './tool-command.ts';
import { WAIT_OPTIONS } from './wait/options.ts';

const profileKey = text({
  argument: 'key',
  lists: 'setting',
  help: 'Name of the setting: access-key-id, access-key-secret, security-token, region, instance, endpoint, metrics-endpoint, network, ca-file, output, readonly, confirm, mode, role-arn, role-session-name, external-id, policy, duration-seconds, sts-region, sts-endpoint, source-profile, role-name, oidc-provider-arn, oidc-token-file, credentials-uri or credential-process',
});
const key = { key: { ...profileKey, required: true } };
const installedShell = text({
  argument: 'shell',
  lists: ['bash', 'zsh', 'fish'],
  help: 'bash, zsh or fish (default: the shell that runs the command, or else the one in SHELL)',
});
const savedProfile = text({
  argument: 'profile',
  required: true,
  lists: 'saved-profile',
  help: 'Name of a saved profile',
});

/** First words that are not commands alone. */
export const COMMAND_GROUPS: Readonly<Record<string, { readonly summary: string }>> = {
  config: { summary: 'Manage saved profiles and settings' },
  ram: { summary: 'Print RAM policies for commands' },
};

/** The commands that are not one operation of the service, in the order of help. */
export const TOOL_COMMANDS: readonly ToolCommand[] = [
  {
    path: 'configure',
    summary: 'Create or change a profile step by step, and check it with a read',
    seeAlso: ['config list', 'config set', 'doctor'],
    options: CONFIGURE_OPTIONS,
    examples: [
      alikafka`configure`,
      alikafka`configure --mode AK --access-key-id LTAI5tExample --secret-stdin --region cn-hangzhou < secret.txt`,
      alikafka`configure --profile prod --import default`,
    ],
    run: async (typed, io) => (await import('./configure/configure.ts')).configure(typed, io),
  },
  {
    path: 'config list',
    summary: 'List the saved profiles',
    seeAlso: ['config get', 'config use', 'config current'],
    run: async (typed, io) => (await import('./config/list.ts')).list(typed, io),
  },
  {
    path: 'config get',
    summary: 'Print one setting of a profile, or all of them, with secrets masked',
    seeAlso: ['config set', 'config explain'],
    arguments: { key: profileKey },
    examples: [alikafka`config get region`, alikafka`config get --profile prod`],
    run: async (typed, io) => (await import('./config/keys.ts')).get(typed, io),
  },
  {
    path: 'config set',
    summary: 'Save a setting of a profile',
    seeAlso: ['config get', 'config unset', 'configure'],
    arguments: {
      ...key,
      value: text({
        argument: 'value',
        lists: 'setting-value',
        listsBy: 'key',
        help: 'Value of the setting (required unless --stdin is given); a secret cannot be an argument',
      }),
    },
    options: { stdin: flag({ flag: 'stdin', help: 'Read the value from stdin', defaultText: 'prompt for a secret' }) },
    examples: [
      alikafka`config set region cn-hangzhou`,
      alikafka`config set access-key-secret --stdin --profile prod < secret.txt`,
    ],
    run: async (typed, io) => (await import('./config/keys.ts')).set(typed, io),
  },
  {
    path: 'config unset',
    summary: 'Remove a setting of a profile',
    seeAlso: ['config get', 'config set'],
    arguments: key,
    run: async (typed, io) => (await import('./config/keys.ts')).unset(typed, io),
  },
  {
    path: 'config use',
    summary: 'Choose the profile that commands use by default',
    seeAlso: ['config current', 'config list'],
    arguments: {
      profile: text({
        argument: 'profile',
        required: true,
        lists: 'profile',
        help: 'Name of a saved profile, or local',
      }),
    },
    run: async (typed, io) => (await import('./config/profiles.ts')).use(typed, io),
  },
  {
    path: 'config current',
    summary: 'Print the profile in use, and where it is set',
    seeAlso: ['config use', 'config explain'],
    examples: [alikafka`config current`, alikafka`config current -o name`],
    run: async (typed, io) => (await import('./config/current.ts')).current(typed, io),
  },
  {
    path: 'config rename',
    summary: 'Rename a profile',
    seeAlso: ['config list', 'config use'],
    arguments: {
      old: text({ argument: 'old', required: true, lists: 'saved-profile', help: 'Name of a saved profile' }),
      new: text({ argument: 'new', required: true, help: 'New name' }),
    },
    examples: [alikafka`config rename default prod`],
    run: async (typed, io) => (await import('./config/profiles.ts')).rename(typed, io),
  },
  {
    path: 'config delete',
    summary: 'Delete a profile and its keys',
    seeAlso: ['config list', 'config unset'],
    arguments: { profile: savedProfile },
    examples: [alikafka`config delete old --yes`],
    run: async (typed, io) => (await import('./config/profiles.ts')).remove(typed, io),
  },
  {
    path: 'config path',
    summary: 'Print the path of the profiles file',
    seeAlso: ['config list', 'config explain'],
    run: async (typed, io) => (await import('./config/keys.ts')).path(typed, io),
  },
  {
    path: 'config explain',
    summary: 'Show every setting, where it comes from, and what it overrides',
    seeAlso: ['config current', 'doctor'],
    examples: [alikafka`config explain`, alikafka`config explain --profile prod -o json`],
    run: async (typed, io) => (await import('./config/explain.ts')).explainConfig(typed, io),
  },
  {
    path: 'regions',
    summary: 'List the known regions with their endpoints',
    description: 'CurrentlyListed is false for a region that the current list of the service does not have.',
    seeAlso: ['config set', 'instance list'],
    isOffline: true,
    examples: [alikafka`regions`, alikafka`regions --query "[?CurrentlyListed].RegionId" -o name`],
    run: async (typed, io) => (await import('./regions.ts')).regions(typed, io),
  },
  {
    path: 'api',
    takesParams: true,
    summary: "Call any API operation by name, even ones this version doesn't know",
    description:
      'Operations that this version knows keep their confirmation, their retries and their rate limit, and their secrets are masked. Any other operation is confirmed like a deletion and sent at most once, unless its name begins with Get, Describe, List or Query. "alikafka ram policy \'api <Action>\'" prints the RAM action of an operation.',
    seeAlso: ['ram policy', 'explain'],
    arguments: {
      action: text({
        argument: 'action',
        required: true,
        lists: 'operation',
        help: 'Name of the operation, such as GetTopicList',
      }),
      params: text({
        argument: 'params',
        lists: 'parameter',
        listsBy: 'action',
        many: true,
        help: 'Parameters of the request as Key=Value; a secret as Password=@<file>, or as Password=@- from stdin',
      }),
    },
    options: API_OPTIONS,
    examples: [
      alikafka`api GetTopicList CurrentPage=1 PageSize=10`,
      alikafka`api ListTagResources ResourceType=TOPIC Tag.1.Key=team --all-pages`,
      alikafka`api GetQuotaTip InstanceId=alikafka_pre-cn-0pp1ftnxu00y`,
    ],
    run: async (typed, io) => (await import('./api/api.ts')).api(typed, io),
  },
  {
    path: 'wait',
    takesParams: true,
    summary: 'Wait until an instance, topic or consumer group reaches a state',
    seeAlso: ['instance describe', 'topic describe', 'group lag'],
    arguments: {
      noun: text({
        argument: 'noun',
        required: true,
        lists: ['instance', 'topic', 'group'],
        help: 'instance, topic or group',
      }),
      name: text({
        argument: 'name',
        lists: 'waited',
        listsBy: 'noun',
        instance: 'id-or-name',
        help: 'Name of the topic or group; id or name of the instance',
        defaultText: 'the instance set with -i or in the profile',
      }),
      state: text({
        argument: 'state',
        lists: 'state',
        listsBy: 'noun',
        required: true,
        help: 'State to wait for; instance: running, exists, deleted; topic: exists, running, deleted; group: exists, deleted, drained',
      }),
    },
    options: WAIT_OPTIONS,
    examples: [
      alikafka`wait instance alikafka_pre-cn-0pp1ftnxu00y running`,
      alikafka`wait instance --order-id 20260131120000 exists -o name`,
      alikafka`wait topic orders exists`,
      alikafka`wait group billing drained --max-lag 100 --wait-timeout 30m`,
    ],
    pick: async (typed, io) => (await import('./wait/pick.ts')).pickWords(typed, io),
    run: async (typed, io) => (await import('./wait/wait.ts')).wait(typed, io),
  },
  {
    path: 'emulator',
    summary: 'Run a local emulator of the service, for this and other clients',
    seeAlso: ['emulator reset', 'config use'],
    arguments: {
      command: text({
        argument: 'command',
        lists: 'program',
        many: true,
        help: 'Command to run against the emulator; its exit code is returned',
      }),
    },
    options: EMULATOR_OPTIONS,
    examples: [
      alikafka`emulator --port 8099`,
      alikafka`emulator -- ./my-script.sh`,
      alikafka`emulator --state ./kafka.json --port 8099`,
      alikafka`emulator --fault drop,action=CreateTopic,at=after,times=1 --limits -- ./my-script.sh`,
    ],
    run: async (typed, io) => (await import('./emulator/emulator.ts')).emulator(typed, io),
  },
  {
    path: 'emulator reset',
    summary: 'Reset the local emulator to its initial state',
    seeAlso: ['emulator'],
    run: async (typed, io) => (await import('./emulator/emulator.ts')).reset(typed, io),
  },
  {
    path: 'doctor',
    summary: 'Check the connection to the service, and show how to fix problems',
    description:
      'Checks settings, credentials, clock, DNS, connections, TLS and proxies, then sends one signed read to each product.',
    seeAlso: ['config explain', 'explain', 'regions'],
    options: {
      fix: flag({ flag: 'fix', help: 'Make the files and folders of alikafka accessible only to their owner' }),
    },
    examples: [alikafka`doctor`, alikafka`doctor --fix`, alikafka`doctor --profile local -o json`],
    run: async (typed, io) => (await import('./doctor/doctor.ts')).doctor(typed, io),
  },
  {
    path: 'completion',
    summary: 'Print the script that completes command lines in a shell',
    seeAlso: ['completion install'],
    arguments: {
      shell: text({
        argument: 'shell',
        required: true,
        lists: ['bash', 'zsh', 'fish', 'powershell'],
        help: 'bash, zsh, fish or powershell',
      }),
    },
    examples: [alikafka`completion install`, alikafka`completion bash`],
    run: async (typed, io) => (await import('./completion/print.ts')).printScript(typed, io),
  },
  {
    path: 'completion install',
    summary: 'Install completion for a shell, and show which files are written',
    seeAlso: ['completion uninstall', 'completion'],
    arguments: { shell: installedShell },
    examples: [alikafka`completion install`, alikafka`completion install zsh --dry-run`],
    run: async (typed, io) => (await import('./completion/install.ts')).install(typed, io),
  },
  {
    path: 'completion uninstall',
    summary: 'Remove what completion install wrote',
    seeAlso: ['completion install'],
    arguments: { shell: installedShell },
    examples: [alikafka`completion uninstall`, alikafka`completion uninstall zsh`],
    run: async (typed, io) => (await import('./completion/install.ts')).uninstall(typed, io),
  },
  {
    path: 'explain',
    summary: 'Explain an error code or exit code: meaning, usual cause and fix',
    seeAlso: ['doctor', 'ram policy'],
    isOffline: true,
    arguments: {
      code: text({
        argument: 'code',
        lists: 'code',
        many: true,
        help: 'Error code in any spelling, or an exit code such as 6 or exit 6',
        defaultText: 'list all codes',
      }),
    },
    examples: [alikafka`explain BIZ_TOPIC_NOT_FOUND`, alikafka`explain exit 6`, alikafka`explain -o json`],
    run: async (typed, io) => (await import('./explain/explain.ts')).explain(typed, io),
  },
  {
    path: 'ram policy',
    summary: 'Print the least-privilege RAM policy for commands, as JSON',
    seeAlso: ['explain', 'doctor'],
    isOffline: true,
    arguments: {
      command: text({
        argument: 'command',
        lists: 'command',
        many: true,
        help: 'Commands without their arguments, such as topic create; a noun for all of its commands, or api <Action> for an operation',
        defaultText: 'all commands that read',
      }),
    },
    examples: [
      alikafka`ram policy`,
      alikafka`ram policy topic create topic list > policy.json`,
      alikafka`ram policy topic 'group lag' 'api ModifyTopicRemark'`,
    ],
    run: async (typed, io) => (await import('./ram/policy.ts')).policy(typed, io),
  },
];
