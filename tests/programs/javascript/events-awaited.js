const { EventEmitter, once, on } = require("node:events");
const assert = require("node:assert");

async function main() {
  const gate = new EventEmitter();
  setTimeout(() => gate.emit("free", 1), 1);
  console.log(await once(gate, "free"), gate.eventNames());
  try {
    gate.emit("error", new Error("nobody waits any more"));
  } catch (error) {
    console.log(error.message);
  }

  setTimeout(() => gate.emit("error", new Error("broken")), 1);
  await once(gate, "free").catch((error) => console.log(error.message, gate.eventNames()));

  const stopping = new AbortController();
  setTimeout(() => stopping.abort(), 1);
  const [event] = await once(stopping.signal, "abort");
  console.log(event.type);
  await once(gate, "free", { signal: stopping.signal }).catch(({ name, code }) => console.log(name, code));
  console.log(gate.eventNames());

  const orders = on(gate, "order");
  for (const name of ["tea", "cake", "bill"]) gate.emit("order", name, name.length);
  for await (const [name, length] of orders) {
    console.log(name, length);
    if (name === "bill") break;
  }
  console.log(gate.eventNames(), assert.strictEqual.name);

  setTimeout(() => gate.emit("error", new Error("closed")), 1);
  try {
    for await (const order of on(gate, "order")) console.log(order);
  } catch (error) {
    console.log(error.message, gate.listenerCount("order"));
  }
}
main();
