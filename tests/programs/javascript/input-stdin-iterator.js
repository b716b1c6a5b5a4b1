const main = async () => {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  console.log(text.length, text.toUpperCase().trim());
};
main();
