const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function load(id: number): Promise<string> {
  await wait(2);
  if (id > 1) throw new RangeError(`no user ${id}`);
  return `user ${id}`;
}

async function main(): Promise<void> {
  console.log(await load(1));
  console.log(await load(2));
}

void main();
