/** The two parts of undici that one request needs; a chunk of its own in the built program. */
export { default as request } from 'undici/lib/api/api-request.js';
export { default as Client } from 'undici/lib/dispatcher/client.js';
