import { flag, text } from '../../core/params.ts';
import { MODES } from '../../credentials/source.ts';

/** The options of `configure`. The values of a profile are judged by the rules of its keys, which files keep to as well. */
export const CONFIGURE_OPTIONS = {
  mode: text({ flag: 'mode', placeholder: 'mode', help: `how it signs in: ${MODES.join(', ')}` }),
  accessKeyId: text({ flag: 'access-key-id', placeholder: 'id', help: 'id of the AccessKey' }),
  secretStdin: flag({
    flag: 'secret-stdin',
    help: 'read the secret from stdin; with StsToken the token in the line after it',
  }),
  roleArn: text({ flag: 'role-arn', placeholder: 'arn', help: 'role that is taken' }),
  roleSessionName: text({
    flag: 'role-session-name',
    placeholder: 'name',
    help: 'name of the session, seen in audit logs',
  }),
  sourceProfile: text({ flag: 'source-profile', placeholder: 'name', help: 'profile whose keys take the role' }),
  roleName: text({ flag: 'role-name', placeholder: 'name', help: 'role of the ECS machine' }),
  oidcProviderArn: text({ flag: 'oidc-provider-arn', placeholder: 'arn', help: 'provider whose token is shown' }),
  oidcTokenFile: text({ flag: 'oidc-token-file', placeholder: 'file', help: "file with the provider's token" }),
  credentialsUri: text({ flag: 'credentials-uri', placeholder: 'url', help: 'address that gives the keys' }),
  credentialProcess: text({
    flag: 'credential-process',
    placeholder: 'command',
    help: 'command that prints the keys',
  }),
  import: text({
    flag: 'import',
    placeholder: 'name',
    help: "copy this profile of the vendor's CLI (~/.aliyun/config.json)",
  }),
  noCheck: flag({ flag: 'no-check', help: 'save without the read that checks it' }),
} as const;
