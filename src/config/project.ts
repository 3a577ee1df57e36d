import { dirname, join } from 'node:path';
import { isRegionId } from '../core/endpoint.ts';
import { suggest } from '../core/suggest.ts';
import { type Detail, usage } from '../errors/failure.ts';
import { LOCAL } from './profiles.ts';

/** The file that says where the commands of one folder and all below it go. It is shared, and never holds secrets. */
export const PROJECT_FILE = '.alikafka.json';

export const PROJECT_KEYS = ['region', 'instance', 'profile', 'output'] as const;

export type ProjectKey = (typeof PROJECT_KEYS)[number];

/** What a project file says, and where it is. */
export interface Project {
  readonly path: string;
  readonly values: Readonly<Partial<Record<ProjectKey, string>>>;
  /** The user id of somebody else to whom it belongs. */
  readonly foreignOwner?: number;
}

type Read = (path: string) => Promise<string | undefined>;

/** The project file nearest up the tree from `folder`, where there is one. Throws Failure (exit 2) where it cannot be used. */
export async function loadProject(read: Read, folder: string | undefined): Promise<Project | undefined> {
  if (folder === undefined) return undefined;
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, PROJECT_FILE);
    const text = await textOf(read, path);
    if (text !== undefined) return parseProject(text, path);
    if (dirname(at) === at) return undefined;
  }
}

/** One that cannot be read must not pass for none: what it says would be missed in silence. */
async function textOf(read: Read, path: string): Promise<string | undefined> {
  try {
    return await read(path);
  } catch (error) {
    throw usage([{ name: path, message: `cannot be read: ${(error as Error).message}` }]);
  }
}

/** A project file's text. Throws Failure (exit 2) naming the file and every key that is wrong. */
export function parseProject(text: string, path: string): Project {
  const values = parsed(text);
  if (values === undefined) throw usage([{ name: path, message: 'is not a JSON object of texts' }], { hint: HINT });
  const problems = Object.entries(values).flatMap(([key, value]) => {
    const message = troubleOf(key, value);
    return message === undefined ? [] : [{ name: path, message: `${key} ${message}` } satisfies Detail];
  });
  if (problems.length > 0) throw usage(problems, { hint: HINT });
  return { path, values };
}

const HINT = `It takes ${PROJECT_KEYS.join(', ')}; keys belong in a profile, which it may name.`;

/** What JSON.parse says quotes the text, which may hold what does not belong there. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const SECRET = /^access|secret|token|password/i;

/** What is wrong with a key, as a sentence's end; its value is never repeated where it may be a secret. */
function troubleOf(key: string, value: unknown): string | undefined {
  if (SECRET.test(key)) return 'is refused: a project file never holds secrets';
  if (!PROJECT_KEYS.some((known) => known === key)) {
    const near = suggest(key, PROJECT_KEYS);
    return `is not a key of a project file${near === undefined ? '' : `; did you mean ${near}?`}`;
  }
  if (typeof value !== 'string' || value === '') return 'must be a text that is not empty';
  if (key === 'profile' && value === LOCAL) return 'cannot be local: the emulator is used only where a person names it';
  return key === 'region' && !isRegionId(value) ? 'must be a region id such as cn-hangzhou' : undefined;
}
