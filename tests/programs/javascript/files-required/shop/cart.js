const { priceOf } = require("./index");

class Cart {
  items = [];
  add(item) {
    this.items.push(item);
  }
  total() {
    return this.items.reduce((sum, item) => sum + priceOf(item), 0);
  }
}

if (require.main === module) console.log("not the program");
module.exports = { Cart };
