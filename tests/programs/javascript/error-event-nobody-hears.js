const { EventEmitter } = require('node:events');
class Job extends EventEmitter { run() { this.emit('error', new Error('job failed')); } }
const j = new Job();
console.log('before');
j.run();
console.log('never');
