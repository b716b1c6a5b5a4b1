// config loader: wraps errors with cause
const { readFileSync } = require('fs');
class ConfigError extends Error {
  constructor(msg, options) {
    super(msg, options);
    this.name = this.constructor.name;
  }
}
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (err) {
    throw new ConfigError('bad config', { cause: err });
  }
}
function load(path) {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (err) {
    console.log('code:', err.code);
    throw new ConfigError(`cannot load ${path}`, { cause: err });
  }
}
function start() {
  console.log(parse('{"port": 8080}'));
  try { parse('oops'); } catch (e) { console.log(e.name, e.message, e.cause.name); }
  load('./missing.json');
}
start();
