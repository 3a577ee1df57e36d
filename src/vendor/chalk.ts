/** Colours. */
export { Chalk } from 'chalk';
