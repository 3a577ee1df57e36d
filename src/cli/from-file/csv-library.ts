/** The part of the package by name: a late import of the package itself would give its default alone in the built program. */
export { parse } from 'csv-parse/sync';
