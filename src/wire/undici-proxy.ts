/** undici through a proxy: all of it, since tunnels need what its index adds to every dispatcher. A chunk of its own. */
export { default as request } from 'undici/lib/api/api-request.js';
export { EnvHttpProxyAgent } from 'undici';
