process.on("exit", (code) => console.log("exit with", code));
Promise.reject("only text");
