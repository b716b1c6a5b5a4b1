const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
function log(m) { console.log(als.getStore()?.id, m); }
als.run({ id: 1 }, () => { log('a'); setTimeout(() => log('timer'), 5); Promise.resolve().then(() => log('then')); });
als.run({ id: 2 }, async () => { log('b'); await null; log('after await'); });
log('outside');
