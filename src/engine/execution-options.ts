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
  /** A change logs first where it goes. */
  readonly announce: boolean;
  /** The typed options that set where the command goes; commands to type next repeat them. */
  readonly targets: SettingFlags;
}
