/**
 * Where one setting may come from (flag, environment, project file, profile), and the choice among what is found. The
 * settings are listed in choices.ts.
 */
import type { Profile } from './profiles/profiles.ts';
import type { Project, ProjectKey } from './project.ts';
import { type Env, filledOf } from '../core/env.ts';
import { profileSource, type Setting } from './setting.ts';

/** The sources of the settings of one command. */
export interface Layers {
  readonly env: Env;
  readonly project: Project | undefined;
  readonly profile: Profile;
  /** The profile's name, for its source. */
  readonly name: string;
  /** The profile was named by the flag: the targets that it sets override environment and project file. */
  readonly whole: boolean;
}

/** The sources of one setting; a profile has it under its own name. */
export interface Places {
  /** `--region`. */
  readonly flag?: string;
  /** The variables: the first that is set is used; the others are overridden. */
  readonly variables?: readonly string[];
  readonly project?: ProjectKey;
  /** It is part of the target of a command's requests. */
  readonly target: boolean;
}

/** A setting with every value that was found for it. */
export interface Choice {
  readonly chosen: Setting | undefined;
  /** The overridden values, the one of highest precedence first. */
  readonly lost: readonly Setting[];
}

/**
 * Several settings, each by its sources: flag, environment, project file, profile; a target of a profile that is used
 * as a whole follows right after the flag. `typed` has the values of the flags.
 */
export function pick<K extends keyof Profile>(
  { env, project, profile, name, whole }: Layers,
  all: Readonly<Record<K, Places>>,
  typed: Readonly<Partial<Record<keyof Profile, string>>>,
): Record<K, Choice> {
  const places = Object.entries(all) as [K, Places][];
  const set = variables(env, [...new Set(places.flatMap(([, place]) => place.variables ?? []))]);
  const picked = places.map(([key, place]) => {
    const flag = place.flag === undefined ? [] : setting(typed[key], place.flag);
    const own = set.filter(({ source }) => place.variables?.includes(source));
    const around = [...own, ...ofProject(project, place.project)];
    const saved = setting(profile[key], profileSource(name)).map((one) => ({ ...one, profile: name }));
    return [key, choose([...flag, ...(whole && place.target ? [...saved, ...around] : [...around, ...saved])])];
  });
  return Object.fromEntries(picked) as Record<K, Choice>;
}

/** The first of several that were found. */
export function choose([chosen, ...lost]: readonly Setting[]): Choice {
  return { chosen, lost };
}

/** Everything that was found, the one of highest precedence first. */
export const allOf = ({ chosen, lost }: Choice): readonly Setting[] =>
  chosen === undefined ? lost : [chosen, ...lost];

/** A choice without an effective value: all that was found is overridden. */
export const overridden = (choice: Choice): Choice => ({ chosen: undefined, lost: allOf(choice) });

/** One source as a list: empty if it sets nothing. */
export function setting(value: string | undefined, source: string): Setting[] {
  return value === undefined ? [] : [{ value, source }];
}

/** The variables that are set, in their order. */
export function variables(env: Env, names: readonly string[]): Setting[] {
  return filledOf(env, names).map(({ name, value }) => ({ value, source: name }));
}

/** A key of the project file, under the file's own path. */
export function ofProject(project: Project | undefined, key: ProjectKey | undefined): Setting[] {
  return project === undefined || key === undefined ? [] : setting(project.values[key], project.path);
}
