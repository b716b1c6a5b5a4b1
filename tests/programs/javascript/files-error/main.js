import { total } from "./shop/cart.js";

function report(items) {
  console.log("total", total(items));
}

report([{ price: 1 }]);
report([null]);
