const { callbackify } = require("node:util");

const double = callbackify(async (number) => {
  if (number < 0) throw null;
  return number * 2;
});
double(4, (error, value) => console.log(error, value));
double(-1, (error, value) => console.log(error.code, error.reason, value));
