/** What goes wrong before a request: half a pair, a profile that lacks something, a file that cannot be read. */
import { EXIT, Failure, type FailureParts } from '../errors/failure.ts';
import type { Given, Place } from './place.ts';
import type { Field } from './sign-in.ts';
import { shellWord } from '../core/shell-word.ts';

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

/** One half of a pair in a profile. */
export function halfProfile({ place, mode }: Given, absent: Field): Failure {
  return failure({
    code: 'HalfCredentials',
    message: `${place.from} holds half a key pair: ${nameOf(place, absent)} is missing`,
    ...place.mend(absent, mode),
  });
}

/** A field that the profile's mode needs. */
export function lacks({ place, mode }: Given, absent: Field): Failure {
  return failure({
    code: 'BadConfig',
    message: `${place.from} has the mode ${mode} and no ${nameOf(place, absent)}`,
    ...place.mend(absent, mode),
  });
}

/** A field whose value cannot be used. `why` ends the sentence, without the value where it may be a secret. */
export function wrongField(place: Place, mode: string, field: Field, why: string): Failure {
  return failure({
    code: 'BadConfig',
    message: `${place.from}: ${nameOf(place, field)} ${why}`,
    ...place.mend(field, mode),
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
