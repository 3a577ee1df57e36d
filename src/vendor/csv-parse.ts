/** Reads CSV and TSV. */
export { parse } from 'csv-parse/sync';
