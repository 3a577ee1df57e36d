// Preloaded into a program: appends each path that it opens or looks at, and each address that it connects to, to the
// file in WATCHED. With WATCHED_LOOPBACK=off no connection can be made.
const fs = require('node:fs');
const net = require('node:net');

const { appendFileSync } = fs;
const note = (text) => appendFileSync(process.env.WATCHED, `${text}\n`);

for (const name of [
  'openSync',
  'readFileSync',
  'writeFileSync',
  'statSync',
  'lstatSync',
  'existsSync',
  'readdirSync',
  'mkdirSync',
]) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    if (typeof path === 'string' && path !== process.env.WATCHED) note(`path ${path}`);
    return original(path, ...rest);
  };
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  note(`connect ${options.host}`);
  if (process.env.WATCHED_LOOPBACK !== 'off') return connect.apply(this, args);
  process.nextTick(() => this.destroy(Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' })));
  return this;
};
