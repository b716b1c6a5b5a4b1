const { broken } = require("./broken");
broken();
