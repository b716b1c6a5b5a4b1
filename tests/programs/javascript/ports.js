const { MessageChannel } = require("worker_threads");

const { port1, port2 } = new MessageChannel();
port1.on("message", (value) => {
  console.log("heard", value);
  if (value === "last") port1.close();
});
port2.postMessage({ id: 1, tags: new Set(["a"]) });
port2.postMessage("last");
console.log("first", typeof name, typeof origin);
