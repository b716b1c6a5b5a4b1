const { promisify, callbackify } = require("util");
const add = (a, b, cb) => setTimeout(() => (a < 0 ? cb(new Error("neg")) : cb(null, a + b)), 1);
const addP = promisify(add);
(async () => {
  console.log(await addP(1, 2));
  try { await addP(-1, 2); } catch (e) { console.log(e.message); }
  await promisify(setTimeout)(2);
  console.log(await promisify(setImmediate)("imm"));
  console.log(addP.name, promisify(require("fs").readFile).name);
})();
callbackify(async () => 5)((error, value) => console.log(error, value));
console.log(callbackify(async function five() {}).name);
