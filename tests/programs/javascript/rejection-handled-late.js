process.on("unhandledRejection", (reason, promise) => console.log("unhandled", reason, promise instanceof Promise));
process.on("rejectionHandled", (promise) => console.log("handled", promise instanceof Promise));
const late = Promise.reject("late");
setTimeout(() => late.catch((reason) => console.log("caught", reason)), 20);
