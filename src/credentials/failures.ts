/** What goes wrong before a request: half a pair, a profile that lacks something, a file that cannot be read. */
import { EXIT, Failure, type FailureParts } from '../errors/failure.ts';
import { type Env, isOn } from '../core/env.ts';
import type { Given, Place } from './sources/place.ts';
import type { Field } from './sources/sign-in.ts';
import { shellWord } from '../core/text/shell-word.ts';

type Parts = Omit<FailureParts, 'exitCode'>;

const failure = (parts: Parts): Failure => new Failure({ exitCode: EXIT.credentials, ...parts });

/** One half of a pair in the environment. */
export function halfVariable(present: string, absent: string): Failure {
  return failure({
    code: 'HalfCredentials',
    message: `${present} is set and ${absent} is not: half a key pair`,
    hint: 'Both halves must come from one and the same place.',
  });
}

/** A key that was set with its quotes. Its value is not shown. */
export function quotedVariable(name: string): Failure {
  return failure({
    code: 'BadConfig',
    message: `the value of ${name} has quotes around it, which are not part of a key`,
    hint: 'Remove the quotes. Files for "docker --env-file" and systemd take values without them.',
  });
}

/** One half of a pair in a profile. */
export function halfProfile({ place, mode }: Given, absent: Field): Failure {
  return failure({
    code: 'HalfCredentials',
    message: `${place.from} holds half a key pair: ${nameOf(place, absent)} is missing`,
    ...place.fix(absent, mode),
  });
}

/** A field that the profile's mode needs. */
export function lacks({ place, mode }: Given, absent: Field): Failure {
  return failure({
    code: 'BadConfig',
    message: `${place.from} has the mode ${mode} and no ${nameOf(place, absent)}`,
    ...place.fix(absent, mode),
  });
}

/** A field whose value cannot be used. `why` ends the sentence, without the value where it may be a secret. */
export function wrongField(place: Place, mode: string, field: Field, why: string): Failure {
  return failure({
    code: 'BadConfig',
    message: `${place.from}: ${nameOf(place, field)} ${why}`,
    ...place.fix(field, mode),
  });
}

/** A file of credentials that cannot be read. Its text is never quoted. */
export function brokenFile(path: string, why: string, cause?: unknown): Failure {
  return failure({
    code: 'BadConfig',
    message: `${path} cannot be read as credentials: ${why}`,
    hint: 'Mend the file or move it away; a profile of this tool, or keys in the environment, come before it.',
    cause,
  });
}

/** A variable that names a file which is not there. */
export function namesNoFile(variable: string, path: string): Failure {
  return failure({
    code: 'BadConfig',
    message: `${variable} names ${path}, which does not exist`,
    hint: 'Correct the path, or unset the variable.',
  });
}

/** A mode that ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids: no program is run and no address is asked. */
export function forbidExternal(env: Env, { mode, from }: { readonly mode: string; readonly from: string }): void {
  if (!isOn(env[NO_EXTERNAL])) return;
  throw failure({
    code: 'UnsupportedMode',
    message: `${from} has the mode ${mode}, which ${NO_EXTERNAL} forbids`,
    hint: 'Unset the variable, or use another profile.',
  });
}

const NO_EXTERNAL = 'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS';

/** A section of the SDKs' file that is switched off. */
export function sectionOff(place: Pick<Place, 'from' | 'name'>): Failure {
  return failure({
    code: 'BadConfig',
    message: `${place.from} is switched off: its "enable" is not true`,
    hint: 'Set enable = true in the section, or name another one with ALIBABA_CLOUD_PROFILE.',
  });
}

/** A mode that this tool has no way for, with the vendor's command that makes STS credentials of it. */
export function unsupported(place: Place, mode: string): Failure {
  const profile = shellWord(place.name);
  return failure({
    code: 'UnsupportedMode',
    message: `${place.from} has the mode ${mode}, which alikafka cannot sign in with`,
    hint: HINTS[mode] ?? 'Save temporary keys (mode StsToken) in its place.',
    next:
      mode === 'CloudSSO'
        ? `acs-sso login --profile ${profile}`
        : `aliyun configure --profile ${profile} --mode StsToken`,
  });
}

const HINTS: Readonly<Record<string, string>> = {
  CloudSSO:
    'The vendor\'s CloudSSO tool turns a login into STS credentials: "acs-sso login" prints them as the mode External reads them, so that a profile may have it as its process command.',
};

const nameOf = (place: Place, field: Field): string => place.called[field] ?? field;
