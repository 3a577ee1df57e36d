/** The parts of undici that are needed: the whole costs more than everything else of a command. */
export { default as Client } from 'undici/lib/dispatcher/client.js';
export { default as request } from 'undici/lib/api/api-request.js';
export { default as openTunnel } from 'undici/lib/api/api-connect.js';
export { default as buildConnector } from 'undici/lib/core/connect.js';
export type { Dispatcher } from 'undici';
