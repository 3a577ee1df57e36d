/** The names of the checks. */
import type { Service } from './route.ts';

/**
 * Names of the checks: the column `Check`, what `-o name` prints, and what other checks name as their condition. They
 * are identifiers and are not translated.
 */
export const CHECK = {
  configFile: 'config file',
  configFolder: 'config folder',
  stateFolder: 'state folder',
  cachedKeys: 'cached keys',
  aliyunFile: 'aliyun file',
  projectFile: 'project file',
  localEmulator: 'local emulator',
} as const;

/** The name of a check of the route to one service: `dns alikafka`, `read metrics`. */
export const serviceCheck = (kind: 'dns' | 'tcp' | 'tls' | 'read', service: Service): string => `${kind} ${service}`;
