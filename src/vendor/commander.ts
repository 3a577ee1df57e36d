/** Parses the command line. */
export { Command, Option } from 'commander';
