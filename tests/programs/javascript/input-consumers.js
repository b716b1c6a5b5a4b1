const { text, json } = require("stream/consumers");
json(process.stdin).then((o) => console.log(o.a + 1));
