// A service that wraps what its parts throw, and logs it on the way.
class ServiceError extends Error {
  constructor(message, cause) {
    super(message, { cause });
    this.name = "ServiceError";
  }
}

const rows = { 1: { name: "Ann", age: "30" }, 2: { name: "Bob" } };

function ageOf(row) {
  return Number(row.age.trim());
}

function readUser(id) {
  try {
    return { id, age: ageOf(rows[id]) };
  } catch (error) {
    throw new ServiceError(`user ${id} is broken`, error);
  }
}

function report(ids) {
  return ids.map((id) => {
    try {
      return readUser(id);
    } catch (error) {
      throw new ServiceError("no report", error);
    }
  });
}

console.log(report([1]));
try {
  report([1, 2]);
} catch (error) {
  console.log(error);
  console.log({ failed: error });
  console.log([error.cause.cause]);
}

function inATimer() {
  try {
    readUser(3);
  } catch (error) {
    console.error(error);
  }
}
setTimeout(inATimer, 1);
process.nextTick(inATimer);
setTimeout(() => setImmediate(() => inATimer()), 10);
setTimeout(() => inATimer(), 30);

async function later() {
  await null;
  try {
    await Promise.resolve().then(() => readUser(2));
  } catch (cause) {
    throw new ServiceError("later", cause);
  }
}
setTimeout(async () => {
  try {
    await later();
  } catch (error) {
    console.log(error);
  }
  setTimeout(() => report([2]), 1);
}, 60);
