function load(name) {
  if (name === "b") {
    throw new Error(`cannot load ${name}`);
  }
  return name;
}
try {
  load("b");
} catch (e) {
  console.error("failed:", e.message);
  throw e;
}
