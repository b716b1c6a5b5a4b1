process.on("uncaughtException", (error, origin) => {
  const [, reason = ""] = /with the reason (.*)\.$/s.exec(error.message ?? "") ?? [];
  console.log(origin, error.name, reason);
});

class HttpFailure {
  constructor(status) {
    this.status = status;
  }
}
class Tagged {
  get [Symbol.toStringTag]() {
    return "Tag";
  }
}
function OldError(message) {
  this.message = message;
}
OldError.prototype = Object.create(Error.prototype);
OldError.prototype.name = "OldError";

const reasons = [404, "gone", null, undefined, 10n, Symbol("s"), { code: 1 }, [1, 2], new Map(), new Date(0), /x/];
const others = [new HttpFailure(500), new (class {})(), new Tagged(), Object.create(null), { toString: () => "own" }];
const callables = [function later(a) { return a; }, class Later {}, Promise.resolve(1), new OldError("no stack")];
for (const reason of [...reasons, ...others, ...callables]) Promise.reject(reason);

setTimeout(() => {
  process.removeAllListeners("uncaughtException");
  Promise.reject(new HttpFailure(503));
}, 5);
