/** undici through a proxy; a chunk of its own in the built program. */
export { default as request } from 'undici/lib/api/api-request.js';
export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';
