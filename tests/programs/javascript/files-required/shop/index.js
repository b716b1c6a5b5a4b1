const table = require("./table.json");
exports.priceOf = (item) => table[item];
