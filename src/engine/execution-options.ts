import type { SettingFlags } from '../config/choices.ts';

/** How a command is carried out. */
export interface ExecutionOptions {
  /** Nothing is sent: the outcome is what would be. */
  readonly dryRun: boolean;
  /** Confirmations are answered with yes. */
  readonly yes: boolean;
  /** Values are checked before they are sent. */
  readonly validate: boolean;
  /** No progress is shown. */
  readonly quiet: boolean;
  /** The outcome is the service's own bytes of one request. */
  readonly raw: boolean;
  /** Where the command goes is said on stderr before it changes anything. */
  readonly announce: boolean;
  /** The options that were given to say where the command goes; commands to type next carry them. */
  readonly targets: SettingFlags;
}
