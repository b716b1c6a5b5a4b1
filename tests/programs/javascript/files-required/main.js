const fs = require("fs");
const path = require("node:path");
const { Cart } = require("./shop/cart");
const table = require("./shop/table.json");
const again = require("./shop/cart.js");

const cart = new Cart();
for (const line of fs.readFileSync(0, "utf8").trim().split("\n")) cart.add(line);
console.log(cart.total(), Object.keys(table), again.Cart === Cart);
console.log(fs.readFileSync(path.join(__dirname, "data/words.txt"), "utf8").split("\n"));
console.log(fs.readFileSync("data/words.txt", "utf8").length, fs.existsSync("data/none.txt"), fs.readdirSync("shop"));
console.log(require.main === module, require("./circle/a").name, path.basename(__filename));
console.log(path.relative(__dirname, require.resolve("./shop")));
try {
  require("./missing");
} catch (error) {
  console.log(error.code, error.message.split("\n")[0]);
}
import("./shop/module.mjs").then((found) => console.log(found.default, found.twice(4)));
