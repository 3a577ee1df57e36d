import { flag, text } from '../../core/params.ts';
import { MODES } from '../../credentials/source.ts';

/** The options of `configure`. Their values are checked by the rules of the profile's keys (config/profiles). */
export const CONFIGURE_OPTIONS = {
  mode: text({
    flag: 'mode',
    placeholder: 'mode',
    lists: MODES,
    help: 'Authentication mode: AK, StsToken, RamRoleArn, ChainableRamRoleArn, RamRoleArnWithRoleName, EcsRamRole, OIDC, External or CredentialsURI',
  }),
  accessKeyId: text({ flag: 'access-key-id', placeholder: 'id', help: 'AccessKey ID' }),
  secretStdin: flag({
    flag: 'secret-stdin',
    help: 'Read the AccessKey secret from stdin; with mode StsToken, the security token from the second line',
  }),
  roleArn: text({ flag: 'role-arn', placeholder: 'arn', help: 'RAM role to assume' }),
  roleSessionName: text({
    flag: 'role-session-name',
    placeholder: 'name',
    help: 'Session name, 2 to 64 characters, shown in ActionTrail',
  }),
  sourceProfile: text({
    flag: 'source-profile',
    lists: 'saved-profile',
    placeholder: 'name',
    help: 'Profile whose credentials assume the role',
  }),
  roleName: text({
    flag: 'role-name',
    placeholder: 'name',
    help: 'RAM role of the ECS instance (default: read from its metadata)',
  }),
  oidcProviderArn: text({ flag: 'oidc-provider-arn', placeholder: 'arn', help: 'OIDC provider in RAM' }),
  oidcTokenFile: text({
    flag: 'oidc-token-file',
    placeholder: 'file',
    lists: 'file',
    help: 'File with the OIDC token',
  }),
  credentialsUri: text({ flag: 'credentials-uri', placeholder: 'url', help: 'URL that returns the credentials' }),
  credentialProcess: text({
    flag: 'credential-process',
    placeholder: 'command',
    help: 'Command that prints the credentials as JSON',
  }),
  import: text({
    flag: 'import',
    placeholder: 'name',
    help: 'Profile of the Alibaba Cloud CLI (~/.aliyun/config.json) to copy',
  }),
  noCheck: flag({ flag: 'no-check', help: 'Save without checking the profile with a read' }),
} as const;
