/** The options of a command that control how it runs, apart from its input and its output. */
import type { SettingFlags } from '../config/choices.ts';

/** How a command runs. */
export interface ExecutionOptions {
  /** Nothing is sent: the outcome is the list of the requests. */
  readonly dryRun: boolean;
  /** Confirmations are answered with yes. */
  readonly yes: boolean;
  /** Values are checked before they are sent. */
  readonly validate: boolean;
  /** The outcome is the service's own bytes of one request. */
  readonly raw: boolean;
  /** A change logs its target first. */
  readonly announce: boolean;
  /** The typed options that set the target of the command; commands to type next repeat them. */
  readonly targets: SettingFlags;
}
