/** Reads XML. */
export { XMLParser } from 'fast-xml-parser';
