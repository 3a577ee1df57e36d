/** Saves settings atomically. */
export { default as Conf } from 'conf';
