process.on("uncaughtExceptionMonitor", (error, origin) => console.log("monitor", error.message, origin));
process.on("exit", (code) => console.log("exit", code));
process.setUncaughtExceptionCaptureCallback((error) => {
  console.log("captured", error.message, process.hasUncaughtExceptionCaptureCallback());
  process.setUncaughtExceptionCaptureCallback(null);
  setTimeout(() => {
    throw new SyntaxError("second");
  }, 1);
});
throw new Error("one");
