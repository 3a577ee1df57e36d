/** conf by name, as a late part of its own. */
export { default as Conf } from 'conf';
