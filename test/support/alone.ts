/** Runs commands without credentials, settings or a network. */
import { cli, type Options, type Ran } from './context.ts';

const NO_ENV = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
  ALIKAFKA_REGION: undefined,
  ALIKAFKA_INSTANCE: undefined,
};

/** A reader for which every read is an error. */
const files = {
  read: async () => {
    throw new Error('no file must be read');
  },
};

/** Runs a command line without settings. Reading a file is an error. */
export const cliAlone = (line: string, options: Options = {}): Promise<Ran> =>
  cli(line, { files, ...options, env: { ...NO_ENV, ...options.env } });
