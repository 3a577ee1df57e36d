/** undici through a proxy: all of it, since tunnels need what its index adds to every dispatcher. */
export { buildConnector, Pool, ProxyAgent } from 'undici';
export { default as request } from 'undici/lib/api/api-request.js';
export type { Agent, Dispatcher } from 'undici';
