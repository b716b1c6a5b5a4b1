async function main() {
  const answer = await fetch("http://127.0.0.1:9/users/1");
  console.log(await answer.json());
}

main().catch((error) => {
  console.log(error.message);
  console.log(error.cause.message);
  process.exitCode = 1;
});
