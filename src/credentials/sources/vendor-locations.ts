/** Where the files of the vendor's CLI and SDKs are. What is in them is read in vendor-files.ts. */
import { join } from 'node:path';
import { type Env, filled } from '../../core/env.ts';
import { expandHome } from '../../core/text/config-text.ts';

/** The path of a file, and the variable that sets it. */
export interface Location {
  readonly path: string;
  readonly variable?: string;
}

const ALIYUN = 'ALIBABA_CLOUD_CONFIG_FILE';
const INI = 'ALIBABA_CLOUD_CREDENTIALS_FILE';

/** The file of the vendor's CLI; undefined if no variable names it and there is no home folder. */
export function aliyunLocation(env: Env, home: string | undefined): Location | undefined {
  return byVariable(env, home, ALIYUN) ?? inHome(home, '.aliyun', 'config.json');
}

/** The path of the vendor CLI's file; undefined if no variable sets it and there is no home folder. */
export const aliyunPath = (env: Env, home: string | undefined): string | undefined => aliyunLocation(env, home)?.path;

function byVariable(env: Env, home: string | undefined, variable: string): Location | undefined {
  const path = filled(env[variable]);
  return path === undefined ? undefined : { path: expandHome(path, home), variable };
}

const inHome = (home: string | undefined, ...names: string[]): Location | undefined =>
  home === undefined ? undefined : { path: join(home, ...names) };

/** The SDKs for Node and Go read the first in the home folder, those for Java, Python and PHP the second. */
export function iniLocations(env: Env, home: string | undefined): Location[] {
  const named = byVariable(env, home, INI);
  if (named !== undefined) return [named];
  return ['credentials', 'credentials.ini'].flatMap((name) => inHome(home, '.alibabacloud', name) ?? []);
}
