/** Colors. */
export { Chalk } from 'chalk';
