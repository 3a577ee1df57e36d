/** ora by name, as a late part of its own. */
export { default as ora } from 'ora';
