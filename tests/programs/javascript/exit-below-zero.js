// A shell sees eight bits of an exit code; listeners see what was given.
process.on("exit", (code) => console.log("listener", code));
process.exitCode = 300;
setTimeout(() => process.exit(-1));
