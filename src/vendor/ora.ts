/** The spinner. */
export { default as ora } from 'ora';
