function load(text) {
  return JSON.parse(text);
}
console.log(load('{"a": [1, 2]}'));
load('{\n  "a": 1,\n  "b": oops\n}');
