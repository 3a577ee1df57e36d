/**
 * Failures of credentials that are found before a request: incomplete AccessKey pairs, profiles that lack a field,
 * files that cannot be read. All have exit code 4 and name the source; none shows a secret. Failures of fetching
 * credentials are in providers/provider-failure.ts.
 */
import { EXIT, Failure, type FailureParts } from '../errors/failure.ts';
import { type Env, isOn } from '../core/env.ts';
import type { ProfileInput, ProfilePlace } from './sources/place.ts';
import type { Field } from './sources/sign-in.ts';
import { shellWord } from '../core/text/shell-word.ts';
import { labelled, type Sentence, t } from '../core/text/texts.ts';

type Parts = Omit<FailureParts, 'exitCode'>;

const failure = (parts: Parts): Failure => new Failure({ exitCode: EXIT.credentials, ...parts });

/** Only one variable of an AccessKey pair is set in the environment. */
export function halfVariable(present: string, absent: string): Failure {
  return failure({
    code: 'HalfCredentials',
    message: t('{present} is set, but {absent} is not', { present, absent }),
    hint: t('Set both variables, or unset both. The two halves of an AccessKey pair must come from the same source.'),
  });
}

/** A variable whose value is enclosed in quotes. The value is not shown. */
export function quotedVariable(variable: string): Failure {
  return failure({
    code: 'BadConfig',
    message: t('the value of {variable} is enclosed in quotes, which are not part of a key', { variable }),
    hint: t('Remove the quotes. Files for "docker --env-file" and systemd contain values without quotes.'),
  });
}

/** A profile that has only one half of an AccessKey pair. */
export function halfProfile({ place, mode }: ProfileInput, absent: Field): Failure {
  const { from } = place;
  return failure({
    code: 'HalfCredentials',
    message: t('{from} has an incomplete AccessKey pair: {field} is missing', { from, field: nameOf(place, absent) }),
    ...place.fix(absent, mode),
  });
}

/** A profile without a field that its mode requires. */
export function missingField({ place, mode }: ProfileInput, absent: Field): Failure {
  const { from } = place;
  return failure({
    code: 'BadConfig',
    message: t('{from}: mode {mode} requires {field}', { from, mode, field: nameOf(place, absent) }),
    ...place.fix(absent, mode),
  });
}

/**
 * A field whose value is not valid. `problem` gets the field's name; it must not contain a value that may be secret.
 */
export function invalidField(place: ProfilePlace, mode: string, field: Field, problem: Sentence): Failure {
  return failure({
    code: 'BadConfig',
    message: labelled(place.from, problem(nameOf(place, field))),
    ...place.fix(field, mode),
  });
}

/** A credentials file that is not usable. `message` names the file and quotes no value of it. */
export function brokenFile(message: string, cause?: unknown): Failure {
  return failure({
    code: 'BadConfig',
    message,
    hint: t('Fix the file or move it away. An alikafka profile, or keys in the environment, take precedence over it.'),
    cause,
  });
}

/** The same for a file that cannot be read or parsed. */
export const unreadableFile = (path: string, error: unknown): Failure =>
  brokenFile(t('cannot read credentials from {path}: {reason}', { path, reason: (error as Error).message }), error);

/** A variable that names a file that does not exist. */
export function namesNoFile(variable: string, path: string): Failure {
  return failure({
    code: 'BadConfig',
    message: t('{path} not found (set by {variable})', { path, variable }),
    hint: t('Correct the path in {variable}, or unset the variable.', { variable }),
  });
}

/** Throws Failure if ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids a mode that runs a program or requests a URL. */
export function forbidExternal(env: Env, { mode, from }: { readonly mode: string; readonly from: string }): void {
  if (!isOn(env[NO_EXTERNAL])) return;
  throw failure({
    code: 'UnsupportedMode',
    message: t('{from}: mode {mode} is disabled by {variable}', { from, mode, variable: NO_EXTERNAL }),
    hint: t('Unset {variable}, or use another profile.', { variable: NO_EXTERNAL }),
  });
}

const NO_EXTERNAL = 'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS';

/** A section of the SDKs' file that is disabled. */
export function sectionDisabled({ from }: Pick<ProfilePlace, 'from'>): Failure {
  return failure({
    code: 'BadConfig',
    message: t('{from} is disabled: "enable" is not true', { from }),
    hint: t('Set enable = true in the section, or select another section with ALIBABA_CLOUD_PROFILE.'),
  });
}

/** A mode of the vendor's tools that is not supported here, with the vendor's command that saves STS credentials. */
export function unsupportedMode({ from, name }: ProfilePlace, mode: string): Failure {
  const profile = shellWord(name);
  return failure({
    code: 'UnsupportedMode',
    message: t('{from}: mode {mode} is not supported', { from, mode }),
    hint:
      mode === 'CloudSSO'
        ? t('"acs-sso login" prints STS credentials: use it as the process command of a profile with mode External.')
        : t('Save temporary credentials (mode StsToken) instead.'),
    next:
      mode === 'CloudSSO'
        ? `acs-sso login --profile ${profile}`
        : `aliyun configure --profile ${profile} --mode StsToken`,
  });
}

const nameOf = ({ fieldNames }: ProfilePlace, field: Field): string => fieldNames[field] ?? field;
