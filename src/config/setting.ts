/** A setting with its source. */
import { labelled, t } from '../core/text/texts.ts';

/** A setting with its source. */
export interface Setting<T = string> {
  readonly value: T;
  /** `--region`, `ALIKAFKA_REGION`, `profile prod`, the path of a project file, `built-in`. */
  readonly source: string;
  /** The saved profile that has it, if one has. */
  readonly profile?: string;
}

/** The name of a saved profile as a source. */
export const profileSource = (name: string): string => t('profile {name}', { name });

/** The source of a value that is not set. */
export const BUILT_IN = 'built-in';

/**
 * A setting as the subject of a message: `--region`, `ALIKAFKA_REGION`, or `profile prod: region`, by the key of
 * `config set`.
 */
export const subjectOf = ({ source, profile }: Setting<unknown>, key: string): string =>
  profile === undefined ? source : labelled(source, key);
