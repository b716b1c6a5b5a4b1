const EventEmitter = require("events");

class Queue extends EventEmitter {
  push(job) {
    this.emit("job", job);
  }
}

const queue = new Queue();
queue.once("job", (job) => console.log("first", job));
queue.on("job", (job) => {
  if (job > 1) throw new RangeError(`job ${job} is too large`);
});
queue.push(1);
console.log(queue.listenerCount("job"));
queue.push(2);
console.log("not reached");
