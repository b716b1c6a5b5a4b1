const fs = require("fs");

fs.mkdirSync("config/local", { recursive: true });
fs.writeFileSync("config/local/settings.json", JSON.stringify({ port: 8080 }));
fs.writeFileSync("config/index.js", "module.exports = { settings: require('./local/settings.json'), name: 'made' };");
console.log(require("./config"), require("./config/local/settings"));
