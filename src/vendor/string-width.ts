/** Measures how many columns a text takes on a terminal. */
export { default as stringWidth } from 'string-width';
