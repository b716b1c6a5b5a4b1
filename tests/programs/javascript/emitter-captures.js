// Listeners that are async functions: an emitter that captures rejections emits them as errors.
const { EventEmitter, captureRejectionSymbol } = require("events");

const shop = new EventEmitter({ captureRejections: true });
shop.on("order", async (item) => {
  if (item === "moon") throw new Error(`no ${item}`);
  console.log("sold", item);
});
shop.once("order", () => console.log("the first order"));
shop.on("error", (error) => console.log("error:", error.message));
console.log(shop.emit("order", "pen"), shop.emit("order", "moon"), shop.emit("nothing"));
process.nextTick(() => console.log("tick"));
Promise.resolve().then(() => console.log("promise"));

class Queue extends EventEmitter {
  constructor() {
    super({ captureRejections: true });
  }
  [captureRejectionSymbol](error, event, ...values) {
    console.log(error.message, event, values);
  }
}
new Queue().on("job", () => Promise.reject(new Error("failed"))).emit("job", 1, 2);

const plain = new EventEmitter();
plain.on("order", async () => {
  throw new Error("nobody captures this");
});
plain.emit("order");
