const http = require("node:http");

const headers = new Headers({ accept: "text/html", "x-tries": "3" });
headers.append("accept", "application/json");
console.log(headers, new Headers());
console.log({ headers });
console.log([...headers.keys()], headers.get("accept"));

function answer(status) {
  return `${status} ${http.STATUS_CODES[status] ?? "unknown"}`;
}
console.log([200, 404, 418, 599].map(answer));
console.log(Object.keys(http.STATUS_CODES).length > 50);
