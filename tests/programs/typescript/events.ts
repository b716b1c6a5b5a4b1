import { EventEmitter } from "node:events";

interface Events {
  added: [item: string, count: number];
}

class Basket extends EventEmitter {
  private readonly items = new Map<string, number>();
  add(item: string): void {
    const count = (this.items.get(item) ?? 0) + 1;
    this.items.set(item, count);
    this.emit("added", item, count);
  }
}

const basket = new Basket();
basket.on("added", (...[item, count]: Events["added"]) => console.log(item, count));
basket.add("pear");
basket.add("pear");
