for (const code of ["abc", 1.5, true, {}, "", NaN]) {
  try {
    process.exitCode = code;
    console.log("taken", code);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
for (const code of ["7", null, undefined, 3]) {
  process.exitCode = code;
  console.log(process.exitCode);
}
process.on("exit", (code) => console.log("exit", code));
try {
  process.exit("abc");
} catch (error) {
  console.log(error.code, error.message);
}
process.exit("4");
