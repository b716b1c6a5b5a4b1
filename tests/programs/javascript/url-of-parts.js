const url = require("url");
console.log(url.format({ protocol: "https", hostname: "x.org", port: 8080, pathname: "/p", query: { a: 1, b: ["x", "y"] } }));
console.log(url.format({ protocol: "http:", host: "x.org", pathname: "p", search: "q=1", hash: "top" }));
console.log(url.format({ pathname: "/only", query: {} }), url.format(new URL("http://a.b/c?d#e")), url.format("http://a.b"));
console.log(url.format({ protocol: "mailto", pathname: "me@x.org" }), url.format({ protocol: "https", auth: "u:p", host: "h" }));
