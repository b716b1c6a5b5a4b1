const fs = require("fs");
const input = fs.readFileSync(0, "utf8");
try {
  console.log(JSON.parse(input));
} finally {
  console.log("done");
}
