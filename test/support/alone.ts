/** Commands that need nothing: no credentials, no settings, no network. */
import { cli, type Options, type Ran } from './context.ts';

const NO_ENV = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
  ALIKAFKA_REGION: undefined,
  ALIKAFKA_INSTANCE: undefined,
};

/** Files that cannot be read. */
const files = {
  read: async () => {
    throw new Error('no file is needed');
  },
};

/** A command line without settings, in which reading a file fails. */
export const cliAlone = (line: string, options: Options = {}): Promise<Ran> =>
  cli(line, { files, ...options, env: { ...NO_ENV, ...options.env } });
