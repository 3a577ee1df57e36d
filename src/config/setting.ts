/** A setting with where it came from. */
export interface Setting<T = string> {
  readonly value: T;
  /** `--region`, `ALIKAFKA_REGION`, `profile prod`, `built in`. */
  readonly source: string;
}

/** The environment, as a context gives it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The value of a variable; set to nothing is not set. */
export function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
