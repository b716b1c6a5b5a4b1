function made() {
  return new Error("made here");
}
queueMicrotask(() => {
  throw made();
});
queueMicrotask(() => console.log("not any more"));
process.on("exit", () => {
  try {
    queueMicrotask("text");
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
});
