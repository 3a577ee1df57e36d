/** The options of `configure`. */
import { flag, text } from '../../core/params.ts';
import { MODES } from '../../credentials/source.ts';

/** The options of `configure`. Their values are checked by the rules of the profile's keys (config/profiles). */
export const CONFIGURE_OPTIONS = {
  mode: text({
    section: 'Credentials',
    flag: 'mode',
    placeholder: 'mode',
    lists: MODES,
    help: 'Authentication mode: AK, StsToken, RamRoleArn, ChainableRamRoleArn, RamRoleArnWithRoleName, EcsRamRole, OIDC, External or CredentialsURI',
  }),
  accessKeyId: text({ section: 'Credentials', flag: 'access-key-id', placeholder: 'id', help: 'AccessKey ID' }),
  secretStdin: flag({
    section: 'Credentials',
    flag: 'secret-stdin',
    help: 'Read the AccessKey secret from stdin; with mode StsToken, the security token from the second line',
  }),
  roleArn: text({ section: 'Credentials', flag: 'role-arn', placeholder: 'arn', help: 'RAM role to assume' }),
  roleSessionName: text({
    section: 'Credentials',
    flag: 'role-session-name',
    placeholder: 'name',
    help: 'Session name, 2 to 64 characters, shown in ActionTrail',
  }),
  sourceProfile: text({
    section: 'Credentials',
    flag: 'source-profile',
    lists: 'saved-profile',
    placeholder: 'name',
    help: 'Profile whose credentials assume the role',
  }),
  roleName: text({
    section: 'Credentials',
    flag: 'role-name',
    placeholder: 'name',
    help: 'RAM role of the ECS instance',
    defaultText: 'read from its metadata',
  }),
  oidcProviderArn: text({
    section: 'Credentials',
    flag: 'oidc-provider-arn',
    placeholder: 'arn',
    help: 'OIDC provider in RAM',
  }),
  oidcTokenFile: text({
    section: 'Credentials',
    flag: 'oidc-token-file',
    lists: 'file',
    placeholder: 'file',
    help: 'File with the OIDC token',
  }),
  credentialsUri: text({
    section: 'Credentials',
    flag: 'credentials-uri',
    placeholder: 'url',
    help: 'URL that returns the credentials',
  }),
  credentialProcess: text({
    section: 'Credentials',
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
