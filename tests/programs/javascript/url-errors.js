const querystring = require("querystring");
const url = require("url");

const seen = new URL("https://example.com/search?tag=a&tag=b#top");
console.log(seen instanceof URL, seen.constructor === URL, seen.searchParams.getAll("tag"), URL.name);
console.log({ ...querystring.parse("tag=a&tag=b&q=x+y") }, querystring.stringify({ tag: ["a", "b"], q: "x y", n: 1 }));
console.log(url.parse("http://example.com/?tag=a&tag=b", true).query.tag);
for (const text of ["example.com", "", "/only/a/path"]) {
  try {
    new URL(text);
  } catch (error) {
    console.log(`${error.name}: ${error.message}`, error.code, error.input);
  }
}
