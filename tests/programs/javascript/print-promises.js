console.log(new Promise(() => {}));
console.log(Promise.resolve(1), [Promise.resolve({ a: [1, 2] })]);
const failed = Promise.reject(new RangeError("no"));
failed.catch(() => {});
console.log(Promise.reject("text").catch(() => "kept"));
const wrong = Promise.reject("text");
wrong.catch(() => {});
console.log(wrong);
console.log({ all: Promise.all([1, 2]) });
async function later() { return 5; }
console.log(later(), later);
const done = later();
setTimeout(() => console.log(done, { done }), 1);
class Mine extends Promise {}
console.log(Mine.resolve(3));
const chain = Promise.resolve("x").then((x) => x + "y");
setTimeout(() => console.log(chain), 1);
