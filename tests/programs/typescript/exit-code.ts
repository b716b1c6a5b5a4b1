const code: number = 3;
process.on("exit", (value: number) => console.log("exit", value));
if ((process.env as Record<string, string | undefined>)["NOPE"] === undefined) process.exit(code);
console.log("not reached");
