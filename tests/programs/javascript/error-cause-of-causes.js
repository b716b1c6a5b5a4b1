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

async function later() {
  await null;
  try {
    await Promise.resolve().then(() => readUser(2));
  } catch (cause) {
    throw new ServiceError("later", cause);
  }
}
async function logged() {
  try {
    await later();
  } catch (error) {
    console.log(error);
  }
}

setTimeout(() => {
  setImmediate(() => {
    inATimer();
    setTimeout(async () => {
      await logged();
      setTimeout(() => report([2]), 1);
    }, 1);
  });
  inATimer();
}, 5);
