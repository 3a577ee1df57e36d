/** The project file `.alikafka.json`: how it is found, read and checked. Its owner is checked in project-owner.ts. */
import { isRegionId } from '../core/endpoint.ts';
import { parseSettings } from '../core/text/json-fields.ts';
import { suggest } from '../core/text/suggest.ts';
import { type Sentence, sentence, t } from '../core/text/texts.ts';
import { problem, usage } from '../errors/failure.ts';
import { configText } from '../core/text/config-text.ts';
import type { Files } from '../context.ts';
import { projectFiles } from './paths.ts';
import { LOCAL } from './profiles/profiles.ts';

/** The settings that a project file may have. */
export const PROJECT_KEYS = ['region', 'instance', 'profile', 'output'] as const;

/** A setting of a project file. */
export type ProjectKey = (typeof PROJECT_KEYS)[number];

/** The values of a project file, and its path. */
export interface Project {
  readonly path: string;
  readonly values: Readonly<Partial<Record<ProjectKey, string>>>;
  /** The user id of its owner if that is another user. */
  readonly foreignOwner?: number;
}

type Reading = Pick<Files, 'read'>;

/**
 * The project file nearest up the tree from `folder`, if there is one. Throws Failure (exit 2) if it cannot be used.
 */
export async function loadProject(files: Reading, folder: string | undefined): Promise<Project | undefined> {
  for (const path of projectFiles(folder)) {
    const text = await textOf(files, path);
    if (text !== undefined) return parseProject(text, path);
  }
  return undefined;
}

/** A file that cannot be read must not count as absent: the command would silently use another target. */
async function textOf(files: Reading, path: string): Promise<string | undefined> {
  try {
    const text = await files.read(path);
    return text === undefined ? undefined : configText(text);
  } catch (error) {
    throw usage([problem(path, 'cannot read {name}: {reason}', { reason: (error as Error).message })]);
  }
}

/** A project file's text. Throws Failure (exit 2) that names the file and every wrong key. */
export function parseProject(text: string, path: string): Project {
  const values = parsed(text, path);
  const problems = Object.entries(values).flatMap(([key, value]) => {
    const violation = violationOf(key, value);
    return violation === undefined ? [] : [{ name: path, message: violation(path) }];
  });
  if (problems.length > 0) throw usage(problems, { hint: hint() });
  return { path, values };
}

const hint = (): string =>
  t('Allowed keys: {keys}. Credentials belong in a profile, which the file may name.', {
    keys: PROJECT_KEYS.join(', '),
  });

/** The keys, and their values without surrounding blanks. Throws Failure (exit 2) if the text is not a JSON object. */
function parsed(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseSettings(configText(text) ?? '');
  } catch (error) {
    const { message: reason } = error as Error;
    throw usage([problem(path, 'cannot read {name}: {reason}', { reason })], { hint: hint() });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw usage([problem(path, '{name} must be a JSON object with string values')], { hint: hint() });
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, typeof one === 'string' ? one.trim() : one]),
  );
}

const SECRET = /^access|secret|token|password/i;

/** The violation of a key, with the file's path as its name. The value is not repeated, since it may be a secret. */
function violationOf(key: string, value: unknown): Sentence | undefined {
  if (SECRET.test(key)) return sentence('{name}: {key} is not allowed; a project file never contains secrets', { key });
  if (!PROJECT_KEYS.some((known) => known === key)) {
    const near = suggest(key, PROJECT_KEYS);
    return near === undefined
      ? sentence('{name}: unknown key "{key}"', { key })
      : sentence('{name}: unknown key "{key}"; did you mean {near}?', { key, near });
  }
  if (typeof value !== 'string' || value === '') return sentence('{name}: {key} must be a non-empty string', { key });
  if (key === 'profile' && value === LOCAL)
    return sentence('{name}: profile must not be {local}; the local emulator is used only where a user selects it', {
      local: LOCAL,
    });
  return key === 'region' && !isRegionId(value)
    ? sentence('{name}: region must be a region id such as cn-hangzhou')
    : undefined;
}
