// The answer is a page of HTML: the promise is rejected by what JSON.parse throws.
async function fetchUsers() {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return "<!DOCTYPE html>\n<p>Too many requests</p>";
}

async function main() {
  const body = await fetchUsers();
  try {
    console.log("users:", JSON.parse(body));
  } catch (error) {
    console.error("cannot read the answer:", error.name);
    throw error;
  }
}

try {
  JSON.parse("[1, 2, 3,]", (key, value) => value);
} catch (error) {
  console.log(error.message);
}
console.log(JSON.parse, JSON.parse.name, JSON.parse.length, JSON.parse('{"a":1}', (key, value) => (key ? value + 1 : value)));
main();
