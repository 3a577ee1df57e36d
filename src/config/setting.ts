/** A setting with where it came from. */
export interface Setting<T = string> {
  readonly value: T;
  /** `--region`, `ALIKAFKA_REGION`, `profile prod`, `built in`. */
  readonly source: string;
}
