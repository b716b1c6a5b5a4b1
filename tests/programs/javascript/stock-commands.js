const rl = require("readline").createInterface({ input: process.stdin, output: process.stdout, terminal: false });
const inventory = new Map();

const commands = {
  add(name, qty, price) {
    qty = parseInt(qty, 10);
    if (Number.isNaN(qty)) throw new Error(`bad quantity for ${name}`);
    const old = inventory.get(name) || { qty: 0, price: 0 };
    inventory.set(name, { qty: old.qty + qty, price: price ? parseFloat(price) : old.price });
  },
  remove(name, qty) {
    const item = inventory.get(name);
    if (!item) throw new Error(`no such item: ${name}`);
    item.qty -= Number(qty);
    if (item.qty <= 0) inventory.delete(name);
  },
  list() {
    for (const [name, { qty, price }] of inventory) console.log(`  ${name}: ${qty} @ ${price.toFixed(2)}`);
  },
  debug() {
    console.log(inventory);
    console.log(Object.fromEntries(inventory));
  },
};

rl.setPrompt("> ");
rl.prompt();
rl.on("line", (line) => {
  const [cmd, ...args] = line.trim().split(/\s+/);
  if (cmd === "quit") {
    rl.close();
    return;
  }
  try {
    if (!commands[cmd]) console.log(`unknown command '${cmd}'`);
    else commands[cmd](...args);
  } catch (e) {
    console.error("ERROR:", e.message);
  }
  rl.prompt();
}).on("close", () => {
  const total = [...inventory.values()].reduce((s, i) => s + i.qty * i.price, 0);
  console.log("total value", total);
  process.exit(inventory.size > 1 ? 0 : 3);
});
