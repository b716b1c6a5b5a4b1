import fs from "node:fs";
import { strict as assert } from "node:assert";

class Graph {
  adj = new Map();
  addEdge(a, b, w = 1) {
    for (const v of [a, b]) if (!this.adj.has(v)) this.adj.set(v, new Set());
    this.adj.get(a).add(b);
  }
  topo() {
    const state = {};
    const order = [];
    const visit = (v, path) => {
      if (state[v] === "done") return;
      if (state[v] === "visiting") throw new Error(`Cycle detected: ${[...path, v].join(" -> ")}`);
      state[v] = "visiting";
      for (const w of this.adj.get(v)) visit(w, [...path, v]);
      state[v] = "done";
      order.unshift(v);
    };
    for (const v of this.adj.keys()) visit(v, []);
    console.log(state);
    return order;
  }
}

const g = new Graph();
const lines = fs.readFileSync(0, "utf-8").split(/\r?\n/);
for (const line of lines) {
  if (!line || line.startsWith("#")) continue;
  const [target, deps] = line.split(":");
  deps.trim().split(" ").filter(Boolean).forEach((d) => g.addEdge(d, target));
}
console.log(g);
const order = g.topo();
console.log(order);
assert.equal(order.length, g.adj.size);
const result = await Promise.all(order.map(async (name, i) => `${i + 1}. ${name}`));
console.log(result.join("\n"));
g.addEdge("app", "libc");
g.topo();
