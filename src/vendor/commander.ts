/** Parses the command line. */
export { Command, type Help, type HelpContext, Option } from 'commander';
