import { Currency, type Money } from "./money.js";

export interface Item {
  name: string;
  price: number;
}

export class Cart {
  private items: Item[] = [];
  constructor(readonly currency: Currency) {}
  add(item: Item): void {
    this.items.push(item);
  }
  total(): Money {
    return { amount: this.items.reduce((sum, { price }) => sum + price, 0), currency: this.currency };
  }
}
