// What is written to the streams is text or bytes: whoever writes a number is told so.
for (const value of [5, true, null, undefined, { a: 1 }, [1], 5n, Symbol("x")]) {
  try {
    process.stdout.write(value);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
try {
  process.stderr.write(5);
} catch (error) {
  console.log(error);
}
process.stdout.write(new Uint8Array([104, 105, 10]));
