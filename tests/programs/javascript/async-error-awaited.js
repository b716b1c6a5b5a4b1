const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function load(id) {
  await delay(5);
  const user = { 1: { name: "Ana" } }[id];
  return user.name;
}

async function main() {
  console.log(await load(1));
  console.log(await load(2));
}

main();
