/** What `explain` prints about the codes of credentials, profiles and the local emulator. */
import { alikafka } from '../../core/text/command-line.ts';
import { EXIT } from '../failure.ts';
import type { Explained } from './theme.ts';

/** A code of this tool, without its name. */
export type Own = Omit<Explained, 'code' | 'kind'>;

/** The codes by name, with cause and advice. */
export const SETUP_CODES: Readonly<Record<string, Own>> = {
  NoCredentials: {
    exitCode: EXIT.credentials,
    meaning: 'No credentials are set.',
    cause: 'The machine is new, a job runs without its secrets, or the profile that has them was not named.',
    advice: 'Save credentials with "{command}", or use --profile local to try the tool without an account.',
    command: alikafka`configure`,
  },
  HalfCredentials: {
    exitCode: EXIT.credentials,
    meaning: 'Only one of AccessKey ID and secret is set.',
    cause: 'A variable is misspelled, or ID and secret are set in two places.',
    advice: 'Set both in the same place: in the environment or in the profile.',
    next: alikafka`config explain`,
  },
  CredentialsFailed: {
    exitCode: EXIT.credentials,
    meaning: 'Temporary credentials could not be fetched.',
    cause:
      'STS refused the role; or STS, the metadata server, the credentials URI or the credential process did not respond as it should.',
    advice: 'Fix what the message names: it shows which step failed, and the reason.',
    next: alikafka`doctor`,
  },
  UnsupportedMode: {
    exitCode: EXIT.credentials,
    meaning: 'The profile uses an authentication mode that this tool does not support.',
    cause:
      'CloudSSO, OAuth, key pairs and bearer tokens need a browser or are not accepted by this service; or a variable disables the mode.',
    advice:
      "Save temporary (STS) credentials instead, or use the mode External with Alibaba Cloud's CloudSSO tool, which prints them.",
  },
  BadConfig: {
    exitCode: EXIT.credentials,
    meaning: 'The saved profiles, or some of them, cannot be read.',
    cause: 'The file was edited and is not valid JSON or has a wrong value, or it belongs to another user.',
    advice: 'Print the path of the file, and correct it or move it away.',
    next: alikafka`config path`,
  },
  BadEmulator: {
    exitCode: EXIT.credentials,
    meaning: 'ALIKAFKA_EMULATOR is not the loopback address of an emulator.',
    cause: 'The variable was set manually; "alikafka emulator -- <command>" sets it for the command that it runs.',
    advice: 'Unset ALIKAFKA_EMULATOR, or set it to the address of an emulator on this machine.',
  },
  ProfileChanged: {
    exitCode: EXIT.conflict,
    meaning: 'Another command changed the profile while a question about it was open.',
    cause: 'Two users, or a user and a script, changed the same profile at the same time.',
    advice: 'Run the command again: it starts from the saved state.',
  },
  NotInstalled: {
    exitCode: EXIT.refused,
    meaning: 'The completion cannot be installed or removed.',
    cause: 'There is no home folder, a file is not writable, or a file has other contents than this tool wrote.',
    advice: 'Fix what the message names, or print the script and load it in the configuration of the shell.',
    next: alikafka`completion install --dry-run`,
  },
  NotSaved: {
    exitCode: EXIT.refused,
    meaning: 'The profiles cannot be saved.',
    cause: 'The folder is not writable, or the disk is full.',
    advice: 'Set XDG_CONFIG_HOME to a writable folder, or set the values in the environment instead.',
  },
  NotSet: {
    exitCode: EXIT.notFound,
    meaning: 'The key is not set in this profile.',
    cause: 'The key was never saved, or it was saved in another profile.',
    advice: 'List the profiles.',
    next: alikafka`config list`,
  },
  ReadOnlyProfile: {
    exitCode: EXIT.credentials,
    meaning: 'The profile is read-only, and the command would change something; nothing was sent.',
    cause: 'A profile that is meant only for reading was used for a change.',
    advice: 'Use another profile with --profile, or remove the protection.',
    next: alikafka`config unset readonly`,
  },
  ChecksFailed: {
    exitCode: EXIT.refused,
    meaning:
      'A check failed: exit code 4 for credentials, exit code 9 for the network, exit code 2 for the configuration.',
    cause: 'One step between this machine and the service fails. Checks that depend on it were skipped.',
    advice: 'Fix the first failed check, and run the command again.',
    next: alikafka`doctor`,
  },
  NoState: {
    exitCode: EXIT.refused,
    meaning: 'The local emulator cannot save its state.',
    cause: 'The state folder is not writable, as in a container without a home folder.',
    advice: 'Set XDG_STATE_HOME to a writable folder.',
  },
  EmulatorFailed: {
    exitCode: EXIT.refused,
    meaning: 'The emulator could not start.',
    cause: 'The port is already in use, or the state file cannot be read.',
    advice: 'Use any free port. If the message names the state file, correct it or pass another one with --state.',
    next: alikafka`emulator --port 0`,
  },
};
