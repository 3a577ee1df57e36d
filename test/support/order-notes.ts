/** What stderr says of an order that is placed and not waited for: how to wait for it. */
const NOTE = /^the (?:order|instance) is being \w+; to wait until [^\n]*, run "alikafka wait instance [^\n]*"\n/m;

/** A text of stderr without the note on an order that is placed and not waited for. */
export const withoutOrderNote = (stderr: string): string => stderr.replace(NOTE, '');
