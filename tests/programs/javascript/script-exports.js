function reverse(text) {
  return text.split(" ").reverse().join(" ");
}

class Stack {}
module.exports = { reverse, Stack };
exports.more = 1;

if (require.main === module) {
  console.log(reverse("one two three"));
  console.log(module.exports, exports);
  console.log(this === exports, typeof __dirname, __filename.endsWith("main.js"));
}
