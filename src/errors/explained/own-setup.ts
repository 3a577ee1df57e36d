import { EXIT } from '../failure.ts';
import { own, type Own } from './own.ts';

/** Credentials, profiles, and what the local emulator needs. */
export const SETUP_CODES: Readonly<Record<string, Own>> = {
  NoCredentials: own(
    EXIT.credentials,
    'No credentials are set.',
    'A new machine, a job without its secrets, or a profile that was not named.',
    'Save a key, or try it without an account (--profile local): alikafka config set access-key-id <id>',
  ),
  HalfCredentials: own(
    EXIT.credentials,
    'One half of a key pair is set and the other is not.',
    'One variable is misspelled, or key id and secret come from two places.',
    'Set both halves in one and the same place: environment or profile.',
  ),
  CredentialsFailed: own(
    EXIT.credentials,
    'Temporary keys could not be fetched.',
    'STS refused the role, or STS, the metadata server, the address or the program that gives the keys did not answer as it should.',
    'The message says which link failed and what it said; mend that one.',
  ),
  UnsupportedMode: own(
    EXIT.credentials,
    'The profile signs in in a way that this tool does not know.',
    'CloudSSO, OAuth, key pairs and bearer tokens need a browser or are not taken by this service; or a variable forbids the mode.',
    "Save temporary (STS) keys in its place, or have the vendor's CloudSSO tool print them (mode External).",
  ),
  BadConfig: own(
    EXIT.credentials,
    'The saved profiles, or a part of them, cannot be read.',
    'The file was edited by hand and is no JSON any more or holds a wrong word, or it belongs to another user.',
    'Mend the file or move it away; the command says where it is.',
    'never',
    'alikafka config path',
  ),
  BadEmulator: own(
    EXIT.credentials,
    'ALIKAFKA_EMULATOR is not the loopback address of an emulator.',
    'The variable was set by hand. "alikafka emulator -- <command>" sets it for the command that it runs.',
    'Unset ALIKAFKA_EMULATOR, or set it to the address of an emulator on this machine.',
  ),
  ProfileChanged: own(
    EXIT.conflict,
    'Another command changed the profile while a question about it was open.',
    'Two people, or a person and a script, changed the same profile at the same time.',
    'Run the command again; it starts from what is saved now.',
  ),
  NotSaved: own(
    EXIT.refused,
    'The profiles cannot be saved.',
    'The folder cannot be written, or the disk is full.',
    'Set XDG_CONFIG_HOME to a folder that can be written, or use the environment.',
  ),
  NotSet: own(
    EXIT.notFound,
    'The key is not set in this profile.',
    'It was never saved, or in another profile.',
    'List the profiles.',
    'never',
    'alikafka config list',
  ),
  ReadOnlyProfile: own(
    EXIT.credentials,
    'The profile is readonly, and the command changes something: nothing was sent.',
    'A profile that is for looking only was used for a change.',
    'Take another profile with --profile, or lift it.',
    'never',
    'alikafka config unset readonly',
  ),
  ChecksFailed: own(
    EXIT.refused,
    'A check of the doctor failed: exit 4 where credentials did, exit 9 the network, exit 2 the configuration.',
    'One link between here and the service is broken; what needs it was not looked at.',
    'Mend the first line that failed, then look again.',
    'never',
    'alikafka doctor',
  ),
  NoState: own(
    EXIT.refused,
    'The local emulator cannot keep its state.',
    'The state folder cannot be written, as in a container without a home.',
    'Set XDG_STATE_HOME to a folder that can be written.',
  ),
  EmulatorFailed: own(
    EXIT.refused,
    'The emulator could not start.',
    'The port is taken, or the file of its state cannot be read.',
    'Take any port that is free.',
    'never',
    'alikafka emulator --port 0',
  ),
};
