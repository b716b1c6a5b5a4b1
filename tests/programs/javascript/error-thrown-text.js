process.once("uncaughtException", (thrown) => console.log("once", thrown));
setTimeout(() => {
  throw "first";
}, 1);
setTimeout(() => {
  throw "a plain text";
}, 5);
