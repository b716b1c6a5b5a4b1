const wrong = {
  key: "{a: 1}",
  quotes: "{'a': 1}",
  comma: '{"a": 1,}',
  cut: '["a',
  two: "{} {}",
  list: "[1 2]",
  line: '{\n  "a": 1\n  "b": 2\n}',
  escape: '"\\x"',
  zero: "01",
  word: '{"a": yes}',
  empty: "",
  page: "<!DOCTYPE html>",
};
const problems = [];
for (const [name, text] of Object.entries(wrong)) {
  try {
    JSON.parse(text);
  } catch (error) {
    problems.push(error);
    console.log(`${name}: ${error.message}`);
  }
}
console.log(problems[0].stack);
console.log(problems[6]);
console.log(Object.keys(problems[0]), String(problems[1]) === problems[1].stack.split("\n")[0]);
