const stop = new AbortController();
console.log(stop, stop.signal, { stop }, [[[stop]]]);
stop.abort();
console.log(stop, AbortSignal.abort());
require("timers/promises").setTimeout(1000, null, { signal: stop.signal }).catch((error) => console.log(error.name));
setTimeout(() => console.log("at once"), 2 ** 33);
try {
  require("assert").equal(1);
} catch (error) {
  console.log(error.name, error.code, error.message);
}
console.log(require("timers/promises").setTimeout.name);
