/** Parses the command line. */
export { Command, type HelpContext, Option } from 'commander';
