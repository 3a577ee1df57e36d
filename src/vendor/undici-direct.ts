/** The two parts of undici that a direct request needs: the whole costs more than everything else of a command. */
export { default as Client } from 'undici/lib/dispatcher/client.js';
export { default as request } from 'undici/lib/api/api-request.js';
export type { Dispatcher } from 'undici';
