process.stdin.resume();
process.stdin.setEncoding("ascii");
let input = "";
process.stdin.on("data", function (chunk) {
  input += chunk;
});
process.stdin.on("end", function () {
  main(input.split("\n"));
});

function main(lines) {
  const count = parseInt(lines.shift(), 10);
  for (let i = 0; i < count; i++) console.log(lines[i].split("").reverse().join(""));
}
