import { dirname, join } from 'node:path';
import { isRegionId } from '../core/endpoint.ts';
import { parseSettings } from '../core/text/json-fields.ts';
import { suggest } from '../core/text/suggest.ts';
import { type Detail, usage } from '../errors/failure.ts';
import { configText } from '../core/text/config-text.ts';
import type { Files } from '../context.ts';
import { LOCAL } from './profiles/profiles.ts';

/** The file that says where the commands of one folder and all below it go. It is shared, and never holds secrets. */
const PROJECT_FILE = '.alikafka.json';

export const PROJECT_KEYS = ['region', 'instance', 'profile', 'output'] as const;

export type ProjectKey = (typeof PROJECT_KEYS)[number];

/** What a project file says, and where it is. */
export interface Project {
  readonly path: string;
  readonly values: Readonly<Partial<Record<ProjectKey, string>>>;
  /** The user id of somebody else to whom it belongs. */
  readonly foreignOwner?: number;
}

type Reading = Pick<Files, 'read'>;

/** The project file nearest up the tree from `folder`, where there is one. Throws Failure (exit 2) where it cannot be used. */
export async function loadProject(files: Reading, folder: string | undefined): Promise<Project | undefined> {
  if (folder === undefined) return undefined;
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, PROJECT_FILE);
    const text = await textOf(files, path);
    if (text !== undefined) return parseProject(text, path);
    if (dirname(at) === at) return undefined;
  }
}

/** One that cannot be read must not pass for none: what it says would be missed in silence. */
async function textOf(files: Reading, path: string): Promise<string | undefined> {
  try {
    const text = await files.read(path);
    return text === undefined ? undefined : configText(text);
  } catch (error) {
    throw usage([{ name: path, message: `cannot be read: ${(error as Error).message}` }]);
  }
}

/** A project file's text. Throws Failure (exit 2) naming the file and every key that is wrong. */
export function parseProject(text: string, path: string): Project {
  const values = parsed(text, path);
  const problems = Object.entries(values).flatMap(([key, value]) => {
    const message = violationOf(key, value);
    return message === undefined ? [] : [{ name: path, message: `${key} ${message}` } satisfies Detail];
  });
  if (problems.length > 0) throw usage(problems, { hint: HINT });
  return { path, values };
}

const HINT = `It takes ${PROJECT_KEYS.join(', ')}; keys belong in a profile, which it may name.`;

/** The keys and values, without blanks around them. Throws Failure (exit 2) where the text is no JSON object. */
function parsed(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseSettings(configText(text) ?? '');
  } catch (error) {
    throw usage([{ name: path, message: `cannot be used: ${(error as Error).message}` }], { hint: HINT });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw usage([{ name: path, message: 'is not a JSON object of texts' }], { hint: HINT });
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, typeof one === 'string' ? one.trim() : one]),
  );
}

const SECRET = /^access|secret|token|password/i;

/** What is wrong with a key, as a sentence's end; its value is never repeated where it may be a secret. */
function violationOf(key: string, value: unknown): string | undefined {
  if (SECRET.test(key)) return 'is refused: a project file never holds secrets';
  if (!PROJECT_KEYS.some((known) => known === key)) {
    const near = suggest(key, PROJECT_KEYS);
    return `is not a key of a project file${near === undefined ? '' : `; did you mean ${near}?`}`;
  }
  if (typeof value !== 'string' || value === '') return 'must be a text that is not empty';
  if (key === 'profile' && value === LOCAL) return 'cannot be local: the emulator is used only where a person names it';
  return key === 'region' && !isRegionId(value) ? 'must be a region id such as cn-hangzhou' : undefined;
}
