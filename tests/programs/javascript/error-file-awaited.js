// Which line waited for the file that is not there.
const { readFile, access } = require("fs/promises");

async function load(name) {
  const text = await readFile(name, "utf8");
  return JSON.parse(text);
}

async function main() {
  try {
    await access("nowhere");
  } catch (error) {
    console.log(error.stack);
  }
  console.log(await load("settings.json"));
}

main();
