/** Reads and writes JSON without losing digits. */
export { isSafeNumber, parse, stringify } from 'lossless-json';
