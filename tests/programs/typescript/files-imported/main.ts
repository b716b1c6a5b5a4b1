import { Cart, type Item } from "./shop/cart.js";
import type { Money } from "./shop/money.js";
import { Currency, format } from "./shop/money.js";
import { readFileSync } from "fs";

const cart = new Cart(Currency.Euro);
for (const line of readFileSync(0, "utf8").trim().split("\n")) {
  const [name, price] = line.split(" ");
  cart.add({ name, price: Number(price) } satisfies Item);
}
const total: Money = cart.total();
console.log(format(total), cart.currency);
console.log(readFileSync("shop/notes.txt", "utf8").trim());
